import {
  type Attempt,
  type AttemptKey,
  attemptOf,
  awaitsAnswer,
  chargeReference,
  isGivenUp,
  type Operation,
  referenceOf,
} from "./attempt";
import { blockedFaults, partiesOf } from "./parties/party";
import type { PaymentParts } from "./parts";
import { amountOf } from "./payment";
import type { Rail, RailAnswer, RailKnowledge } from "./rail";
import type { Fault } from "./results";
import { sentCharge } from "./sent-charge";
import { CALLED_OFF, type Ending, endingOf } from "./settlement";
import { callAndSettle, findStanding, settle, type Standing, waiting } from "./settle";

/** How long a rail is waited for before a charge is called off. */
export const CALL_OFF_MS = 60 * 60 * 1000;

/** What recovery does about an open attempt. */
export type RecoveryStep =
  { readonly step: "settle"; readonly ending: Ending } | { readonly step: "wait" | "send_again" | "call_off" };

/**
 * Decides what to do about an open attempt by what the rail knows of it. A definite answer settles it. What the rail
 * never saw is sent again under its one reference, while the rail would recognise it. A charge that stays without an
 * answer is called off, which fails it only where the rail confirms, but for rails whose answers take days: of those only
 * what they never saw is. Anything else waits for the rail, however long.
 */
export function recoveryStep(
  known: RailKnowledge,
  operation: Operation,
  ageMs: number,
  { windowMs, answersInDays = false }: Pick<Rail, "windowMs" | "answersInDays">,
): RecoveryStep {
  const ending = endingOf(known);
  if (ending) return { step: "settle", ending };
  if (known.outcome === "pending") return { step: "wait" };
  const mayBeCalledOff = operation === "charge" && (known.outcome === "not_found" || !answersInDays);
  if (mayBeCalledOff && ageMs >= Math.min(CALL_OFF_MS, windowMs)) return { step: "call_off" };
  return { step: known.outcome === "not_found" && ageMs < windowMs ? "send_again" : "wait" };
}

/**
 * Finishes an attempt that nobody works on any more: asks the rail by its reference, and never charges twice. It may run
 * at any time, several times at once, and beside whoever began the attempt. A charge that the rail never saw is called
 * off where its customer or provider was blocked meanwhile. Of what a person has given up the rail is asked alone.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function recover(parts: PaymentParts, standing: Standing): Promise<Standing> {
  const { payment, attempt } = standing;
  if (!awaitsAnswer(attempt)) return standing;
  const known = await askRail(parts, standing);
  const decided = recoveryStep(known, attempt.operation, ageOf(parts, attempt), parts.rails.named(payment.rail));
  if (decided.step === "settle") return settle(parts, standing, decided.ending);
  if (isGivenUp(attempt)) return standing;
  if (decided.step === "wait") return waiting(standing, known);
  const blocked = decided.step === "send_again" && (await blockedSince(parts, standing));
  if (decided.step === "send_again" && !blocked) return callAndSettle(parts, standing);
  const answer = await callOff(parts, standing);
  // Where it has taken the money after all, the next recovery hears of it.
  if (answer.outcome !== "approved") return standing;
  return settle(parts, standing, blocked ? { outcome: "voided", code: blocked.code } : CALLED_OFF);
}

/** What an attempt's rail knows of it. */
export function askRail({ rails }: PaymentParts, { payment, attempt }: Standing): Promise<RailKnowledge> {
  const operation = attempt.operation === "void" ? "cancel" : attempt.operation;
  const charge = sentCharge(payment, { attempt });
  return rails.named(payment.rail).ask(referenceOf(attempt), { operation, charge });
}

/** How long ago an attempt began, in milliseconds. */
export function ageOf({ clock }: PaymentParts, { startedAt }: Attempt): number {
  return clock.now() - Date.parse(startedAt);
}

/** Has the rail make sure that a charge takes nothing. `approved`: it takes nothing; `declined`: it has taken the money. */
export function callOff({ rails }: PaymentParts, { payment, attempt }: Standing): Promise<RailAnswer> {
  const of = chargeReference(payment.id);
  const charge = sentCharge(payment, { attempt });
  return rails.named(payment.rail).cancel({ reference: `${of}/call-off`, of, amount: amountOf(payment), charge });
}

/** Why a charge that its rail has not seen is not sent again: a party is blocked. */
async function blockedSince({ store }: PaymentParts, { payment, attempt }: Standing): Promise<Fault | undefined> {
  if (attempt.operation !== "charge") return undefined;
  return blockedFaults(await store.standings(partiesOf(payment)))[0];
}

/**
 * Recovers an attempt by its name, as the sweep of open attempts and the payer's question do; nothing where there is
 * none. A sweep leaves attempts alone that are younger than a request's lock: their functions may still be at work.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function recoverAttempt(parts: PaymentParts, key: AttemptKey): Promise<Standing | undefined> {
  const standing = await findStanding(parts, key);
  return standing && recover(parts, standing);
}

/**
 * Recovers what a payment that is `processing` waits for, its charge or its capture: whoever tells of taken money knows
 * that the rail has an answer by now.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function recoverProcessing(parts: PaymentParts, paymentId: string): Promise<void> {
  const { payment } = await parts.store.read({ paymentId });
  const key = payment?.status === "processing" ? attemptOf(payment.openAttempt ?? "") : undefined;
  if (key) await recoverAttempt(parts, key);
}

/**
 * Takes in what a rail tells of its own accord (a webhook, a file) about an attempt: settles it where it is open, and
 * gives back money that came too late. The same notice again changes nothing.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function takeNotice(
  parts: PaymentParts,
  key: AttemptKey,
  known: RailKnowledge,
): Promise<Standing | undefined> {
  const standing = await findStanding(parts, key);
  const ending = endingOf(known);
  return standing && ending ? settle(parts, standing, ending) : standing;
}

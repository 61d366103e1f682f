import type { Log } from "../shared/logging";
import { type FaultOf, refuse, type ResultOf } from "../shared/results";
import { type Attempt, type AttemptKey, isGivenUp, type Operation, referenceOf } from "./attempt";
import { calledOffStep, type GiveUpRefusal, giveUpStep, type GiveUpWish } from "./giving-up";
import { heldMoneyFor } from "./held-money";
import type { PaymentParts } from "./parts";
import type { PaymentState } from "./payment";
import type { RailKnowledge } from "./rail";
import { ageOf, askRail, callOff } from "./recovery";
import { findStanding, settle, type Standing } from "./settle";
import { CALLED_OFF, type Ending, settlement } from "./settlement";

/** What giving up works with. */
export interface GiveUpParts extends PaymentParts {
  readonly log: Pick<Log, "warn">;
}

/** What a person asks for. */
export interface GiveUpRequest extends GiveUpWish {
  readonly key: AttemptKey;
  /** Whether to do it; else it is only looked at, and nothing moves. */
  readonly confirmed: boolean;
}

/** One side of what would be booked. */
interface ReportedPosting {
  /** Kind and owner: `escrow/pay_1`. */
  readonly account: string;
  readonly direction: "debit" | "credit";
  readonly cents: number;
}

/** What would become of an attempt, and of the books by it. */
interface Preview {
  readonly status: Attempt["status"];
  readonly code: string;
  readonly payment: PaymentState;
  readonly postings: readonly ReportedPosting[];
}

/** An attempt that a person wants to give up: how it stands, what its rail says, and what comes of it. */
export interface GiveUpReport {
  readonly reference: string;
  readonly operation: Operation;
  readonly rail: string;
  readonly amountCents: number;
  readonly currency: string;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly ageSeconds: number;
  readonly status: Attempt["status"];
  readonly code?: string;
  readonly settledAt?: string;
  /** The payment as it stands. */
  readonly payment: PaymentState;
  /** What the rail says now; absent where it was not asked, the attempt being over. */
  readonly railSays?: { readonly outcome: RailKnowledge["outcome"]; readonly code: string };
  readonly refused?: GiveUpRefusal;
  /** Where it was only looked at: what would become of it. */
  readonly would?: Preview;
}

/** A report, or that there is no such attempt. */
export type GiveUpResult = ResultOf<{ readonly attempt: GiveUpReport }, FaultOf<"attempt_not_found">>;

/**
 * Ends an attempt that no rail will answer, as a person decides who has looked at it: as with a rail's definite no, by the one
 * way that attempts are settled, under a code of its own. What its rail has answered meanwhile is settled by that instead.
 * Asked again it tells what became of it.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function giveUp(parts: GiveUpParts, request: GiveUpRequest): Promise<GiveUpResult> {
  const standing = await findStanding(parts, request.key);
  if (!standing) {
    const message = "give_up: there is no such attempt.";
    return refuse({ code: "attempt_not_found", param: "give_up", message });
  }
  return { ok: true, attempt: await decided(parts, standing, request) };
}

async function decided(parts: GiveUpParts, standing: Standing, request: GiveUpRequest): Promise<GiveUpReport> {
  const { payment, attempt } = standing;
  if (attempt.status !== "open") return reportOf(parts, standing);
  const known = await askRail(parts, standing);
  const rail = parts.rails.named(payment.rail);
  const asked = giveUpStep(known, attempt.operation, ageOf(parts, attempt), rail, request);
  if (asked.step === "refuse") return reportOf(parts, standing, { known, refused: asked.refusal });
  if (!request.confirmed) {
    const ending = asked.step === "settle" ? asked.ending : CALLED_OFF;
    return reportOf(parts, standing, { known, would: await previewOf(parts, standing, ending) });
  }
  const step = asked.step === "call_off" ? calledOffStep(await callOff(parts, standing), request) : asked;
  if (step.step !== "settle") return reportOf(parts, standing, { known, refused: step.refusal });
  const settled = await settle(parts, standing, step.ending);
  if (isGivenUp(settled.attempt)) tell(parts, settled, known);
  return reportOf(parts, settled, { known });
}

/** What is given up stands in the log: who asked for it has called this function. */
function tell({ log }: GiveUpParts, { payment, attempt }: Standing, { outcome, code }: RailKnowledge): void {
  const { amountCents, currency, startedAt } = attempt;
  const about = { reference: referenceOf(attempt), rail: payment.rail, amountCents, currency, startedAt };
  log.warn("an attempt was given up", { ...about, railSaid: outcome, railCode: code });
}

interface Seen {
  readonly known?: RailKnowledge;
  readonly refused?: GiveUpRefusal;
  readonly would?: Preview;
}

function reportOf(
  parts: GiveUpParts,
  { payment, attempt }: Standing,
  { known, refused, would }: Seen = {},
): GiveUpReport {
  const { operation, amountCents, currency, startedAt, status, code, settledAt } = attempt;
  return {
    ...{ reference: referenceOf(attempt), operation, rail: payment.rail, amountCents, currency, startedAt },
    ageSeconds: Math.floor(ageOf(parts, attempt) / 1000),
    ...{ status, code, settledAt },
    payment: stateOf(payment),
    ...(known && { railSays: { outcome: known.outcome, code: known.code } }),
    ...(refused && { refused }),
    ...(would && { would }),
  };
}

/** What an ending would write, by the very function that writes it. */
async function previewOf(parts: GiveUpParts, { payment, attempt }: Standing, ending: Ending): Promise<Preview> {
  const held = await heldMoneyFor(parts, payment, attempt, ending);
  const { payment: after, journals = [] } = settlement(parts, payment, attempt, ending, held);
  const postings = journals.flatMap((journal) =>
    journal.postings.map(({ account: { kind, owner }, direction, amount }) => {
      return { account: `${kind}/${owner}`, direction, cents: amount.cents };
    }),
  );
  return { status: ending.outcome, code: ending.code, payment: stateOf(after), postings };
}

function stateOf({ status, detail }: PaymentState): PaymentState {
  return { status, ...(detail !== undefined && { detail }) };
}

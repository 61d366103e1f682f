import { toTimestamp } from "../shared/clock";
import type { EventType } from "../shared/events";
import { beginRecord } from "../shared/idempotency";
import { formatMoney, type Money } from "../shared/money";
import { untilWritten } from "../shared/retry";
import { answerOf, type PaymentResult, recordOf } from "./answers";
import { type AttemptRequest, chargeKey, chargeReference } from "./attempt";
import { requestOf } from "./caller";
import { type Caller, requestFaults } from "../shared/request-fields";
import { commit } from "./commit";
import { eventOf } from "./events";
import { debitFaults } from "./debits";
import { counterKeys, type Decision } from "./limits";
import { firstVersion, type NewPayment } from "./new-payment";
import { finish, knownAnswer, openAttempt } from "./operation";
import { type AnyParty, blockedFaults, newParties, partiesOf, type PartyStanding } from "./parties/party";
import type { PaymentParts } from "./parts";
import { amountOf, type PaymentState, type PaymentTransaction } from "./payment";
import type { CommitOutcome, CounterChange } from "./payment-store";
import { type Fault, refuse } from "./results";

/** The reservations of a day's limits for a payment. */
export function reservations({ limits }: PaymentParts, payment: PaymentTransaction, day: string): CounterChange[] {
  return counterKeys(payment, day).map((key) => ({
    key,
    count: 1,
    cents: payment.amountCents,
    limit: limits.perDay[key.subject],
  }));
}

/** The day, UTC, whose limits count now. */
export function today({ clock }: PaymentParts): string {
  return toTimestamp(clock.now()).slice(0, 10);
}

/** The reason of a payment that lost the last of a limit to another. */
export const LIMIT_REACHED = "limit_reached";

/**
 * Validates a payment: decides about it and keeps it, `pending` where it may be processed. The rail is not called.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export function validate(parts: PaymentParts, caller: Caller, payment: NewPayment): Promise<PaymentResult> {
  return create(parts, caller, payment, "validate");
}

/**
 * Validates and processes a payment in one: one parallel read phase, two transactions, one call of the rail.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export function pay(parts: PaymentParts, caller: Caller, payment: NewPayment): Promise<PaymentResult> {
  return create(parts, caller, payment, "pay");
}

async function create(
  parts: PaymentParts,
  caller: Caller,
  payment: NewPayment,
  operation: "validate" | "pay",
): Promise<PaymentResult> {
  const { paymentId: id, amount, customerId, providerId, encryptedCardToken, addressId } = payment;
  const ids = {
    payment_id: id,
    customer_id: customerId,
    provider_id: providerId,
    payment_method: encryptedCardToken,
    address_id: addressId,
  };
  const rail = parts.rails.choose(encryptedCardToken);
  const faults = [...requestFaults(ids, caller), ...amountFaults(amount)];
  if (typeof rail !== "string") return refuse(...faults, rail);
  faults.push(...debitFaults(rail, payment));
  if (faults.length > 0) return refuse(...faults);
  const request = requestOf(parts, caller, operation, id, payment);
  const day = today(parts);
  const counters = counterKeys({ ...payment, currency: amount.currency }, day);
  const parties = partiesOf(payment);
  const method = encryptedCardToken?.startsWith(TOKEN) ? { customerId, token: encryptedCardToken } : undefined;
  let limitReached = false;

  return untilWritten(parts, async () => {
    const snapshot = await parts.store.read({ record: request, paymentId: id, counters, parties, method });
    const known = await knownAnswer(parts, snapshot, request, chargeKey(id));
    if (known) return known;
    if (snapshot.payment) {
      const message = "payment_id: there is a payment with this id.";
      return refuse({ code: "payment_exists", param: "payment_id", message });
    }
    const blocked = blockedFaults(snapshot.parties);
    if (blocked.length > 0) return refuse(...blocked);
    const decision = limitReached
      ? ({ outcome: "decline", score: 1000, reasons: [LIMIT_REACHED] } as const)
      : await parts.decide({ amount, counters: snapshot.counters });
    const { state, type } = decidedState(decision, operation);
    const { cardKey } = snapshot;
    const feePlan = feePlanOf(snapshot.parties);
    const made = { ...firstVersion(parts, payment, rail, decision, state, feePlan), ...(cardKey && { cardKey }) };
    const first = newParties(snapshot.parties, made.createdAt);
    const outcome =
      state.status === "processing"
        ? await begin(parts, { ...made, openAttempt: chargeReference(id), limitsDay: day }, first, request)
        : await decided(parts, { ...made, failureCode: failureOf(decision) }, first, request, type);
    if ("ok" in outcome) return outcome;
    limitReached ||= outcome.outcome === "refused" && outcome.by.includes("limit");
    return undefined;
  });
}

/** How the vault's tokens begin; other methods are of rails that keep cards themselves. */
const TOKEN = "tok_";

/** The fee plan of the provider, where somebody has named one. */
function feePlanOf(parties: readonly PartyStanding[]): string | undefined {
  return parties.find(({ kind }) => kind === "provider")?.feePlan;
}

/** Nothing is no payment: there would be nothing to book. */
function amountFaults(amount: Money): readonly Fault[] {
  if (amount.cents > 0) return [];
  const message = `amount: saw ${formatMoney(amount)}, allowed is more than 0.`;
  return [{ code: "amount_invalid", param: "amount", message }];
}

function decidedState(decision: Decision, operation: "validate" | "pay"): { state: PaymentState; type: EventType } {
  if (decision.outcome === "decline") {
    return { state: { status: "failed", detail: "declined" }, type: "payment.failed" };
  }
  if (decision.outcome === "review") return { state: { status: "requires_review" }, type: "payment.requires_review" };
  return operation === "validate"
    ? { state: { status: "pending" }, type: "payment.validated" }
    : { state: { status: "processing" }, type: "payment.processing" };
}

function failureOf({ outcome, reasons }: Decision): string | undefined {
  return outcome === "decline" ? (reasons[0] ?? "declined") : undefined;
}

/** Keeps a payment that the rail is not called for, with its answer. */
async function decided(
  parts: PaymentParts,
  payment: PaymentTransaction,
  parties: readonly AnyParty[],
  request: AttemptRequest,
  type: EventType,
): Promise<PaymentResult | CommitOutcome> {
  const answer = answerOf(payment);
  const written = await commit(parts, {
    payment,
    record: recordOf(request, answer, parts.clock.now()),
    parties,
    events: [eventOf(parts.makeId("evt"), type, payment)],
  });
  return written.outcome === "written" ? { ok: true, ...answer } : written;
}

/** Writes the intent, calls the rail and writes the result. */
async function begin(
  parts: PaymentParts,
  payment: PaymentTransaction,
  parties: readonly AnyParty[],
  request: AttemptRequest,
): Promise<PaymentResult | CommitOutcome> {
  const now = parts.clock.now();
  const attempt = openAttempt(chargeKey(payment.id), amountOf(payment), now, request);
  const written = await commit(parts, {
    payment,
    attempt,
    record: beginRecord(request, request.fingerprint, now),
    counters: reservations(parts, payment, payment.limitsDay ?? today(parts)),
    parties,
    events: [eventOf(parts.makeId("evt"), "payment.processing", payment)],
  });
  return written.outcome === "written" ? finish(parts, payment, attempt) : written;
}

import type { EscrowChange } from "../escrow";
import type { Journal } from "../ledger";
import { toTimestamp } from "../shared/clock";
import type { EventType } from "../shared/events";
import { beginRecord, standingOf } from "../shared/idempotency";
import type { Money } from "../shared/money";
import { KEY_HEADER } from "../shared/request-fields";
import { untilWritten } from "../shared/retry";
import { type Answer, answerOf, type PaymentResult } from "./answers";
import type { Attempt, AttemptKey, AttemptRequest } from "./attempt";
import { commit } from "./commit";
import { eventOf } from "./events";
import { blockedFaults, type PartyKey } from "./parties/party";
import { nextVersion, type PaymentParts } from "./parts";
import type { PaymentTransaction } from "./payment";
import type { CommitLabel, CounterChange, Snapshot } from "./payment-store";
import { recover } from "./recovery";
import { paymentNotFound } from "./refusals";
import { type Fault, type Refusal, refuse } from "./results";
import { LostItemError } from "./lost-item";
import { callAndSettle, settle } from "./settle";

/** What is to be done to a payment at its rail. */
export interface Intent {
  readonly ok: true;
  readonly amount: Money;
  /** What the payment becomes before the rail is called. */
  readonly change: Partial<PaymentTransaction>;
  readonly type: EventType;
  /** What becomes of the payment's held money, and what of the amount that bears. */
  readonly escrow?: EscrowChange;
  readonly escrowCents?: number;
  readonly journals?: (payment: PaymentTransaction, attempt: Attempt) => readonly Journal[];
  readonly counters?: readonly CounterChange[];
}

/** An operation on a payment that exists: its decisions, around the one way to carry it out. */
export interface OperationRules {
  readonly key: AttemptKey;
  /** Absent where the clock asks. */
  readonly request?: AttemptRequest;
  /** What to do, or why not. */
  readonly intend: (payment: PaymentTransaction) => Intent | Refusal | Promise<Intent | Refusal>;
  /** Who must not be blocked: looked up beside the intent, so that it costs no time. @default nobody */
  readonly partiesOf?: (payment: PaymentTransaction) => readonly PartyKey[];
  /** What to answer where something other than the payment itself stood against the intent; nothing to try again. */
  readonly refused: (payment: PaymentTransaction, by: readonly CommitLabel[]) => Promise<PaymentResult | undefined>;
}

/**
 * Carries an operation out in three steps: the intent in a transaction, one call of the rail, the result in a
 * transaction. The same request again gets the first answer; an abandoned one is recovered. Where a party is blocked the
 * rail is not called, and the attempt ends declined for that reason.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function operate(parts: PaymentParts, rules: OperationRules): Promise<PaymentResult> {
  const { key, request } = rules;
  return untilWritten(parts, async () => {
    const snapshot = await parts.store.read({ record: request, paymentId: key.paymentId });
    const known = request && (await knownAnswer(parts, snapshot, request, key));
    if (known) return known;
    const { payment } = snapshot;
    if (!payment) return paymentNotFound();
    const intent = await rules.intend(payment);
    if (!intent.ok) return intent;

    const now = parts.clock.now();
    const begun = nextVersion(parts, payment, intent.change);
    const { escrowCents } = intent;
    const attempt: Attempt = {
      ...openAttempt(key, intent.amount, now, request),
      ...(escrowCents !== undefined && { escrowCents }),
    };
    const { refund } = answerOf(begun, attempt);
    const looked = parts.store.standings(rules.partiesOf?.(payment) ?? []);
    const intended = commit(parts, {
      payment: begun,
      attempt,
      ...(request && { record: beginRecord(request, request.fingerprint, now) }),
      journals: intent.journals?.(payment, attempt),
      counters: intent.counters,
      ...(intent.escrow && { escrow: intent.escrow }),
      events: [eventOf(parts.makeId("evt"), intent.type, begun, { refund })],
    });
    const [written, standings] = await Promise.all([intended, looked]);
    if (written.outcome === "written") return finish(parts, begun, attempt, blockedFaults(standings)[0]);
    // Where the payment moved on or the same request was quicker, what stands now is read and judged anew.
    if (written.outcome === "contended" || written.by.some((label) => MOVED_ON.includes(label))) return undefined;
    return rules.refused(payment, written.by);
  });
}

/** What says that somebody else was quicker. */
const MOVED_ON: readonly CommitLabel[] = ["payment", "record", "escrow"];

/** Steps two and three, and the answer. @param obstacle why the rail is not to be called after all */
export async function finish(
  parts: PaymentParts,
  payment: PaymentTransaction,
  attempt: Attempt,
  obstacle?: Fault,
): Promise<PaymentResult> {
  const standing = { payment, attempt };
  const settled = obstacle
    ? await settle(parts, standing, { outcome: "declined", code: obstacle.code })
    : await callAndSettle(parts, standing);
  return { ok: true, ...answerOf(settled.payment, settled.attempt) };
}

/** An attempt that begins now. */
export function openAttempt(key: AttemptKey, amount: Money, now: number, request?: AttemptRequest): Attempt {
  const { cents: amountCents, currency } = amount;
  return { ...key, amountCents, currency, status: "open", startedAt: toTimestamp(now), ...(request && { request }) };
}

/** The answer to a request whose key is known, or nothing where it is the first. */
export async function knownAnswer(
  parts: PaymentParts,
  { record, payment }: Snapshot,
  request: AttemptRequest,
  key: AttemptKey,
): Promise<PaymentResult | undefined> {
  const standing = standingOf(record, request.fingerprint, parts.clock.now());
  const param = keyField(request, key);
  switch (standing.kind) {
    case "first":
      return undefined;
    case "repeat":
      return { ok: true, ...(JSON.parse(standing.answer) as Answer) };
    case "other_body": {
      const message = `${param}: was used for another request; send this one under one of its own.`;
      return refuse({ code: "idempotency_key_reused", param, message });
    }
    case "in_progress": {
      const { retryAfterSeconds } = standing;
      const message = `${param}: the same request is being worked on; ask again in ${retryAfterSeconds} seconds.`;
      return refuse({ code: "request_in_progress", param, message, retryAfterSeconds });
    }
    case "abandoned": {
      const attempt = await parts.store.findAttempt(key);
      if (!payment || !attempt)
        throw new LostItemError(`${key.paymentId}: a request is in progress without its payment.`);
      const settled = await recover(parts, { payment, attempt });
      return { ok: true, ...answerOf(settled.payment, settled.attempt) };
    }
  }
}

/** The field that a request's key came by: the header, or the id that serves where there is none. */
function keyField({ key }: AttemptRequest, { operation, paymentId, name }: AttemptKey): string {
  const [id, field] = operation === "refund" ? [name, "refund_id"] : [paymentId, "payment_id"];
  return key === id ? field : KEY_HEADER;
}

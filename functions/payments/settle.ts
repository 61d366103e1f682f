import { untilWritten } from "../shared/retry";
import { type Attempt, attemptAmount, type AttemptKey, chargeReference, referenceOf } from "./attempt";
import { commit } from "./commit";
import { heldMoneyFor } from "./held-money";
import { returnLateSuccess } from "./late-success";
import { LostItemError } from "./lost-item";
import type { PaymentParts } from "./parts";
import { amountOf, type PaymentTransaction } from "./payment";
import type { Rail, RailAnswer, RailKnowledge } from "./rail";
import { chargeRequest, sentCharge } from "./sent-charge";
import { type Ending, endingOf, isNews, settlement, tookTooLate } from "./settlement";

/** A payment and an attempt of it, as they stand. */
export interface Standing {
  readonly payment: PaymentTransaction;
  readonly attempt: Attempt;
  /** Of an open attempt whose rail takes days: when its answer is overdue, ISO 8601 UTC; not kept. */
  readonly expectedBy?: string;
}

/** What stands as it did, as its rail has no definite answer yet. */
export function waiting(standing: Standing, known: RailKnowledge): Standing {
  return "expectedBy" in known ? { ...standing, expectedBy: known.expectedBy } : standing;
}

/**
 * Steps two and three of an attempt whose intent is written: one call of the rail, and its result in a transaction. An
 * unknown outcome changes nothing: the payment stays as it is until recovery has asked.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function callAndSettle(parts: PaymentParts, standing: Standing): Promise<Standing> {
  const answer = await callRail(parts.rails.named(standing.payment.rail), standing);
  const ending = endingOf(answer);
  return ending ? settle(parts, standing, ending) : waiting(standing, answer);
}

/** Sends an attempt to its rail; what it sends is the same however often it is sent. */
function callRail(rail: Rail, { payment, attempt }: Standing): Promise<RailAnswer> {
  const reference = referenceOf(attempt);
  const amount = attemptAmount(attempt);
  if (attempt.operation === "charge") return rail.charge(chargeRequest(payment));
  const followUp = { reference, amount, of: chargeReference(payment.id), charge: sentCharge(payment) };
  if (attempt.operation === "capture") return rail.capture(followUp);
  return attempt.operation === "void" ? rail.cancel({ ...followUp, amount: amountOf(payment) }) : rail.refund(followUp);
}

/**
 * Writes how an attempt ended. Whoever finds it settled by another keeps to that; a charge or a capture that turns out to
 * have taken money after its payment was over goes to suspense and back, and what a refund had given back, where it fails
 * after all, is where it was before.
 */
export async function settle(parts: PaymentParts, before: Standing, ending: Ending): Promise<Standing> {
  let current = before;
  const settled = await untilWritten(parts, async () => {
    if (!isNews(current.attempt, ending)) return current;
    const held = await heldMoneyFor(parts, current.payment, current.attempt, ending);
    const writes = settlement(parts, current.payment, current.attempt, ending, held);
    const { outcome } = await commit(parts, writes);
    if (outcome === "written") {
      // Its customer was told of a refund that is none: a person has to see to it.
      if (current.attempt.status === "approved") parts.count("RefundsReturned");
      return { payment: writes.payment, attempt: writes.attempt ?? current.attempt };
    }
    current = await reread(parts, current);
    return undefined;
  });
  const { payment, attempt } = settled;
  if (!tookTooLate(attempt, ending)) return settled;
  // A capture has a name of its own at some rails; what is given back is the charge's.
  const railReference = attempt.operation === "charge" ? ending.railReference : payment.railReference;
  return { payment: await returnLateSuccess(parts, payment, attempt, railReference), attempt };
}

async function reread(parts: PaymentParts, { payment: { id }, attempt }: Standing): Promise<Standing> {
  const standing = await findStanding(parts, attempt);
  if (standing) return standing;
  throw new LostItemError(`The payment ${id} or its attempt ${referenceOf(attempt)} is not in the table.`);
}

/** A payment and its attempt as they stand now, or nothing where one is not there. */
export async function findStanding({ store }: PaymentParts, key: AttemptKey): Promise<Standing | undefined> {
  const [{ payment }, attempt] = await Promise.all([store.read({ paymentId: key.paymentId }), store.findAttempt(key)]);
  return payment && attempt && { payment, attempt };
}

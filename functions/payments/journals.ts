import { type Account, type Journal, makeJournal, type Posting, reverseJournal } from "../ledger";
import { type Clock, toTimestamp } from "../shared/clock";
import type { Money } from "../shared/money";
import { type Attempt, attemptAmount, chargeReference, referenceOf } from "./attempt";
import type { PaymentTransaction } from "./payment";

/** Where and when a journal is written. */
export interface Place {
  readonly clock: Clock;
  readonly region: string;
  readonly epoch: number;
}

/** The rail has taken the money: it is held for the payment. */
export function capturedJournal(place: Place, payment: PaymentTransaction, attempt: Attempt): Journal {
  const amount = attemptAmount(attempt);
  return book(place, payment, referenceOf(attempt), "payment_captured", [
    debit(clearing(payment), amount),
    credit(escrow(payment), amount),
  ]);
}

/** A refund begins: what is held pays for it, so that nothing else can. */
export function refundHeldJournal(place: Place, payment: PaymentTransaction, attempt: Attempt): Journal {
  const amount = attemptAmount(attempt);
  return book(place, payment, `${referenceOf(attempt)}/hold`, "refund_held", [
    debit(escrow(payment), amount),
    credit(inTransit(payment), amount),
  ]);
}

/** The rail has refunded: the money has left. */
export function refundedJournal(place: Place, payment: PaymentTransaction, attempt: Attempt): Journal {
  const amount = attemptAmount(attempt);
  return book(place, payment, referenceOf(attempt), "refund_settled", [
    debit(inTransit(payment), amount),
    credit(clearing(payment), amount),
  ]);
}

/** The rail refuses the refund: what was held for it is held for the payment again. */
export function refundFailedJournal(place: Place, payment: PaymentTransaction, attempt: Attempt): Journal {
  return reverseJournal(refundHeldJournal(place, payment, attempt), {
    cause: payment.id,
    region: place.region,
    epoch: place.epoch,
    at: toTimestamp(place.clock.now()),
  });
}

/** The rail has taken money for a payment that was over: it belongs to nobody here. */
export function lateJournal(place: Place, payment: PaymentTransaction, amount: Money): Journal {
  return book(place, payment, `${chargeReference(payment.id)}/late`, "late_success", [
    debit(clearing(payment), amount),
    credit(account("suspense", payment.rail, payment), amount),
  ]);
}

/** Such money has gone back. */
export function lateReturnedJournal(place: Place, payment: PaymentTransaction, amount: Money): Journal {
  return book(place, payment, `${chargeReference(payment.id)}/late/returned`, "late_success_returned", [
    debit(account("suspense", payment.rail, payment), amount),
    credit(clearing(payment), amount),
  ]);
}

function book(
  { clock, region, epoch }: Place,
  payment: PaymentTransaction,
  id: string,
  kind: string,
  postings: readonly Posting[],
): Journal {
  return makeJournal({ id, kind, cause: payment.id, postings, region, epoch, at: toTimestamp(clock.now()) });
}

const account = (kind: Account["kind"], owner: string, { currency }: PaymentTransaction): Account => ({
  kind,
  owner,
  currency,
});
const clearing = (payment: PaymentTransaction) => account("clearing", payment.rail, payment);
const inTransit = (payment: PaymentTransaction) => account("refunds_in_transit", payment.rail, payment);
const escrow = (payment: PaymentTransaction) => account("escrow", payment.id, payment);
const debit = (to: Account, amount: Money): Posting => ({ account: to, direction: "debit", amount });
const credit = (to: Account, amount: Money): Posting => ({ account: to, direction: "credit", amount });

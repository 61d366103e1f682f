import { type Account, type Journal, makeJournal, type Posting, reverseJournal } from "../ledger";
import { type Clock, toTimestamp } from "../shared/clock";
import { type Money, money } from "../shared/money";
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

/** How an amount that a rail took back is borne. */
export interface Borne {
  /** By what the payment's escrow held. */
  readonly heldCents: number;
  /** By the provider, who owes it from then on. */
  readonly receivableCents: number;
}

/** A rail has taken money back, by a dispute or a return: it has left, whoever bears it. */
export function takenBackJournal(
  place: Place,
  payment: PaymentTransaction,
  { id, kind }: Pick<Journal, "id" | "kind">,
  { heldCents, receivableCents }: Borne,
): Journal {
  const cents = (amount: number) => money(amount, payment.currency);
  return book(place, payment, id, kind, [
    ...(heldCents > 0 ? [debit(escrow(payment), cents(heldCents))] : []),
    ...(receivableCents > 0 ? [debit(receivable(payment), cents(receivableCents))] : []),
    credit(clearing(payment), cents(heldCents + receivableCents)),
  ]);
}

/**
 * A rail has brought back what a dispute took: it is held for the payment again, and what the provider owed for it is
 * owed no more. What the provider has paid of that meanwhile is the provider's again.
 */
export function broughtBackJournal(
  place: Place,
  payment: PaymentTransaction,
  disputed: string,
  { heldCents, receivableCents }: Borne,
  owedCents: number,
): Journal {
  const cents = (amount: number) => money(amount, payment.currency);
  const stillOwed = Math.min(owedCents, receivableCents);
  const paid = receivableCents - stillOwed;
  const postings = [
    debit(clearing(payment), cents(heldCents + receivableCents)),
    ...(heldCents > 0 ? [credit(escrow(payment), cents(heldCents))] : []),
    ...(stillOwed > 0 ? [credit(receivable(payment), cents(stillOwed))] : []),
    ...(paid > 0 ? [credit(account("provider_payable", providerOf(payment), payment), cents(paid))] : []),
  ];
  return book(place, payment, `${disputed}/reversal`, "dispute_reversal", postings, disputed);
}

/** Who owes what a payment's escrow does not hold; the platform itself where the payment names no provider. */
export function providerOf({ providerId }: PaymentTransaction): string {
  return providerId ?? "platform";
}

function book(
  { clock, region, epoch }: Place,
  payment: PaymentTransaction,
  id: string,
  kind: string,
  postings: readonly Posting[],
  corrects?: string,
): Journal {
  const at = toTimestamp(clock.now());
  return makeJournal({ id, kind, cause: payment.id, postings, region, epoch, at, ...(corrects && { corrects }) });
}

const account = (kind: Account["kind"], owner: string, { currency }: PaymentTransaction): Account => ({
  kind,
  owner,
  currency,
});
const clearing = (payment: PaymentTransaction) => account("clearing", payment.rail, payment);
const inTransit = (payment: PaymentTransaction) => account("refunds_in_transit", payment.rail, payment);
const receivable = (payment: PaymentTransaction) => account("provider_receivable", providerOf(payment), payment);
const escrow = (payment: PaymentTransaction) => account("escrow", payment.id, payment);
const debit = (to: Account, amount: Money): Posting => ({ account: to, direction: "debit", amount });
const credit = (to: Account, amount: Money): Posting => ({ account: to, direction: "credit", amount });

import { type Account, type Journal, makeJournal, type Posting } from "../ledger";
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

/** The rail has taken the money: it is held for the payment's providers, or is the platform's own. */
export function capturedJournal(place: Place, payment: PaymentTransaction, attempt: Attempt): Journal {
  const amount = attemptAmount(attempt);
  return book(place, payment, referenceOf(attempt), "payment_captured", [
    debit(clearing(payment), amount),
    credit(funds(payment), amount),
  ]);
}

/** A refund begins: what is held pays for it, so that nothing else can; beyond that the provider owes it. */
export function refundHeldJournal(place: Place, payment: PaymentTransaction, attempt: Attempt): Journal {
  const { heldCents, receivableCents } = bearersOf(attempt);
  const cents = (amount: number) => money(amount, payment.currency);
  return book(place, payment, `${referenceOf(attempt)}/hold`, "refund_held", [
    ...(heldCents > 0 ? [debit(funds(payment), cents(heldCents))] : []),
    ...(receivableCents > 0 ? [debit(receivable(payment), cents(receivableCents))] : []),
    credit(inTransit(payment), attemptAmount(attempt)),
  ]);
}

/** How a refund is borne. */
function bearersOf({ amountCents, escrowCents = amountCents }: Attempt): Borne {
  return { heldCents: escrowCents, receivableCents: amountCents - escrowCents };
}

/** The rail has refunded: the money has left. */
export function refundedJournal(place: Place, payment: PaymentTransaction, attempt: Attempt): Journal {
  const amount = attemptAmount(attempt);
  return book(place, payment, referenceOf(attempt), "refund_settled", [
    debit(inTransit(payment), amount),
    credit(clearing(payment), amount),
  ]);
}

/**
 * The rail refuses the refund, or takes back that it has refunded: what was held for it is held again, and what the
 * provider owed for it is owed no more. What the provider has paid of that meanwhile is the provider's again.
 */
export function refundFailedJournal(
  place: Place,
  payment: PaymentTransaction,
  attempt: Attempt,
  owedCents: number,
): Journal {
  const reference = referenceOf(attempt);
  const hold = `${reference}/hold`;
  const { id, kind, from, corrects } =
    attempt.status === "approved"
      ? { id: `${reference}/returned`, kind: "refund_returned", from: clearing(payment), corrects: reference }
      : { id: `${hold}/reversal`, kind: "refund_held_reversal", from: inTransit(payment), corrects: hold };
  const postings = [debit(from, attemptAmount(attempt)), ...backPostings(payment, bearersOf(attempt), owedCents)];
  return book(place, payment, id, kind, postings, corrects);
}

/** What of a payment's settlement is booked, cents. */
export interface SettledParts {
  /** What the acquirer pays out. */
  readonly paidCents: number;
  /** What it keeps. */
  readonly feeCents: number;
}

/** The acquirer has settled a payment: what it keeps is its fee, the rest is on its way to the settlement account. */
export function settledJournal(
  place: Place,
  payment: PaymentTransaction,
  odfi: string,
  { paidCents, feeCents }: SettledParts,
): Journal {
  const cents = (amount: number) => money(amount, payment.currency);
  return book(place, payment, `${chargeReference(payment.id)}/settlement`, "payment_settled", [
    ...(paidCents > 0 ? [debit(account("acquirer_settlements", odfi, payment), cents(paidCents))] : []),
    ...(feeCents > 0 ? [debit(account("fees", payment.rail, payment), cents(feeCents))] : []),
    credit(clearing(payment), cents(paidCents + feeCents)),
  ]);
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
    ...(heldCents > 0 ? [debit(funds(payment), cents(heldCents))] : []),
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
  borne: Borne,
  owedCents: number,
): Journal {
  const whole = money(borne.heldCents + borne.receivableCents, payment.currency);
  const postings = [debit(clearing(payment), whole), ...backPostings(payment, borne, owedCents)];
  return book(place, payment, `${disputed}/reversal`, "dispute_reversal", postings, disputed);
}

/** Whoever bore an amount that has come back has it again; a debt that was paid meanwhile is the provider's money. */
function backPostings(
  payment: PaymentTransaction,
  { heldCents, receivableCents }: Borne,
  owedCents: number,
): Posting[] {
  const cents = (amount: number) => money(amount, payment.currency);
  const stillOwed = Math.min(owedCents, receivableCents);
  const paid = receivableCents - stillOwed;
  return [
    ...(heldCents > 0 ? [credit(funds(payment), cents(heldCents))] : []),
    ...(stillOwed > 0 ? [credit(receivable(payment), cents(stillOwed))] : []),
    ...(paid > 0 ? [credit(account("provider_payable", providerOf(payment), payment), cents(paid))] : []),
  ];
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
/** Where a payment's money comes from and goes to: once it is settled, the acquirer nets it with what it pays out next. */
const clearing = (payment: PaymentTransaction) =>
  payment.settlement?.bookedAt === undefined
    ? account("clearing", payment.rail, payment)
    : account("acquirer_settlements", payment.settlement.odfi, payment);
const inTransit = (payment: PaymentTransaction) => account("refunds_in_transit", payment.rail, payment);
const receivable = (payment: PaymentTransaction) => account("provider_receivable", providerOf(payment), payment);
/** What pays for a payment's refunds: its escrow, or the platform's own money where it has no provider. */
const funds = (payment: PaymentTransaction) =>
  payment.providerId === undefined
    ? account("platform_funds", "platform", payment)
    : account("escrow", payment.id, payment);
const debit = (to: Account, amount: Money): Posting => ({ account: to, direction: "debit", amount });
const credit = (to: Account, amount: Money): Posting => ({ account: to, direction: "credit", amount });

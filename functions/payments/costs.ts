import { type Money, shareOfMoney } from "../shared/money";
import { DEBITS } from "./debits";
import type { PaymentTransaction } from "./payment";

/**
 * Prices in millionths of a US dollar, us-east-1, as the providers' public price pages gave them on the day. Stripe:
 * stripe.com/pricing, domestic cards and ACH direct debit. AWS: aws.amazon.com/{lambda,dynamodb,kms,api-gateway,eventbridge}/pricing.
 */
export const PRICES = {
  asOf: "2026-11-01",
  currency: "USD",
  stripe: { basisPoints: 290, fixedCents: 30 },
  stripeDebit: { basisPoints: 80, mostCents: 500 },
  /** For a thousand of each, as one costs less than a millionth. */
  microsPerThousand: {
    lambdaGigabyteSeconds: 13_333,
    lambdaRequests: 200,
    dynamodbWriteUnits: 625,
    dynamodbReadUnits: 125,
    kmsRequests: 3000,
    apiRequests: 3500,
    events: 1000,
  },
} as const;

/** What a payment uses of AWS. */
export type Usage = Readonly<Record<keyof typeof PRICES.microsPerThousand, number>>;

/**
 * A payment's use, at most. Writes: seven items in the first transaction, and nine in the second, its escrow among them, two
 * units an item; a unit a change of an index, which holds keys alone (three for the payment, two for its attempt, four for
 * its escrow, six for the three events and three when they are published); and three for taking the events out of the
 * outboxes. Reads: the request's record, the payment, three
 * limits and two parties, consistently. Half a gigabyte for a quarter of a second in two functions, one card opened.
 */
export const USAGE_OF_PAYMENT: Usage = {
  lambdaGigabyteSeconds: 0.25,
  lambdaRequests: 2,
  dynamodbWriteUnits: (7 + 9) * 2 + 18 + 3,
  dynamodbReadUnits: 7,
  kmsRequests: 1,
  apiRequests: 1,
  events: 3,
};

/**
 * A payment by bank account: no card is opened. Besides, its transfer: six items when it is made, five when a file takes it,
 * four when it settles and four when its hold is over, with eight changes of indexes and four events; and the payment, its
 * escrow and an event when that is told. The bank's rail is called once and asked twice.
 */
const USAGE_OF_DEBIT: Usage = {
  lambdaGigabyteSeconds: USAGE_OF_PAYMENT.lambdaGigabyteSeconds + 0.75,
  lambdaRequests: USAGE_OF_PAYMENT.lambdaRequests + 5,
  dynamodbWriteUnits: USAGE_OF_PAYMENT.dynamodbWriteUnits + (6 + 5 + 4 + 4 + 3) * 2 + 8 + 3,
  dynamodbReadUnits: USAGE_OF_PAYMENT.dynamodbReadUnits + 12,
  kmsRequests: 1,
  apiRequests: 1,
  events: USAGE_OF_PAYMENT.events + 5,
};

/** What the acquirer takes; not part of AWS's bill, and Stripe's fee contains its like. */
export interface AcquirerFee {
  readonly basisPoints: number;
  readonly fixedCents: number;
}

/** A payment's cost fields; empty where there are no prices. */
export type PaymentCosts = Pick<
  PaymentTransaction,
  "processingCostCents" | "processingCostMicros" | "stripeSavedCostCents" | "savingsPercentage"
>;

const MICROS_PER_CENT = 10_000;
const MICROS_PER_MILL = 1000;

/**
 * What processing a payment costs beside what Stripe would have taken for it, and the saving in per cent with two
 * decimals, rounded down; it is below zero where Stripe is cheaper. Nothing for currencies that there are no prices for.
 */
export function costsOf(amount: Money, usage: Usage, acquirer: AcquirerFee): PaymentCosts {
  if (amount.currency !== PRICES.currency) return {};
  const micros = awsMicros(usage) + feeCents(amount, acquirer) * MICROS_PER_CENT;
  return compared(micros, feeCents(amount, PRICES.stripe));
}

/**
 * The same for a payment by bank account.
 *
 * @param bankMills what bank and network take at most, in thousandths of a US dollar.
 */
export function debitCostsOf(amount: Money, bankMills: number): PaymentCosts {
  if (amount.currency !== PRICES.currency) return {};
  const { basisPoints, mostCents } = PRICES.stripeDebit;
  const stripeCents = Math.min(mostCents, shareOfMoney(amount, basisPoints).cents);
  return compared(awsMicros(USAGE_OF_DEBIT) + bankMills * MICROS_PER_MILL, stripeCents);
}

/**
 * The same of a payment that takes nothing, in place of what was reckoned when it was made: nobody takes a part of it, and
 * Stripe would have taken nothing. What the bank takes of an entry that may have left stays, at most.
 */
export function untakenCosts({
  rail,
  stripeSavedCostCents,
}: Pick<PaymentTransaction, "rail" | "stripeSavedCostCents">): PaymentCosts {
  if (stripeSavedCostCents === undefined) return {};
  const ours = rail === DEBITS ? {} : compared(awsMicros(USAGE_OF_PAYMENT), 0);
  return { ...ours, stripeSavedCostCents: 0, savingsPercentage: undefined };
}

function compared(processingCostMicros: number, stripeSavedCostCents: number): PaymentCosts {
  const stripeMicros = stripeSavedCostCents * MICROS_PER_CENT;
  return {
    processingCostCents: Math.ceil(processingCostMicros / MICROS_PER_CENT),
    processingCostMicros,
    stripeSavedCostCents,
    // Of a few cents Stripe takes nothing: there is nothing to save a part of.
    ...(stripeMicros > 0 && {
      savingsPercentage: Math.floor(((stripeMicros - processingCostMicros) * 10_000) / stripeMicros) / 100,
    }),
  };
}

/** Rounded up to whole millionths: never shown cheaper than it is. */
function awsMicros(usage: Usage): number {
  const names = Object.keys(PRICES.microsPerThousand) as (keyof Usage)[];
  return Math.ceil(names.reduce((sum, name) => sum + usage[name] * PRICES.microsPerThousand[name], 0) / 1000);
}

/** Basis points, rounded half up to the cent as Stripe rounds, and a fixed part. */
function feeCents(amount: Money, { basisPoints, fixedCents }: AcquirerFee): number {
  return shareOfMoney(amount, basisPoints).cents + fixedCents;
}

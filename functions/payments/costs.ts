import { type Money, shareOfMoney } from "../shared/money";
import type { PaymentTransaction } from "./payment";

/**
 * Prices in millionths of a US dollar, us-east-1, as the providers' public price pages gave them on the day. Stripe:
 * stripe.com/pricing, domestic cards. AWS: aws.amazon.com/{lambda,dynamodb,kms,api-gateway,eventbridge}/pricing.
 */
export const PRICES = {
  asOf: "2026-11-01",
  currency: "USD",
  stripe: { basisPoints: 290, fixedCents: 30 },
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

/**
 * What processing a payment costs beside what Stripe would have taken for it, and the saving in per cent with two
 * decimals, rounded down; it is below zero where Stripe is cheaper. Nothing for currencies that there are no prices for.
 */
export function costsOf(amount: Money, usage: Usage, acquirer: AcquirerFee): PaymentCosts {
  if (amount.currency !== PRICES.currency) return {};
  const processingCostMicros = awsMicros(usage) + feeCents(amount, acquirer) * MICROS_PER_CENT;
  const stripeSavedCostCents = feeCents(amount, PRICES.stripe);
  const stripeMicros = stripeSavedCostCents * MICROS_PER_CENT;
  return {
    processingCostCents: Math.ceil(processingCostMicros / MICROS_PER_CENT),
    processingCostMicros,
    stripeSavedCostCents,
    savingsPercentage: Math.floor(((stripeMicros - processingCostMicros) * 10_000) / stripeMicros) / 100,
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

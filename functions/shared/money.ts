import { shownValue } from "./card-number-guard";
import { PlatformError } from "./errors";
import { minorUnitsOf } from "./money-currencies";

declare const checked: unique symbol;

/**
 * An amount that is not negative: whole cents (the currency's minor unit: cents of USD, yen of JPY, fils of KWD) and an
 * ISO 4217 code. Only this file makes one.
 */
export interface Money {
  readonly cents: number;
  readonly currency: string;
  readonly [checked]: true;
}

/** The largest amount: 999,999,999,999.99 of a currency with two decimals. Sums of ninety of them are still exact. */
export const AMOUNT_CENTS_MAX = 99_999_999_999_999;

/** The parts of a split must add up to this: one hundred per cent. */
export const BASIS_POINTS_WHOLE = 10_000;

/** Arithmetic that cannot be money: a fraction of a cent, two currencies in one sum, less than nothing. */
export class MoneyError extends PlatformError {
  readonly code = "money_invalid";
}

/** What is wrong with an amount or currency that came from outside: field, what was seen, what is allowed. */
export interface MoneyFault {
  readonly code: "amount_invalid" | "currency_invalid";
  readonly param: string;
  readonly message: string;
}

/**
 * The checked constructor.
 *
 * @throws MoneyError where `cents` is no whole number from 0 to AMOUNT_CENTS_MAX, or the currency is unknown.
 */
export function money(cents: number, currency: string): Money {
  if (!Number.isSafeInteger(cents) || cents < 0 || cents > AMOUNT_CENTS_MAX) {
    throw new MoneyError(`cents: saw ${cents}, allowed is a whole number from 0 to ${AMOUNT_CENTS_MAX}.`);
  }
  if (minorUnitsOf(currency) === undefined) {
    throw new MoneyError(`currency: saw ${shownValue(currency)}, allowed is an ISO 4217 code.`);
  }
  // Negative zero is zero.
  return { cents: cents + 0, currency } as Money;
}

/** Decimal text as JSON writes a number: no sign, no exponent, no blanks, no leading zeros; as long as an amount can be. */
const DECIMAL = /^(0|[1-9]\d{0,13})(?:\.(\d{1,3}))?$/;

/**
 * Reads an amount above zero from decimal text (`"100.00"`), digit by digit: no floating-point number is ever made. More
 * decimals than the currency has are a fault, also where they are zeros.
 *
 * @param field names the amount in faults; its currency is named `currency`, in the same object.
 */
export function parseMoney(
  text: string,
  currency: string,
  field = "amount",
): { readonly ok: true; readonly money: Money } | { readonly ok: false; readonly faults: readonly MoneyFault[] } {
  const decimals = minorUnitsOf(currency);
  const amount = amountFault(text, decimals, field);
  if (decimals === undefined) {
    const param = field.replace(/[^.]*$/, "currency");
    const message = `${param}: saw ${shownValue(currency)}, allowed is an ISO 4217 code in capitals, such as USD.`;
    return { ok: false, faults: [...(amount ? [amount] : []), { code: "currency_invalid", param, message }] };
  }
  if (amount) return { ok: false, faults: [amount] };
  return { ok: true, money: money(Number(digitsOf(text, decimals)), currency) };
}

function amountFault(text: string, decimals: number | undefined, field: string): MoneyFault | undefined {
  const match = DECIMAL.exec(text);
  const fraction = match?.[2] ?? "";
  const most = formatCents(AMOUNT_CENTS_MAX, decimals ?? 2);
  const tooFine = decimals !== undefined && fraction.length > decimals;
  if (match && !tooFine) {
    const cents = BigInt(digitsOf(text, decimals ?? fraction.length));
    if (cents > 0n && cents <= AMOUNT_CENTS_MAX) return undefined;
  }
  const places = decimals === undefined ? "" : ` with at most ${decimals} decimals`;
  const allowed = `a decimal number above 0 and up to ${most}${places}, without sign or exponent`;
  return { code: "amount_invalid", param: field, message: `${field}: saw ${shownValue(text)}, allowed is ${allowed}.` };
}

/** The digits of a decimal text, moved left by so many places: `1.5` by 2 is `150`. */
function digitsOf(text: string, decimals: number): string {
  const [whole = "", fraction = ""] = text.split(".");
  return whole + fraction.padEnd(decimals, "0");
}

/** The decimal text of an amount, with all decimals of its currency: `99.99` of USD, `1500` of JPY. */
export function formatMoney({ cents, currency }: Money): string {
  return formatCents(cents, minorUnitsOf(currency) ?? 0);
}

function formatCents(cents: number, decimals: number): string {
  const digits = String(cents).padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** @throws MoneyError where the currencies differ or the sum is above AMOUNT_CENTS_MAX. */
export function addMoney(left: Money, right: Money): Money {
  return money(left.cents + right.cents, sameCurrency(left, right));
}

/** @throws MoneyError where the currencies differ or less than nothing would be left. */
export function subtractMoney(left: Money, right: Money): Money {
  return money(left.cents - right.cents, sameCurrency(left, right));
}

/**
 * Below 0 where `left` is less, 0 where both are the same, above 0 where `left` is more.
 *
 * @throws MoneyError where the currencies differ.
 */
export function compareMoney(left: Money, right: Money): number {
  sameCurrency(left, right);
  return left.cents - right.cents;
}

function sameCurrency(left: Money, right: Money): string {
  if (left.currency === right.currency) return left.currency;
  throw new MoneyError(`currency: saw ${left.currency} and ${right.currency} in one calculation, allowed is one.`);
}

/**
 * A share of an amount by basis points (290 is 2.9 %), rounded half up to the cent.
 *
 * @throws MoneyError where the basis points are no whole number from 0 to 10,000.
 */
export function shareOfMoney({ cents, currency }: Money, basisPoints: number): Money {
  if (!Number.isSafeInteger(basisPoints) || basisPoints < 0 || basisPoints > BASIS_POINTS_WHOLE) {
    throw new MoneyError(
      `basis points: saw ${basisPoints}, allowed is a whole number from 0 to ${BASIS_POINTS_WHOLE}.`,
    );
  }
  const whole = BigInt(BASIS_POINTS_WHOLE);
  return money(Number((BigInt(cents) * BigInt(basisPoints) + whole / 2n) / whole), currency);
}

/**
 * Splits an amount by weights, no cent lost or made: each part is rounded down, and the cents that remain go, one each,
 * to the parts that lost the largest fraction; between equals, to the earlier one.
 *
 * @throws MoneyError where there is no weight above zero, or one is no whole number from 0 to 10,000.
 */
export function splitMoney(amount: Money, weights: readonly number[]): Money[] {
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0 || weight > BASIS_POINTS_WHOLE)) {
    throw new MoneyError(`weights: allowed are whole numbers from 0 to ${BASIS_POINTS_WHOLE}.`);
  }
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (whole === 0) throw new MoneyError("weights: at least one above 0 is needed.");
  // 14 digits by 4 is beyond what a double holds exactly.
  const shares = weights.map((weight, place) => {
    const scaled = BigInt(amount.cents) * BigInt(weight);
    return { place, cents: Number(scaled / BigInt(whole)), lost: Number(scaled % BigInt(whole)) };
  });
  const remaining = amount.cents - shares.reduce((sum, { cents }) => sum + cents, 0);
  const first = [...shares].sort((a, b) => b.lost - a.lost || a.place - b.place).slice(0, remaining);
  const favoured = new Set(first.map(({ place }) => place));
  return shares.map(({ place, cents }) => money(cents + (favoured.has(place) ? 1 : 0), amount.currency));
}

/**
 * Splits an amount by basis points that add up to 10,000; remainders as in `splitMoney`.
 *
 * @throws MoneyError where they add up to anything else.
 */
export function allocateMoney(amount: Money, basisPoints: readonly number[]): Money[] {
  const whole = basisPoints.reduce((sum, points) => sum + points, 0);
  if (whole !== BASIS_POINTS_WHOLE) {
    throw new MoneyError(`basis points: saw a sum of ${whole}, allowed is ${BASIS_POINTS_WHOLE}.`);
  }
  return splitMoney(amount, basisPoints);
}

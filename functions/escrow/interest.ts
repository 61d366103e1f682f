import { PlatformError } from "../shared/errors";

/**
 * How days of a year are counted (ISDA 2006 definitions, section 4.16). `30/360` is the Eurobond basis, in which the 31st
 * counts as the 30th: of the 30/360 family the one whose days add up, which interest by the day needs.
 */
export const DAY_COUNTS = ["actual/365", "actual/360", "30/360"] as const;
/** One of the day counts. */
export type DayCount = (typeof DAY_COUNTS)[number];

/** A rate that holds in a jurisdiction from a day on. */
export interface InterestRate {
  /** Such as `US-CA`: ISO 3166-1, or 3166-2 where a part of a country has its own. */
  readonly jurisdiction: string;
  /** ISO 8601 day, UTC. */
  readonly effectiveFrom: string;
  /** Millionths a year: 45000 is 4.5 %. */
  readonly rateMicros: number;
  readonly dayCount: DayCount;
}

/** Interest that is not whole cents yet: `numerator / denominator` of a cent, exact; less than one. */
export interface Remainder {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** What a day (or several) earned: whole cents to book, and what is carried on. */
export interface Accrual {
  readonly cents: number;
  readonly remainder: Remainder;
}

/** There is no rate for a jurisdiction on a day. */
export class MissingRateError extends PlatformError {
  readonly code = "interest_rate_missing";
}

/** Nothing carried. */
export const NO_REMAINDER: Remainder = { numerator: 0n, denominator: 1n };

const MICROS = 1_000_000n;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The rate that holds on a day: the latest that is effective by then.
 *
 * @throws MissingRateError
 */
export function rateOn(rates: readonly InterestRate[], jurisdiction: string, day: string): InterestRate {
  const [latest] = rates
    .filter((rate) => rate.jurisdiction === jurisdiction && rate.effectiveFrom <= day)
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1));
  if (latest) return latest;
  throw new MissingRateError(`There is no interest rate for ${jurisdiction} on ${day}.`);
}

/** The days between two ISO 8601 days, the first counted; those of two periods in a row add up. */
export function daysBetween(from: string, to: string, dayCount: DayCount): number {
  if (dayCount === "30/360") return thirtyDayMonths(to) - thirtyDayMonths(from);
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

function thirtyDayMonths(isoDay: string): number {
  const [year = 0, month = 0, day = 0] = isoDay.split("-").map(Number);
  return 360 * year + 30 * month + Math.min(day, 30);
}

/**
 * Simple interest on a principal from one day to the next, with what was carried before: whole cents, and the exact
 * remainder. The sum over any days is the same to the cent as over all at once at one rate.
 *
 * @param principalCents whole cents, at least 0; it is not changed by interest.
 */
export function accrue(
  principalCents: number,
  { rateMicros, dayCount }: InterestRate,
  from: string,
  to: string,
  carried: Remainder,
): Accrual {
  const year = dayCount === "actual/365" ? 365n : 360n;
  const days = BigInt(daysBetween(from, to, dayCount));
  const earned = { numerator: BigInt(principalCents) * BigInt(rateMicros) * days, denominator: MICROS * year };
  const sum = add(earned, carried);
  const whole = sum.numerator / sum.denominator;
  return {
    cents: Number(whole),
    remainder: reduced({ numerator: sum.numerator % sum.denominator, denominator: sum.denominator }),
  };
}

function add(left: Remainder, right: Remainder): Remainder {
  return {
    numerator: left.numerator * right.denominator + right.numerator * left.denominator,
    denominator: left.denominator * right.denominator,
  };
}

function reduced({ numerator, denominator }: Remainder): Remainder {
  if (numerator === 0n) return NO_REMAINDER;
  const divisor = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

/** A remainder as it is stored: `1/365`. */
export function writeRemainder({ numerator, denominator }: Remainder): string {
  return `${numerator}/${denominator}`;
}

/** A stored remainder. @throws SyntaxError where it was tampered with. */
export function readRemainder(text: string): Remainder {
  const [numerator = "", denominator = ""] = text.split("/");
  return { numerator: BigInt(numerator), denominator: BigInt(denominator || "x") };
}

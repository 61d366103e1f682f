import { addDays, type Day } from "./day";

/** Days that count. Nacha: return rates over the preceding 60 days. */
const DAYS = 60;

/** What a return counts as; every return counts as overall. */
export type RateKind = "unauthorised" | "administrative" | "overall";

/** Nacha: return rate limits, in basis points of the debits. */
const LIMITS: Readonly<Record<RateKind, number>> = { unauthorised: 50, administrative: 300, overall: 1500 };

const UNAUTHORIZED: readonly string[] = ["R05", "R07", "R10", "R11", "R29", "R51"];
const ADMINISTRATIVE: readonly string[] = ["R02", "R03", "R04"];

/** What one day brought. */
export interface DayOfDebits {
  readonly day: Day;
  readonly debits: number;
  /** Return codes of debits, one each. */
  readonly returns: readonly string[];
}

/** One rate and its limit. */
export interface ReturnRate {
  readonly kind: RateKind;
  readonly returns: number;
  readonly debits: number;
  readonly limitBasisPoints: number;
  /** Of fewer debits a rate is no rate: a single return would be over the limit. */
  readonly debitsMin: number;
  /** Over the limit, of enough debits. */
  readonly isOver: boolean;
}

/** The rates of the 60 days that end with a day. @param debitsMin how many debits each rate takes to be over its limit. */
export function returnRates(
  history: readonly DayOfDebits[],
  upTo: Day,
  debitsMin: Readonly<Record<RateKind, number>>,
): ReturnRate[] {
  const first = addDays(upTo, 1 - DAYS);
  const counted = history.filter(({ day }) => day >= first && day <= upTo);
  const debits = counted.reduce((sum, day) => sum + day.debits, 0);
  const codes = counted.flatMap(({ returns }) => returns);
  const rate = (kind: RateKind, returns: number): ReturnRate => {
    const limitBasisPoints = LIMITS[kind];
    const isOver = debits >= debitsMin[kind] && returns * 10_000 > debits * limitBasisPoints;
    return { kind, returns, debits, limitBasisPoints, debitsMin: debitsMin[kind], isOver };
  };
  return [
    rate("unauthorised", codes.filter((code) => UNAUTHORIZED.includes(code)).length),
    rate("administrative", codes.filter((code) => ADMINISTRATIVE.includes(code)).length),
    rate("overall", codes.length),
  ];
}

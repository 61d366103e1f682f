import { addDays, type Day } from "../calendar/day";
import { type RateKind, type ReturnRate, returnRates } from "../calendar/return-rates";
import { easternDay } from "../calendar/eastern-time";
import type { AchTransfer } from "../transfers/transfer";
import type { CountedDay } from "./ports";

/** Days that count. Nacha: return rates over the preceding 60 days. */
export const RATE_DAYS = 60;

/** The count that an alarm is raised by where a rate is over its limit. */
export const RATE_METRICS: Readonly<Record<ReturnRate["kind"], string>> = {
  unauthorised: "ReturnRateUnauthorised",
  administrative: "ReturnRateAdministrative",
  overall: "ReturnRateOverall",
};

/** The rates of the 60 days that end with a day: debits by their dates, returns by when they came back. */
export function ratesOf(
  days: readonly CountedDay[],
  returned: readonly AchTransfer[],
  upTo: Day,
  debitsMin: Readonly<Record<RateKind, number>>,
): ReturnRate[] {
  const codes = new Map<Day, string[]>();
  for (const { returnedAt, returnCode, direction, amountCents } of returned) {
    // A prenote that comes back is no debit.
    if (returnedAt === undefined || returnCode === undefined || direction !== "debit" || amountCents === 0) continue;
    const day = easternDay(Date.parse(returnedAt));
    codes.set(day, [...(codes.get(day) ?? []), returnCode]);
  }
  const debits = new Map(days.map((counted) => [counted.day, counted.debits]));
  const history = Array.from({ length: RATE_DAYS }, (_, place) => addDays(upTo, place - RATE_DAYS + 1)).map((day) => ({
    ...{ day, debits: debits.get(day) ?? 0, returns: codes.get(day) ?? [] },
  }));
  return returnRates(history, upTo, debitsMin);
}

/** A rate as reports and events show it; basis points are rounded up, `exceeded` is exact. */
export function rateResource(
  company: string,
  { kind, returns, debits, limitBasisPoints, debitsMin, isOver }: ReturnRate,
  day: Day,
) {
  return {
    return_rate_id: `${company}_${kind}_${day}`,
    company,
    kind,
    from: addDays(day, 1 - RATE_DAYS),
    to: day,
    returns,
    debits,
    ...(debits > 0 && { basis_points: Math.ceil((returns * 10_000) / debits) }),
    limit_basis_points: limitBasisPoints,
    debits_min: debitsMin,
    exceeded: isOver,
  };
}

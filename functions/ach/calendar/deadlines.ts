import { addBankingDays } from "./banking-days";
import { addDays, type Day } from "./day";

const HOUR_MS = 3_600_000;

/** Banking days. Nacha: the first live entry, counted from the day on which the prenote settled. */
const PRENOTE_DAYS = 3;
/** Banking days. Nacha: a reversal reaches the RDFI. */
const REVERSAL_DAYS = 5;
/** Nacha: a reversal is sent within this time of finding the error. */
const REVERSAL_HOURS = 24;
/** Nacha: a debit that came back as R01 or R09 may be tried again so often, within so many days of its first settlement. */
const REINITIATIONS_MAX = 2;
const REINITIATION_DAYS = 180;
const REINITIATION_CODES: readonly string[] = ["R01", "R09"];

/** The first day on which a live entry may settle behind a prenote. */
export function firstLiveDay(prenoteSettledOn: Day): Day {
  return addBankingDays(prenoteSettledOn, PRENOTE_DAYS);
}

/** Until when an entry may be reversed: the last day on which the reversal may settle, and the last moment to send it. */
export function reversalLimits(
  settledOn: Day,
  foundAt: number,
): { readonly lastDay: Day; readonly sendBefore: number } {
  return { lastDay: addBankingDays(settledOn, REVERSAL_DAYS), sendBefore: foundAt + REVERSAL_HOURS * HOUR_MS };
}

/** A debit that came back. */
export interface ReturnedDebit {
  readonly code: string;
  readonly firstSettledOn: Day;
  /** How often it was tried again. */
  readonly reinitiations: number;
}

/** The last day on which a debit that is tried again may settle. */
export function lastReinitiationDay(firstSettledOn: Day): Day {
  return addDays(firstSettledOn, REINITIATION_DAYS);
}

/** Whether a debit may be tried again with settlement on a day. */
export function mayReinitiate({ code, firstSettledOn, reinitiations }: ReturnedDebit, settlesOn: Day): boolean {
  const isInTime = settlesOn <= lastReinitiationDay(firstSettledOn);
  return REINITIATION_CODES.includes(code) && reinitiations < REINITIATIONS_MAX && isInTime;
}

/** Nacha: an RDFI returns an entry for these reasons within two banking days of its settlement. */
const RETURN_DAYS = 2;
const WITHIN_BANKING_DAYS = returnCodes([1, 2, 3, 4, 8, 9, 12, 14, 15, 16, 17, 20, 21, 22, 24, 29]);
/** Nacha: for these, which an account's holder finds out later, within sixty calendar days. */
const LONG_RETURN_DAYS = 60;
const WITHIN_CALENDAR_DAYS = returnCodes([5, 7, 10, 11, 33, 37, 38, 51, 52, 53]);

function returnCodes(numbers: readonly number[]): readonly string[] {
  return numbers.map((each) => `R${String(each).padStart(2, "0")}`);
}

/**
 * The last day on which a return with a code such as `R01` may come. Nothing where the rules count no days: by the next
 * delivery, on refusal, by agreement, or without a limit.
 */
export function returnDeadline(code: string, settledOn: Day): Day | undefined {
  if (WITHIN_BANKING_DAYS.includes(code)) return addBankingDays(settledOn, RETURN_DAYS);
  return WITHIN_CALENDAR_DAYS.includes(code) ? addDays(settledOn, LONG_RETURN_DAYS) : undefined;
}

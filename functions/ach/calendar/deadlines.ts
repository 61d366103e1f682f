import { addBankingDays } from "./banking-days";
import { addDays, type Day } from "./day";

const HOUR_MS = 3_600_000;

/** Banking days. Nacha: the first live entry, counted from the day on which the prenote settled. */
const PRENOTE_DAYS = 3;
/** Banking days. Nacha: a reversal reaches the RDFI. */
const REVERSAL_DAYS = 5;
/** Nacha: a reversal is sent within this time of finding the error. */
const REVERSAL_HOURS = 24;
/** Banking days. Nacha: a notification of change is applied. */
const CORRECTION_DAYS = 6;
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

/** The day by which a correction is applied; the next entry to the account may be later, and then that is the limit. */
export function correctionDeadline(receivedOn: Day): Day {
  return addBankingDays(receivedOn, CORRECTION_DAYS);
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

/** How long an RDFI may return an entry for a reason. */
export type ReturnWindow =
  | { readonly kind: "banking_days"; readonly days: number }
  | { readonly kind: "calendar_days"; readonly days: number }
  | { readonly kind: "next_delivery" | "on_refusal" | "by_agreement" | "not_limited" };

const RETURN_WINDOWS: readonly (readonly [ReturnWindow, readonly number[]])[] = [
  [{ kind: "banking_days", days: 2 }, [1, 2, 3, 4, 8, 9, 12, 14, 15, 16, 17, 20, 21, 22, 24, 29]],
  [{ kind: "calendar_days", days: 60 }, [5, 7, 10, 11, 33, 37, 38, 51, 52, 53]],
  [{ kind: "next_delivery" }, [13, 18, 19, 25, 26, 27, 28]],
  [{ kind: "on_refusal" }, [23]],
  [{ kind: "by_agreement" }, [6, 31]],
];

/** How long a return with a code such as `R01` may come; codes that the rules do not limit may always come. */
export function returnWindow(code: string): ReturnWindow {
  const found = RETURN_WINDOWS.find(([, codes]) => codes.some((each) => code === `R${String(each).padStart(2, "0")}`));
  return found?.[0] ?? { kind: "not_limited" };
}

/** The last day on which a return may settle; nothing where the rules count no days. */
export function returnDeadline(code: string, settledOn: Day): Day | undefined {
  const window = returnWindow(code);
  if (window.kind === "banking_days") return addBankingDays(settledOn, window.days);
  return window.kind === "calendar_days" ? addDays(settledOn, window.days) : undefined;
}

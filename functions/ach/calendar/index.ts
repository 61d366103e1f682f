/** Banking days, windows and deadlines: what the rest of the ACH room asks of the calendar. */
export type { Day } from "./day";
export { sameDayObstacles, type Window, windowFor, type WindowSettings } from "./windows";
export { PAYOUT_RHYTHMS, payoutDayAfter, payoutMoment, type PayoutRhythm } from "./payout-days";

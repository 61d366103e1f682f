export { PAYOUT_RHYTHMS, payoutDayAfter, payoutMoment, type PayoutRhythm } from "./calendar";
export { connectPayouts } from "./connect-room";
export { odfiFields, odfiPlace } from "./odfi-fields";
export type { PreparePayout } from "./payout";
export { entryMillsAtMost, odfiOf, type OdfiSettings } from "./settings";

export { connectPayouts } from "./connect-room";
export { odfiFields, odfiPlace } from "./odfi-fields";
export type { PreparePayout } from "./payout";
export { odfiOf, type OdfiSettings } from "./settings";

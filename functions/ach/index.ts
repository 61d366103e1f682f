/** What other rooms use of ACH: payouts in their own transactions. */
export { connectTransfers } from "./connect";
export type { TransferParts } from "./parts";
export { type Payout, preparePayout } from "./payout";
export { ODFI_SETTINGS_FORM, type OdfiSettings, odfiSettings } from "./settings";

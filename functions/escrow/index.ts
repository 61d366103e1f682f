export { type EscrowAccount, remainingOf as heldOf } from "./account";
export type { EscrowChange, EscrowLabel } from "./change";
export {
  holdEscrow,
  openRailDispute,
  putBackRefund,
  type RefundDecision,
  returnHeld,
  stepRailDispute,
  takeForRefund,
  takePaidRefund,
  type Taken,
} from "./held";
export { fundsChange, takeFunds } from "./funds";
export { DEFAULT_SETTINGS, type EscrowSettings, escrowSettings, SETTINGS_FORM, STANDARD_PLAN } from "./settings";
export { dynamoEscrowStore } from "./store";
export type { EscrowStore } from "./escrow-store";
export { escrowWrites } from "./store-items";
export { type HoldWishes, readWishes, storedWishes, writeWishes } from "./terms";

/** How money is held: JSON that the functions of payments and of escrow read alike (functions/escrow/settings.ts, by a test). */
import { settingsKnown } from "./known-names";

/** The settings that there are; their values are checked by the functions when they start, all faults at once. */
export const ESCROW_SETTINGS = [
  "holdDays",
  "autoRelease",
  "expiryPolicy",
  "prefunded",
  "fundsAfterDays",
  "feePlans",
  "refundBeyondEscrow",
  "offsetReceivables",
  "disputeDays",
  "onDisputeDeadline",
  "interest",
];

/** JSON of settings that are known, any of them. */
export const escrowSettingsKnown = settingsKnown(ESCROW_SETTINGS);

/** How an environment originates: JSON that all functions read which make transfers (functions/ach/settings.ts, by a test). */
import { settingsKnown } from "./known-names";
import type { Check } from "./table";

/** The settings that must be there, and those that have a default; their values are checked by the functions when they start. */
export const ODFI_SETTINGS = {
  required: ["odfi", "company", "limits"],
  optional: [
    "windows",
    "batches",
    "offsetBankAccountId",
    "creditVerification",
    "debitHoldBankingDays",
    "acknowledgedWithinMinutes",
    "missingAfterBankingDays",
    "returnRateDebitsMin",
    "prices",
  ],
} as const;

/** JSON of settings that are known, with all that must be there. */
export const odfiSettingsKnown = settingsKnown(ODFI_SETTINGS.optional, ODFI_SETTINGS.required);

/** The same, or nothing at all where there is no ACH. */
export const odfiSettingsOrNone: Check<string> = {
  allowed: `${odfiSettingsKnown.allowed.slice(0, -1)}; or empty.`,
  ok: (text) => text === "" || odfiSettingsKnown.ok(text),
  hcl: (v) => `contains([""], ${v}) || ${odfiSettingsKnown.hcl(v)}`,
};

/** How money is held: JSON that the functions of payments and of escrow read alike (functions/escrow/settings.ts, by a test). */
import type { Check } from "./table";

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
export const escrowSettingsKnown: Check<string> = {
  allowed: `JSON of any of ${ESCROW_SETTINGS.join(", ")}.`,
  ok: (text) => {
    const settings = parsed(text);
    return settings !== undefined && Object.keys(settings).every((name) => ESCROW_SETTINGS.includes(name));
  },
  hcl: (v) => `try(length(setsubtract(keys(jsondecode(${v})), ${JSON.stringify(ESCROW_SETTINGS)})) <= 0, false)`,
};

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

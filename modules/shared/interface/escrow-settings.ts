/** How money is held: JSON that the functions of payments and of escrow read alike, so its form is theirs. */
import { Token } from "cdktf";
import { escrowSettings } from "../../../functions/escrow/settings";
import { type Check, InvalidInputError } from "./table";

const SETTINGS = Object.keys(escrowSettings.shape);

/** JSON of settings that are known, any of them. */
export const escrowSettingsKnown: Check<string> = {
  allowed: `JSON of any of ${SETTINGS.join(", ")}.`,
  ok: (text) => {
    const settings = parsed(text);
    return settings !== undefined && Object.keys(settings).every((name) => SETTINGS.includes(name));
  },
  hcl: (v) => `try(length(setsubtract(keys(jsondecode(${v})), ${JSON.stringify(SETTINGS)})) <= 0, false)`,
};

/**
 * Checks the values too, where synthesis knows them; else the functions do, when they start.
 * @throws InvalidInputError with all faults at once.
 */
export function checkEscrowSettings(text: string): void {
  if (Token.isUnresolved(text)) return;
  const read = escrowSettings.safeParse(parsed(text));
  if (read.success) return;
  const faults = read.error.issues.map(({ path, message }) => `escrowSettings.${path.join(".")}: ${message}.`);
  throw new InvalidInputError(faults);
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

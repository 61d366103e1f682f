/** JSON texts whose names are known at plan; their values are checked by the functions that read them. */
import type { Check } from "./table";

/** JSON of settings: those that must be there, and any of those that may be. */
export function settingsKnown(optional: readonly string[], required: readonly string[] = []): Check<string> {
  const all = [...required, ...optional];
  const hcl = (names: readonly string[]): string => JSON.stringify(names);
  return {
    allowed: [
      ...(required.length === 0 ? [] : [`JSON with ${required.join(", ")}`]),
      `${required.length === 0 ? "JSON of any" : "and any"} of ${optional.join(", ")}.`,
    ].join(", "),
    ok: (text) => {
      const names = namesIn(text);
      return (
        names !== undefined &&
        names.every((name) => all.includes(name)) &&
        required.every((name) => names.includes(name))
      );
    },
    hcl: (v) => {
      const known = `length(setsubtract(keys(jsondecode(${v})), ${hcl(all)})) <= 0`;
      const there = required.length === 0 ? [] : [`length(setsubtract(${hcl(required)}, keys(jsondecode(${v})))) <= 0`];
      return `try(${[known, ...there].join(" && ")}, false)`;
    },
  };
}

function namesIn(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : undefined;
  } catch {
    return undefined;
  }
}

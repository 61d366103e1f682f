import { fieldPath, isFields, shownName, subjectOf } from "./fields";
import type { ApiFault } from "./problem";

/** Half of a pair by which UTF-16 writes a character: alone it is none, no store takes it, and no UTF-8 can have it. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** The faults of texts and names in a JSON value that are not Unicode, as `"\ud800"` is; each by its path. */
export function brokenTextFaults(value: unknown, path = ""): ApiFault[] {
  if (typeof value === "string") return LONE_SURROGATE.test(value) ? [fault(path)] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => brokenTextFaults(item, `${path}[${index}]`));
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([name, field]) =>
    LONE_SURROGATE.test(name) ? [fault(path)] : brokenTextFaults(field, fieldPath(path, name)),
  );
}

function fault(path: string): ApiFault {
  const param = shownName(path);
  return {
    code: "invalid",
    param,
    message: `${subjectOf(param)}: holds half of a surrogate pair, which is no character.`,
  };
}

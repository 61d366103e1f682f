import { isLosslessNumber } from "lossless-json";
import { maskCardNumbers } from "../shared/card-number-guard";

/** The fields of a JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a parsed JSON value is an object; a number token is none. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value);
}

/** The path of a field of what a path names. */
export function fieldPath(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** A path with `[]` for any place in a list, as the document's rules have it. */
export function pathPattern(path: string): string {
  return path.replace(/\[\d+\]/g, "[]");
}

const NAME_MAX = 64;

/** A field's name or path from outside as a message shows it: short, and without a card number. */
export function shownName(path: string): string {
  return maskCardNumbers(path).slice(0, NAME_MAX);
}

/** What a message is about, as it begins: a field, or the request as a whole. */
export function subjectOf(param: string): string {
  return param === "" ? "the request" : param;
}

import { isLosslessNumber } from "lossless-json";
import { findCardNumbers, looksLikeCardNumber } from "../shared/card-number-guard";
import { fieldPath, isFields, pathPattern, shownName, subjectOf } from "./fields";
import type { ApiFault } from "./problem";

/** An amount has at most twelve digits before its point: what has more and passes Luhn is taken for a card number. */
const AMOUNT = /^\d{1,12}(?:\.\d{1,3})?$/;

/**
 * The faults of card numbers in what came: named by their path, never shown. Number tokens are looked at as the texts
 * that they were.
 *
 * @param allowed where one belongs; `amounts` are paths whose digits are money. Both with `[]` for any place in a list.
 */
export function cardNumberFaults(value: unknown, allowed: readonly string[], amounts: readonly string[]): ApiFault[] {
  const found = findCardNumbers(textsOf(value, "", amounts)).filter((path) => !allowed.includes(pathPattern(path)));
  return found.map((path) => cardNumberFault(shownName(path)));
}

/** The fault of a card number where none belongs. */
export function cardNumberFault(param: string): ApiFault {
  return {
    code: "card_number_not_allowed",
    param,
    message: `${subjectOf(param)}: holds what looks like a card number.`,
  };
}

function textsOf(value: unknown, path: string, amounts: readonly string[]): unknown {
  if (isLosslessNumber(value)) {
    return amounts.includes(pathPattern(path)) && AMOUNT.test(value.value) ? null : value.value;
  }
  if (Array.isArray(value)) return value.map((item, index) => textsOf(item, `${path}[${index}]`, amounts));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, textsOf(field, fieldPath(path, name), amounts)]),
  );
}

/** Fields of answers whose numbers are money, in the currency's smallest unit or below. */
const MONEY_FIELD = /(?:^|_)(?:cents|micros)$/;

/**
 * Whether an answer holds what looks like a card number. Money is passed over: number tokens with as many digits as an
 * amount has, and numbers in fields that end in `cents` or `micros`.
 */
export function holdsCardNumber(value: unknown, name = ""): boolean {
  if (isLosslessNumber(value)) return !AMOUNT.test(value.value) && looksLikeCardNumber(value.value);
  if (typeof value === "number" || typeof value === "bigint") {
    return !MONEY_FIELD.test(name) && looksLikeCardNumber(String(value));
  }
  if (typeof value === "string") return looksLikeCardNumber(value);
  if (Array.isArray(value)) return value.some((item) => holdsCardNumber(item, name));
  if (!isFields(value)) return false;
  return Object.entries(value).some(([key, field]) => looksLikeCardNumber(key) || holdsCardNumber(field, key));
}

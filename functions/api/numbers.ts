import { isLosslessNumber } from "lossless-json";
import { parseMoney } from "../shared/money";
import { fieldPath, type Fields, isFields, pathPattern } from "./fields";
import type { ApiFault } from "./problem";

/** The whole number that digits are; nothing where they are none, or one longer than any of ours. */
export function wholeNumber(text: string): number | undefined {
  return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** What is said of an amount that is no number token. */
export const NO_NUMBER = "must be a number, such as 99.99, and no text.";

/** What the number tokens of a body have become, and what is wrong with its amounts. */
export interface SettledNumbers {
  readonly value: unknown;
  readonly faults: readonly ApiFault[];
}

/**
 * Gives each number token of a body its form: amounts become decimal text, whole numbers become numbers, and any other
 * number becomes none at all, which no schema takes. Amounts are read by their currency where it stands beside them.
 *
 * @param decimals paths of amounts, `[]` for any place in a list.
 */
export function settleNumbers(body: unknown, decimals: readonly string[]): SettledNumbers {
  const faults: ApiFault[] = [];
  const value = settle(body, "", undefined);
  return { value, faults };

  function settle(item: unknown, path: string, beside: Fields | undefined): unknown {
    if (decimals.includes(pathPattern(path))) return settleAmount(item, path, beside?.["currency"]);
    if (isLosslessNumber(item)) return wholeNumber(item.value) ?? Number.NaN;
    if (Array.isArray(item)) return item.map((each, index) => settle(each, `${path}[${index}]`, undefined));
    if (!isFields(item)) return item;
    return Object.fromEntries(
      Object.entries(item).map(([name, field]) => [name, settle(field, fieldPath(path, name), item)]),
    );
  }

  function settleAmount(item: unknown, path: string, currency: unknown): unknown {
    if (!isLosslessNumber(item)) {
      const message = `${path}: ${NO_NUMBER}`;
      faults.push({ code: "amount_invalid", param: path, message });
      return item;
    }
    const read = parseMoney(item.value, typeof currency === "string" ? currency : "", path);
    // Where there is no currency, that is told by the schema.
    if (!read.ok) faults.push(...read.faults.filter(({ param }) => param === path || typeof currency === "string"));
    return item.value;
  }
}

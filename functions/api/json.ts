import { LosslessNumber, stringify } from "lossless-json";
import { formatMoney, type Money } from "../shared/money";

/** An amount as answers and events show it: a number token with all decimals of its currency, `100.00` of USD. */
export function amountToken(amount: Money): LosslessNumber {
  return new LosslessNumber(formatMoney(amount));
}

/** The JSON of an object or a list, number tokens as they are. */
export function toJson(value: object): string {
  // Only what is no value at all has no JSON.
  return String(stringify(value));
}

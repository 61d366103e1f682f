import { looksLikeCardNumber } from "./card-number-guard";
import type { FaultOf } from "./results";

/** Whose request it is, and the idempotency key they gave; the thing's own id serves where they gave none. */
export interface Caller {
  readonly caller: string;
  readonly key?: string;
}

/** What can be wrong with an id or a key. */
export type RequestFault = FaultOf<"invalid" | "card_number_not_allowed">;

/** Ids stand in table keys, whose parts `#` separates, and in references at the rail, whose parts `/` separates. */
const ID = /^[a-zA-Z0-9_.:@|+-]{1,128}$/;
const ID_FORM = "must be 1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -";

/** The header that a key comes by, as faults name it. */
export const KEY_HEADER = "Idempotency-Key";

/** Printable ASCII, as a header carries it. */
const KEY = /^[\x20-\x7e]{1,255}$/;
const KEY_FORM = "must be 1 to 255 printable ASCII characters";

/**
 * The faults of the ids and of the key that a request carries, all at once, by the names that callers know them by; no
 * value is shown, as one may be a card number.
 */
export function requestFaults(
  ids: Readonly<Record<string, string | undefined>>,
  { key }: Partial<Caller> = {},
): readonly RequestFault[] {
  const faults = Object.entries(ids).flatMap(([param, id]) => textFaults(param, id, ID, ID_FORM));
  return [...faults, ...textFaults(KEY_HEADER, key, KEY, KEY_FORM)];
}

function textFaults(param: string, text: string | undefined, form: RegExp, allowed: string): RequestFault[] {
  if (text === undefined) return [];
  if (looksLikeCardNumber(text)) {
    const message = `${param}: holds what looks like a card number.`;
    return [{ code: "card_number_not_allowed", param, message }];
  }
  return form.test(text) ? [] : [{ code: "invalid", param, message: `${param}: ${allowed}.` }];
}

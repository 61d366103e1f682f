import { looksLikeCardNumber } from "../shared/card-number-guard";
import { fingerprintOf } from "../shared/idempotency";
import type { AttemptRequest } from "./attempt";
import type { PaymentParts } from "./parts";
import type { Fault } from "./results";

/** Whose request it is, and the idempotency key they gave; the thing's own id serves where they gave none. */
export interface Caller {
  readonly caller: string;
  readonly key?: string;
}

/** The request of an operation, with the fingerprint of what it asks for. */
export function requestOf(
  { fingerprintKey }: PaymentParts,
  { caller, key }: Caller,
  operation: string,
  id: string,
  body: object,
): AttemptRequest {
  return { caller, operation, key: key ?? id, fingerprint: fingerprintOf(fingerprintKey, body) };
}

/** Ids stand in table keys, whose parts `#` separates, and in references at the rail, whose parts `/` separates. */
const ID = /^[a-zA-Z0-9_.:@|+-]{1,128}$/;
const ID_FORM = "must be 1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -";

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
): readonly Fault[] {
  const faults = Object.entries(ids).flatMap(([param, id]) => textFaults(param, id, ID, ID_FORM));
  return [...faults, ...textFaults("idempotency_key", key, KEY, KEY_FORM)];
}

function textFaults(param: string, text: string | undefined, form: RegExp, allowed: string): Fault[] {
  if (text === undefined) return [];
  if (looksLikeCardNumber(text)) {
    const message = `${param}: holds what looks like a card number.`;
    return [{ code: "card_number_not_allowed", param, message }];
  }
  return form.test(text) ? [] : [{ code: "invalid", param, message: `${param}: ${allowed}.` }];
}

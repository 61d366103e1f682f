/** Something the caller can put right: what is wrong, where, and what is allowed; never the value of a card field. */
export interface Fault {
  /** Machine-readable, snake_case. */
  readonly code: FaultCode;
  /** Path of the field, such as `card.number`; empty where the request as a whole is meant. */
  readonly param: string;
  readonly message: string;
}

export type FaultCode =
  | "required"
  | "invalid"
  | "unknown_field"
  | "card_number_not_allowed"
  | "card_number_invalid"
  | "card_expired"
  | "expiry_too_far"
  | "cvc_invalid"
  | "acquirer_missing"
  | "token_not_found"
  | "job_of_other_kind";

/** What a vault function answers: its result, or all faults of the request at once. */
export type Result<Value extends object> = ({ readonly ok: true } & Value) | Refusal;

export interface Refusal {
  readonly ok: false;
  readonly errors: readonly Fault[];
}

/** The answer to a request that cannot be met as it is. */
export function refuse(...errors: readonly Fault[]): Refusal {
  return { ok: false, errors };
}

/**
 * The one answer for a token that does not exist and for one that is another customer's: it does not tell which, so that
 * tokens cannot be probed.
 */
export const TOKEN_NOT_FOUND: Fault = {
  code: "token_not_found",
  param: "token",
  message: "token: this customer has no such token.",
};

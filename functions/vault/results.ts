import { type FaultOf, refuse as refuseWith, type RefusalOf, type ResultOf } from "../shared/results";

/** What can be wrong with a request. */
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

/** Something the caller can put right. */
export type Fault = FaultOf<FaultCode>;

/** What a vault function answers: its result, or all faults of the request at once. */
export type Result<Value extends object> = ResultOf<Value, Fault>;

export type Refusal = RefusalOf<Fault>;

/** The answer to a request that cannot be met as it is. */
export const refuse = refuseWith<Fault>;

/**
 * The one answer for a token that does not exist and for one that is another customer's: it does not tell which, so that
 * tokens cannot be probed.
 */
export const TOKEN_NOT_FOUND: Fault = {
  code: "token_not_found",
  param: "token",
  message: "token: this customer has no such token.",
};

import { type FaultOf, refuse as refuseWith, type RefusalOf, type ResultOf } from "../shared/results";
import type { MoneyFault } from "../shared/money";

/** What can be wrong with a request. */
export type FaultCode =
  | MoneyFault["code"]
  | "invalid"
  | "required"
  | "payment_method_not_supported"
  | "customer_blocked"
  | "provider_blocked"
  | "card_number_not_allowed"
  | "idempotency_key_reused"
  | "request_in_progress"
  | "payment_exists"
  | "payment_not_found"
  | "customer_not_found"
  | "provider_not_found"
  | "event_not_found"
  | "version_conflict"
  | "cursor_invalid"
  | "illegal_transition"
  | "currency_mismatch"
  | "refund_exceeds_payment"
  | "refund_exists"
  | "return_hold_not_over"
  | "escrow_insufficient"
  | "escrow_disputed"
  | "condition_invalid"
  | "beneficiaries_invalid"
  | "capture_exceeds_authorisation";

/** Something the caller can put right. */
export type Fault = FaultOf<FaultCode>;

/** What a payments function answers: its result, or all faults of the request at once. */
export type Result<Value extends object> = ResultOf<Value, Fault>;

export type Refusal = RefusalOf<Fault>;

/** The answer to a request that cannot be met as it is. */
export const refuse = refuseWith<Fault>;

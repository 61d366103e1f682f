import type { MoneyFault } from "../shared/money";
import type { PageFault } from "../shared/page-request";
import type { RequestFault } from "../shared/request-fields";
import { type FaultOf, refuse as refuseWith, type RefusalOf, type ResultOf } from "../shared/results";

/** What can be wrong with a request about bank accounts and transfers. */
export type FaultCode =
  | MoneyFault["code"]
  | PageFault["code"]
  | RequestFault["code"]
  | "required"
  | "idempotency_key_reused"
  | "illegal_transition"
  | "bank_account_not_found"
  | "transfer_not_found"
  | "authorisation_not_found"
  | "routing_number_invalid"
  | "account_number_invalid"
  | "bank_account_blocked"
  | "bank_account_unverified"
  | "verification_not_pending"
  | "verification_amounts_wrong"
  | "verification_exhausted"
  | "authorisation_required"
  | "sec_code_not_allowed"
  | "same_day_not_eligible"
  | "needed_by_passed"
  | "transfer_declined"
  | "transfer_exists"
  | "reinitiation_not_allowed"
  | "reversal_not_allowed"
  | "funds_insufficient";

/** Something the caller can put right. */
export type Fault = FaultOf<FaultCode>;

/** What the ACH room's functions answer: a result, or all faults of the request at once. */
export type Result<Value extends object> = ResultOf<Value, Fault>;

export type Refusal = RefusalOf<Fault>;

/** The answer to a request that cannot be met as it is. */
export const refuse = refuseWith<Fault>;

import type { PageFault } from "../shared/page-request";
import type { MoneyFault } from "../shared/money";
import { type FaultOf, refuse as refuseWith, type RefusalOf, type ResultOf } from "../shared/results";
import type { TermsFault } from "./terms";

/** What can be wrong with a request. */
export type FaultCode =
  | MoneyFault["code"]
  | TermsFault["code"]
  | PageFault["code"]
  | "escrow_not_found"
  | "escrow_dispute_not_found"
  | "escrow_dispute_exists"
  | "escrow_disputed"
  | "escrow_insufficient"
  | "escrow_facts_full"
  | "conditions_not_met"
  | "funds_not_available"
  | "idempotency_key_reused"
  | "illegal_transition"
  | "currency_mismatch";

/** Something the caller can put right. */
export type Fault = FaultOf<FaultCode>;

/** What escrow's functions answer: a result, or all faults of the request at once. */
export type Result<Value extends object> = ResultOf<Value, Fault>;

export type Refusal = RefusalOf<Fault>;

/** The answer to a request that cannot be met as it is. */
export const refuse = refuseWith<Fault>;

/** The answer where there is no such escrow. */
export function escrowNotFound(): Refusal {
  return refuse({ code: "escrow_not_found", param: "escrow_id", message: "escrow_id: there is no such escrow." });
}

/** The answer where something cannot be done with an escrow, or a dispute, as it stands. */
export function illegalTransition(message: string): Refusal {
  return refuse({ code: "illegal_transition", param: "", message });
}

/** The answer where a dispute has frozen an escrow. */
export function disputed(): RefusalOf<FaultOf<"escrow_disputed">> {
  const message = "The escrow is disputed: nothing moves until that is decided.";
  return refuseWith({ code: "escrow_disputed" as const, param: "", message });
}

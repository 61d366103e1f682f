import { type FaultOf, refuse as refuseWith, type RefusalOf, type ResultOf } from "../shared/results";

/** What can be wrong with a request about endpoints and deliveries. */
export type FaultCode =
  | "url_not_allowed"
  | "invalid"
  | "too_many_endpoints"
  | "endpoint_not_found"
  | "endpoint_disabled"
  | "delivery_not_found"
  | "version_conflict"
  | "cursor_invalid";

/** Something the caller can put right. */
export type Fault = FaultOf<FaultCode>;

/** What the endpoints' function answers: its result, or all faults of the request at once. */
export type Result<Value extends object> = ResultOf<Value, Fault>;

export type Refusal = RefusalOf<Fault>;

/** The answer to a request that cannot be met as it is. */
export const refuse = refuseWith<Fault>;

/** The answer where there is no such endpoint. */
export const endpointNotFound = (): Refusal =>
  refuse({ code: "endpoint_not_found", param: "endpoint_id", message: "endpoint_id: there is no such endpoint." });

/** The answer where somebody else changed the same endpoint meanwhile. */
export const versionConflict = (): Refusal =>
  refuse({
    code: "version_conflict",
    param: "",
    message: "The endpoint was changed meanwhile: read it and try again.",
  });

/** The answer where there is no such delivery, or none any more. */
export const deliveryNotFound = (): Refusal =>
  refuse({
    code: "delivery_not_found",
    param: "delivery_id",
    message: "delivery_id: this endpoint has no such delivery, or it is kept no more.",
  });

/** The answer where an endpoint is not sent to. */
export const endpointDisabled = (): Refusal =>
  refuse({ code: "endpoint_disabled", param: "endpoint_id", message: "endpoint_id: the endpoint is disabled." });

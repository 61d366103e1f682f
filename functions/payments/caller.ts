import { fingerprintOf } from "../shared/idempotency";
import type { Caller } from "../shared/request-fields";
import type { AttemptRequest } from "./attempt";
import type { PaymentParts } from "./parts";

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

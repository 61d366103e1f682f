import type { FaultOf } from "../shared/results";

/** What a code of a fault means over HTTP: its status, and its title, which is the same for every occurrence. */
const PROBLEMS = {
  malformed_json: [400, "The body is not well-formed JSON"],
  duplicate_field: [400, "A field stands twice in one object"],
  too_deep: [400, "The body is nested too deeply"],
  unknown_field: [400, "There is no such field"],
  required: [400, "A field is missing"],
  invalid: [400, "A field is not as it must be"],
  amount_invalid: [400, "The amount is not one of its currency"],
  currency_invalid: [400, "The currency is not one of ISO 4217"],
  card_number_not_allowed: [400, "A card number stands where none belongs"],
  cursor_invalid: [400, "The cursor is not one that was given"],
  signature_invalid: [401, "The signature is not the sender's"],
  unauthorised: [401, "Who asks is not known"],
  forbidden: [403, "Who asks may not do this"],
  not_found: [404, "There is no such resource"],
  payment_not_found: [404, "There is no such payment"],
  customer_not_found: [404, "There is no such customer"],
  provider_not_found: [404, "There is no such provider"],
  escrow_not_found: [404, "There is no such escrow"],
  escrow_dispute_not_found: [404, "The escrow has no such dispute"],
  event_not_found: [404, "There is no such event"],
  endpoint_not_found: [404, "There is no such webhook endpoint"],
  delivery_not_found: [404, "There is no such delivery"],
  sender_not_found: [404, "There is no such sender of webhooks"],
  bank_account_not_found: [404, "There is no such bank account"],
  transfer_not_found: [404, "There is no such transfer"],
  authorisation_not_found: [404, "There is no such authorisation"],
  payment_exists: [409, "There is a payment with this id"],
  refund_exists: [409, "There is a refund with this id"],
  request_in_progress: [409, "The same request is still being worked on"],
  illegal_transition: [409, "The resource cannot go from its state to this one"],
  version_conflict: [409, "The resource was changed in the meantime"],
  return_hold_not_over: [409, "The payment's debit may still come back"],
  escrow_insufficient: [409, "The payment's escrow holds less"],
  escrow_disputed: [409, "The escrow is disputed"],
  escrow_dispute_exists: [409, "There is a dispute with this id"],
  escrow_facts_full: [409, "The escrow keeps as many facts as it can"],
  conditions_not_met: [409, "The escrow's conditions are not met yet"],
  funds_not_available: [409, "The rail's money is not there yet"],
  endpoint_disabled: [409, "The webhook endpoint is disabled"],
  too_many_endpoints: [409, "There are as many webhook endpoints as there can be"],
  job_of_other_kind: [409, "The job is one of another kind"],
  transfer_exists: [409, "There is a transfer of this request"],
  funds_insufficient: [409, "Less is owed than is to be paid out"],
  verification_not_pending: [409, "The bank account waits for no amounts"],
  verification_exhausted: [409, "The bank account may not be verified again"],
  payload_too_large: [413, "The body is too large"],
  unsupported_media_type: [415, "The body is not JSON"],
  idempotency_key_reused: [422, "The idempotency key belongs to another request"],
  condition_invalid: [422, "The release conditions are not as they must be"],
  beneficiaries_invalid: [422, "Those who share a release are not as they must be"],
  currency_mismatch: [422, "The currency is not the payment's"],
  refund_exceeds_payment: [422, "The refund is more than what is left"],
  capture_exceeds_authorisation: [422, "The capture is more than what was authorised"],
  payment_method_not_supported: [422, "The environment has no rail for this payment method"],
  token_not_found: [422, "The customer has no such token"],
  card_number_invalid: [422, "The card number is not one"],
  card_expired: [422, "The card has expired"],
  expiry_too_far: [422, "The card's expiry is too far away"],
  cvc_invalid: [422, "The card verification code is not one of the card's brand"],
  acquirer_missing: [422, "The environment has no acquirer to verify cards with"],
  customer_blocked: [422, "The customer is blocked"],
  provider_blocked: [422, "The provider is blocked"],
  routing_number_invalid: [422, "The routing number is not one"],
  account_number_invalid: [422, "The account number is not one"],
  bank_account_blocked: [422, "The bank account is blocked"],
  bank_account_unverified: [422, "The bank account is not verified"],
  verification_amounts_wrong: [422, "The amounts are not those that were sent"],
  authorisation_required: [422, "The debit is not authorised"],
  sec_code_not_allowed: [422, "The transfer is none of those that the account may have"],
  same_day_not_eligible: [422, "The transfer may not settle the same day"],
  needed_by_passed: [422, "The transfer cannot settle in time"],
  reinitiation_not_allowed: [422, "The transfer may not be tried again"],
  reversal_not_allowed: [422, "The transfer may not be reversed any more"],
  transfer_declined: [422, "The transfer was declined"],
  url_not_allowed: [422, "The address is not one to send webhooks to"],
  rate_limited: [429, "There were too many requests"],
  internal_error: [500, "Something went wrong on our side"],
  busy: [503, "Others are on the same things just now"],
  sender_not_configured: [503, "The sender's webhooks cannot be verified yet"],
  unavailable: [503, "This Region cannot take requests just now"],
} as const satisfies Record<string, readonly [status: number, title: string]>;

/** The code of a fault that has its place in the table. */
export type ProblemCode = keyof typeof PROBLEMS;

/** All codes, in the table's order. */
export const PROBLEM_CODES = Object.keys(PROBLEMS) as readonly ProblemCode[];

/** A fault that can be answered. */
export type ApiFault = FaultOf<ProblemCode>;

/** A problem document (RFC 9457), as this API writes it. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly param: string;
  readonly requestId: string;
  readonly errors: readonly { readonly code: string; readonly param: string; readonly message: string }[];
}

/** The HTTP status of a code. */
export function statusOf(code: ProblemCode): number {
  return PROBLEMS[code][0];
}

/** What a code means, in a few words. */
export function titleOf(code: ProblemCode): string {
  return PROBLEMS[code][1];
}

/** The problem document of a request's faults; the first one is the document's own, and gives the status. */
export function problemOf(faults: readonly [ApiFault, ...ApiFault[]], requestId: string): Problem {
  const [{ code, param, message }] = faults;
  return {
    type: `urn:ecosystemaws:problem:${code}`,
    title: titleOf(code),
    status: statusOf(code),
    detail: message,
    code,
    param,
    requestId,
    errors: faults.map((fault) => ({ code: fault.code, param: fault.param, message: fault.message })),
  };
}

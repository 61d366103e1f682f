import { PlatformError } from "../shared/errors";
import type { PaymentState, PaymentStatus } from "./payment";

/** A payment was to go where it cannot go from where it is; names both states. */
export class IllegalTransitionError extends PlatformError {
  readonly code = "illegal_transition";

  constructor(
    readonly from: PaymentState,
    readonly to: PaymentState,
  ) {
    super(`A payment that is ${nameOf(from)} cannot become ${nameOf(to)}.`);
  }
}

/**
 * Where a status leads. A step onto itself is one of the details: `processing` becomes authorised, a second part is
 * refunded. The one step back is an ACH debit's: `completed` to `failed`, returned.
 */
const NEXT: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  pending: ["processing", "failed"],
  requires_review: ["pending", "failed"],
  processing: ["processing", "completed", "failed"],
  completed: ["partially_refunded", "refunded", "disputed", "failed"],
  partially_refunded: ["partially_refunded", "refunded", "disputed"],
  disputed: ["completed", "partially_refunded", "refunded"],
  failed: [],
  refunded: [],
};

/** Whether a payment may go from one state to another. */
export function isAllowed(from: PaymentState, to: PaymentState): boolean {
  if (!NEXT[from.status].includes(to.status)) return false;
  if (from.status === "completed" && to.status === "failed") return to.detail === "returned";
  if (from.status === "processing" && to.status === "processing") {
    return from.detail === undefined && to.detail === "authorised";
  }
  if (to.detail === "voided" || to.detail === "expired" || to.detail === "declined") return to.status === "failed";
  return true;
}

/** The state itself where the step is allowed. @throws IllegalTransitionError where it is not. */
export function step(from: PaymentState, to: PaymentState): Required<Pick<PaymentState, "status">> & PaymentState {
  if (!isAllowed(from, to)) throw new IllegalTransitionError(from, to);
  return { status: to.status, detail: to.detail };
}

/** `processing` or `processing (authorised)`. */
export function nameOf({ status, detail }: PaymentState): string {
  return detail === undefined ? status : `${status} (${detail})`;
}

import { PlatformError } from "../shared/errors";
import type { PaymentState, PaymentStatus, PaymentTransaction } from "./payment";

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
 * refunded. The steps back: an ACH debit's to `failed`, returned, after its money was taken; and that of a refund which
 * fails after its rail had confirmed it.
 */
const NEXT: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  pending: ["processing", "failed"],
  requires_review: ["pending", "failed"],
  processing: ["processing", "completed", "failed"],
  completed: ["partially_refunded", "refunded", "disputed", "failed"],
  partially_refunded: ["completed", "partially_refunded", "refunded", "disputed", "failed"],
  disputed: ["completed", "partially_refunded", "refunded", "disputed"],
  failed: [],
  // A dispute, or a return, may cross a refund.
  refunded: ["completed", "partially_refunded", "disputed", "failed"],
};

const TAKEN: readonly PaymentStatus[] = ["completed", "partially_refunded", "refunded"];

/** Whether a payment may go from one state to another. */
export function isAllowed(from: PaymentState, to: PaymentState): boolean {
  if (!NEXT[from.status].includes(to.status)) return false;
  const isTaken = TAKEN.includes(from.status);
  if (to.status === "failed" && (isTaken || to.detail === "returned")) return isTaken && to.detail === "returned";
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

/**
 * Where a payment whose money was taken stands, by what went back of it; money that a dispute took counts once that is
 * decided.
 */
export function takenState({
  amountCents,
  capturedCents,
  refundedCents,
  chargedBackCents = 0,
  openDisputes = 0,
}: PaymentTransaction): PaymentState {
  const captured = capturedCents < amountCents ? "partially_captured" : undefined;
  if (openDisputes > 0) return { status: "disputed", detail: captured };
  const back = refundedCents + chargedBackCents;
  const detail = chargedBackCents > 0 ? "charged_back" : captured;
  if (back === 0) return { status: "completed", detail };
  return { status: back === capturedCents ? "refunded" : "partially_refunded", detail };
}

/** `processing` or `processing (authorised)`. */
export function nameOf({ status, detail }: PaymentState): string {
  return detail === undefined ? status : `${status} (${detail})`;
}

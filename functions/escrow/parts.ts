import type { RandomBytes } from "../shared/ids";
import type { Money } from "../shared/money";
import type { Count } from "../shared/metrics";
import type { Log } from "../shared/logging";
import type { FaultOf, RefusalOf } from "../shared/results";
import type { EscrowStore } from "./escrow-store";
import type { HeldParts, RefundDecision } from "./held";
import type { Payouts } from "./payouts";

/** What is to be given back of a held payment. */
export interface EscrowRefund {
  readonly paymentId: string;
  /** Unique among the payment's refunds: the same one is never given back twice. */
  readonly refundId: string;
  readonly amount: Money;
  readonly decidedBy: RefundDecision;
}

/** What became of a refund. */
export interface RefundState {
  readonly ok: true;
  readonly status: "processing" | "completed" | "failed";
  readonly amount: Money;
}

/** The port to the payments' refunds: it takes the money out of escrow and asks the rail; the same id again tells what became. */
export type RefundPayment = (refund: EscrowRefund) => Promise<RefundState | RefusalOf<FaultOf<string>>>;

/** What the escrow's use cases work with. */
export interface EscrowParts extends HeldParts {
  readonly escrows: EscrowStore;
  readonly refundPayment: RefundPayment;
  /** What releases pay out at once, in their own transactions; absent where an environment makes no payouts. */
  readonly payouts?: Payouts;
  readonly random: RandomBytes;
  /** The key of requests' fingerprints. */
  readonly fingerprintKey: Uint8Array;
  /** Counts what an alarm is raised by. */
  readonly count: Count;
  readonly log: Pick<Log, "error" | "warn">;
}

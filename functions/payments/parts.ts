import type { EscrowSettings, EscrowStore } from "../escrow";
import type { OdfiSettings } from "../ach";
import type { Clock } from "../shared/clock";
import type { IdPrefix, RandomBytes } from "../shared/ids";
import type { Count } from "../shared/metrics";
import { toTimestamp } from "../shared/clock";
import { type AcquirerFee, untakenCosts } from "./costs";
import type { DecideFraud, Limits } from "./limits";
import type { PaymentTransaction } from "./payment";
import type { PaymentStore } from "./payment-store";
import type { Rails } from "./rail";

/** What the payments' functions work with. */
export interface PaymentParts {
  readonly store: PaymentStore;
  readonly rails: Rails;
  readonly decide: DecideFraud;
  readonly limits: Limits;
  /** The escrows' table, for what payments take out of escrow, and put back. */
  readonly escrows: EscrowStore;
  readonly escrowSettings: EscrowSettings;
  readonly acquirerFee: AcquirerFee;
  /** Whose prices payments by bank account are reckoned with; absent where no payments are made, or there is no bank. */
  readonly bank?: OdfiSettings;
  /** The KMS key that records rest under, by its id; absent where no payments are made. */
  readonly kmsKeyId?: string | undefined;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly makeId: (prefix: IdPrefix) => string;
  /** The key of requests' fingerprints. */
  readonly fingerprintKey: Uint8Array;
  readonly region: string;
  readonly epoch: number;
  /** Counts what an alarm is raised by. */
  readonly count: Count;
}

/** A payment with a change, as its next version, stamped with the time and where it was written. */
export function nextVersion(
  { clock, region, epoch }: PaymentParts,
  payment: PaymentTransaction,
  change: Partial<PaymentTransaction>,
): PaymentTransaction {
  const updatedAt = toTimestamp(clock.now());
  const costs = change.status === "failed" && payment.capturedCents === 0 ? untakenCosts(payment) : {};
  return { ...payment, ...costs, ...change, version: payment.version + 1, updatedAt, region, epoch };
}

import { PlatformError } from "../../shared/errors";
import type { Day, Window } from "../calendar";

/** The documents' statuses. */
export const TRANSFER_STATUSES = ["initiated", "processing", "completed", "failed"] as const;
/** One of the statuses. */
export type TransferStatus = (typeof TRANSFER_STATUSES)[number];

/** What stands behind a status. */
export const TRANSFER_DETAILS = [
  "queued",
  "batched",
  "submitted",
  "acknowledged",
  "settled",
  "corrected",
  "returned",
  "cancelled",
  "rejected",
] as const;
/** One of the details. */
export type TransferDetail = (typeof TRANSFER_DETAILS)[number];

/** Where a transfer stands. */
export interface TransferState {
  readonly status: TransferStatus;
  readonly detail: TransferDetail;
}

/** What a transfer is for; entries say it where the network's rules ask for it. */
export const TRANSFER_PURPOSES = [
  "payout",
  "wages",
  "payment",
  "purchase",
  "reversal",
  "prenote",
  "micro_entry",
] as const;
/** One of the purposes; a `prenote` moves no money, a `micro_entry` is one of three that come to nothing. */
export type TransferPurpose = (typeof TRANSFER_PURPOSES)[number];

/** Why a transfer may be reversed. Nacha: erroneous entries, and nothing else; a reversal is no way to claw money back. */
export const REVERSAL_REASONS = [
  "duplicate",
  "wrong_amount",
  "wrong_receiver",
  "wrong_date",
  "ppd_separation",
] as const;
/** One of the reasons. */
export type ReversalReason = (typeof REVERSAL_REASONS)[number];

/** Whether nobody is shown a transfer: the entries of a verification, whose amounts are a secret. */
export function isInternal({ purpose }: { readonly purpose: TransferPurpose }): boolean {
  return purpose === "prenote" || purpose === "micro_entry";
}

/** The window that a transfer goes with. */
export type TransferWindow = Pick<Window, "name" | "processingDay" | "cutOffAt" | "effectiveEntryDate">;

/** One credit to, or debit from, a bank account: the fields of the documents' ACHTransfer, and what the protocols need. */
export interface AchTransfer extends TransferState {
  /** `ach_` and a UUIDv7; under an idempotency key a UUIDv8. */
  readonly id: string;
  /** Whose account it is: a provider, or a customer. */
  readonly providerId?: string;
  readonly customerId?: string;
  readonly bankAccountId: string;
  readonly purpose: TransferPurpose;
  /** Whole cents, more than 0 but for a prenote; US dollars, as all of ACH. */
  readonly amountCents: number;
  readonly direction: "credit" | "debit";
  readonly secCode: "PPD" | "CCD" | "WEB";
  /** Company entry description, up to 10 characters. */
  readonly description: string;
  /** Of a WEB debit: whether it recurs (R) or is single (S). */
  readonly paymentType?: "R" | "S";
  readonly transferType: "standard" | "same-day";
  /** The stored authorisation of a debit. */
  readonly authorisationId?: string;
  /** The payment that it is the debit or a refund of: the rail's books, not its owner's, are its other side. */
  readonly paymentId?: string;
  /** The journal that a payout was queued by, where it is another room's. */
  readonly queuedBy?: string;
  /** Those that belong together stay together: the entries of one verification. */
  readonly groupId?: string;
  /** The window that it goes with: fixed when it is made, changed only where it was missed. */
  readonly window: TransferWindow;
  /** The file that claimed it. */
  readonly batchId?: string;
  readonly fileId?: string;
  /** 15 digits, once it is in a file. */
  readonly trace?: string;
  /** Such as `R01`, and when it was booked; ISO 8601 UTC. */
  readonly returnCode?: string;
  readonly returnedAt?: string;
  /** The last day on which its return might have come; of one that came later. */
  readonly returnDueBy?: Day;
  /** Why it was cancelled or rejected, in snake_case. */
  readonly failureCode?: string;
  /** Such as `C02`, as last told. */
  readonly changeCode?: string;
  /** The day, UTC, for whose limits of its owner it counts; of one that counts for none, absent. */
  readonly countedOn?: string;
  /** What was checked before it was taken: rule by rule. */
  readonly nachaCompliance: readonly { readonly rule: string; readonly ok: boolean }[];
  readonly fraudCheckResult: { readonly outcome: string; readonly score: number; readonly reasons: readonly string[] };
  /** Thousandths of a US dollar, exact: its part of the batch's fee. */
  readonly processingCostMills?: number;
  readonly settledOn?: Day;
  /** When what a debit brought is its owner's; absent again once it is. */
  readonly heldUntil?: Day;
  /** The last day on which it may settle, of one that a rule gives only so long; past it, it is cancelled. */
  readonly settlesBy?: Day;
  /** Of a debit that is tried again: the first one, how often it was tried again with this, and when the first had settled. */
  readonly retryOf?: string;
  readonly retries?: number;
  readonly firstSettledOn?: Day;
  /** The debit by which this one was tried again. */
  readonly retriedBy?: string;
  /** Of a reversal: what it reverses, and why. */
  readonly reversalOf?: string;
  readonly reversalReason?: ReversalReason;
  /** The transfer by which this one was reversed. */
  readonly reversedBy?: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
  readonly region: string;
  readonly epoch: number;
}

/** A transfer was to go where it cannot go from where it is; names both states. */
export class IllegalTransferTransitionError extends PlatformError {
  readonly code = "illegal_transition";

  constructor(
    readonly from: TransferState,
    readonly to: TransferState,
  ) {
    super(`A transfer that is ${stateName(from)} cannot become ${stateName(to)}.`);
  }
}

type StateName = `${TransferStatus}/${TransferDetail}`;

/**
 * Where a state leads. Settling is not final: what settled may be returned, for days or weeks. A claimed transfer goes
 * back into the queue where its file was proven not to have left.
 */
const NEXT: Readonly<Partial<Record<StateName, readonly StateName[]>>> = {
  "initiated/queued": ["processing/batched", "failed/cancelled"],
  "processing/batched": ["processing/submitted", "initiated/queued"],
  "processing/submitted": ["processing/acknowledged", "completed/settled", "failed/returned", "failed/rejected"],
  "processing/acknowledged": ["completed/settled", "completed/corrected", "failed/returned", "failed/rejected"],
  "completed/settled": ["completed/corrected", "failed/returned"],
  "completed/corrected": ["failed/returned"],
};

/** Whether a transfer may go from one state to another. */
export function transferMayBecome(from: TransferState, to: TransferState): boolean {
  return NEXT[key(from)]?.includes(key(to)) ?? false;
}

/** The state itself where the step is allowed. @throws IllegalTransferTransitionError where it is not. */
export function transferStep(from: TransferState, to: TransferState): TransferState {
  if (!transferMayBecome(from, to)) throw new IllegalTransferTransitionError(from, to);
  return { status: to.status, detail: to.detail };
}

const key = ({ status, detail }: TransferState): StateName => `${status}/${detail}`;

/**
 * Where a transfer stands: one in a file stands where its file does, so that a file of ten thousand is submitted and
 * acknowledged by one write.
 */
export function standingOf(
  { status, detail }: TransferState,
  file: { readonly status: string } | undefined,
): TransferState {
  if (detail !== "batched" || file === undefined) return { status, detail };
  if (file.status === "delivered") return { status, detail: "submitted" };
  return file.status === "acknowledged" || file.status === "settled"
    ? { status, detail: "acknowledged" }
    : { status, detail };
}

/** `processing (batched)`. */
export function stateName({ status, detail }: TransferState): string {
  return `${status} (${detail})`;
}

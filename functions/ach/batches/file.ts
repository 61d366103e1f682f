import type { Day, Window } from "../calendar";
import { PlatformError } from "../../shared/errors";
import type { BankAccount } from "../bank-accounts/account";
import type { Delivery } from "../delivery/delivery";
import type { PlanLimits, Saving } from "./plan";
import { type WindowKey, windowName } from "./window-state";

/**
 * Where a file stands: `claiming` transfers, `claimed` with all it will hold, `built` as bytes in the bucket, then on its
 * way. `cancelling` and `cancelled`: it did not leave in time, its transfers go with other windows. `held`: nobody knows
 * whether it left; a person decides.
 */
export const FILE_STATUSES = [
  "claiming",
  "claimed",
  "built",
  "delivering",
  "delivered",
  "acknowledged",
  "settled",
  "rejected",
  "held",
  "cancelling",
  "cancelled",
] as const;
/** One of the statuses. */
export type FileStatus = (typeof FILE_STATUSES)[number];

/** The batch that the last claimed entry stands in. */
export interface OpenBatch {
  /** What all of its entries have in common. */
  readonly key: string;
  readonly number: number;
  readonly entries: number;
  /** Whether an entry of ours balances it, and takes a trace number at its end. */
  readonly balanced: boolean;
}

/** A bank account as it was when a file was claimed. */
export interface SealedAccount {
  readonly bankAccountId: string;
  readonly ownerKind: "customer" | "provider";
  readonly ownerId: string;
  readonly holderName: string;
  readonly routingNumber: string;
  readonly accountType: "checking" | "savings";
  /** Envelope of the account number. */
  readonly envelope: string;
}

/** What headers say of bank and company, as the settings had it when the file was claimed. */
export interface FileFace {
  readonly immediateDestination: string;
  readonly immediateOrigin: string;
  readonly destinationName: string;
  readonly companyName: string;
  readonly companyIdentification: string;
  /** The account of ours that balances each batch. */
  readonly offset?: SealedAccount;
}

/** A NACHA file: the claim that its name and bytes follow from, and its life. */
export interface AchFile {
  /** `12104288_2026-11-23_standard_01`: ODFI, window and part. */
  readonly id: string;
  readonly odfi: string;
  readonly window: WindowKey & Pick<Window, "cutOffAt" | "closesAt">;
  readonly status: FileStatus;
  readonly planId: string;
  /** 1 for the first of its window. */
  readonly part: number;
  /** Transfers that its plan has, and how many of them were looked at. */
  readonly planned: number;
  readonly position: number;
  /** Where its trace numbers begin, and the next one. */
  readonly firstSequence: number;
  readonly nextSequence: number;
  readonly openBatch?: OpenBatch;
  readonly entries: number;
  readonly creditCents: number;
  readonly debitCents: number;
  /** What its header says: the day and time of the claim, Eastern. */
  readonly createdOn: Day;
  readonly createdAt: string;
  readonly modifier: string;
  readonly header: FileFace;
  readonly limits: PlanLimits;
  /** Once it is built: where, how long, and the proof of what batching saved. */
  readonly key?: string;
  readonly bytes?: number;
  readonly sha256?: string;
  readonly batches?: number;
  readonly saving?: Saving & { readonly pricesAsOf: string; readonly pricesSource: string };
  /** Entries that went back into the queue, or that have settled. */
  readonly released: number;
  readonly settled: number;
  readonly settledOn?: Day;
  readonly reason?: string;
  /** How far its way to the bank is, once that has begun. */
  readonly delivery?: Delivery;
  /** When delivery looks at it next, until it is acknowledged; ISO 8601 UTC. */
  readonly dueAt?: string;
  /** ISO 8601 UTC. */
  readonly updatedAt: string;
  readonly version: number;
  readonly region: string;
  readonly epoch: number;
}

/** An entry as it was claimed: all that its record is written from, so that a file built again is the same. */
export interface FileEntry {
  readonly fileId: string;
  /** The last 7 digits of its trace number. */
  readonly sequence: number;
  readonly transferId: string;
  /** The debit that it tries again, whose identification it has. */
  readonly retryOf?: string;
  readonly batch: number;
  readonly purpose: string;
  readonly direction: "credit" | "debit";
  readonly secCode: "PPD" | "CCD" | "WEB";
  readonly description: string;
  readonly effectiveEntryDate: Day;
  readonly sameDay: boolean;
  readonly amountCents: number;
  /** The payment type of a WEB entry. */
  readonly paymentType?: "R" | "S";
  readonly account: SealedAccount;
}

/** An account as it is kept with a claim. */
export function sealedAccountOf(account: BankAccount): SealedAccount {
  const { id, owner, holderName, routingNumber, accountType, envelope } = account;
  return {
    bankAccountId: id,
    ownerKind: owner.kind,
    ownerId: owner.id,
    holderName,
    routingNumber,
    accountType,
    envelope,
  };
}

/** The account that is to balance batches is not there: settings name another. */
export class OffsetAccountError extends PlatformError {
  readonly code = "ach_offset_account";
}

/** A window has more files than its headers can tell apart. */
export class TooManyFilesError extends PlatformError {
  readonly code = "ach_too_many_files";
}

/** The ids of a day's files must differ in their headers: each window has letters and digits of its own. */
const MODIFIERS: Readonly<Record<Window["name"], string>> = {
  "same-day-1": "ABCDEFGH",
  "same-day-2": "IJKLMNOP",
  "same-day-3": "QRSTUVWX",
  standard: "YZ0123456789",
};

/** The file ID modifier of a window's part. @throws TooManyFilesError */
export function modifierOf({ name }: WindowKey, part: number): string {
  const modifier = MODIFIERS[name][part - 1];
  if (modifier !== undefined) return modifier;
  throw new TooManyFilesError(
    `The window ${name} would need ${part} files, allowed are ${MODIFIERS[name].length}: raise fileRecordsMax.`,
  );
}

/** A file's id: a pure function of ODFI, window and part. */
export function fileIdOf(odfi: string, window: WindowKey, part: number): string {
  return `${odfi}_${windowName(window)}_${String(part).padStart(2, "0")}`;
}

/** A batch's id: its file's and its number there. */
export function batchIdOf(fileId: string, batch: number): string {
  return `${fileId}_${String(batch).padStart(4, "0")}`;
}

/** The name of a file in the bucket, by day. */
export function bucketKeyOf({ id, window }: Pick<AchFile, "id" | "window">): string {
  return `outgoing/${window.processingDay}/${id}.ach`;
}

/** 15 digits: the ODFI and the sequence. */
export function traceOf(odfi: string, sequence: number): string {
  return odfi + String(sequence).padStart(7, "0");
}

/** Whether the operator may have taken a file, or may yet. */
export function mayHaveLeft({ status }: Pick<AchFile, "status">): boolean {
  return ["delivering", "delivered", "acknowledged", "settled", "rejected", "held"].includes(status);
}

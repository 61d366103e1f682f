import type { GuardedAccount, Journal, LedgerLabel } from "../ledger";
import type { TransactOutcome } from "../shared/dynamodb";
import type { PlatformEvent } from "../shared/events";
import type { IdempotencyKey, IdempotencyRecord } from "../shared/idempotency";
import type { PlaceStore } from "../shared/listing";
import type { AccountOwner, Authorisation, BankAccount } from "./bank-accounts/account";
import type { AchFile, FileEntry } from "./batches/file";
import type { WindowKey, WindowState } from "./batches/window-state";
import type { OwnerCounter, OwnerCounterChange, OwnerCounterReturn } from "./transfers/limits";
import type { AchTransfer } from "./transfers/transfer";

/** A transfer as it is written, over the version that was read; nothing was read where it is new. */
export interface TransferChange {
  readonly before?: AchTransfer;
  readonly after: AchTransfer;
}

/** That an owner's account is known under a token. */
export interface AccountClaim {
  readonly owner: AccountOwner;
  readonly fingerprint: string;
  readonly bankAccountId: string;
}

/** Trace numbers that a new file takes, from what was read as the next one. */
export interface SequenceRange {
  readonly odfi: string;
  /** What the next one was; 0 where none was ever taken. */
  readonly seen: number;
  readonly first: number;
  readonly last: number;
}

/** Everything that one transaction writes, all or nothing. */
export interface AchCommit {
  /** A queued transfer stands in its window's partition, and any other does not: the writes see to it. */
  readonly transfers?: readonly TransferChange[];
  /** Each over the version before, or where there is none. */
  readonly account?: BankAccount;
  readonly claim?: AccountClaim;
  readonly authorisation?: Authorisation;
  readonly record?: IdempotencyRecord;
  readonly journals?: readonly Journal[];
  readonly counter?: OwnerCounterChange;
  readonly givenBack?: OwnerCounterReturn;
  readonly file?: AchFile;
  readonly entries?: readonly FileEntry[];
  readonly sequences?: SequenceRange;
  readonly window?: WindowState;
  readonly events?: readonly PlatformEvent[];
}

/** What stood against a commit. */
export type AchLabel =
  | LedgerLabel
  | "transfer"
  | "pointer"
  | "account"
  | "claim"
  | "authorisation"
  | "record"
  | "limit"
  | "file"
  | "entry"
  | "sequence"
  | "window"
  | "event";

/** `contended`: others were on the same items, trying again is right. */
export type AchOutcome = TransactOutcome<AchLabel>;

/** What a request is decided by; absent is what there is not. */
export interface Snapshot {
  readonly record?: IdempotencyRecord;
  readonly account?: BankAccount;
  readonly authorisation?: Authorisation;
  readonly counter?: OwnerCounter;
}

/** The port to transfers and bank accounts; all reads but `places` are consistent. */
export interface AchStore extends PlaceStore {
  /** Everything a request is decided by, in one parallel phase. */
  read(keys: {
    readonly record?: IdempotencyKey;
    readonly bankAccountId?: string;
    readonly authorisationId?: string;
    readonly counter?: Pick<OwnerCounter, "owner" | "day">;
  }): Promise<Snapshot>;
  transfers(ids: readonly string[]): Promise<ReadonlyMap<string, AchTransfer>>;
  accounts(ids: readonly string[]): Promise<ReadonlyMap<string, BankAccount>>;
  files(ids: readonly string[]): Promise<ReadonlyMap<string, AchFile>>;
  /** What an account may be debited by, in the order in which that was kept. */
  authorisationsOf(bankAccountId: string): Promise<readonly Authorisation[]>;
  /** The token that an owner's account is known under. */
  claimed(owner: AccountOwner, fingerprint: string): Promise<string | undefined>;
  /** The tokens of an owner's accounts, the same one perhaps more than once. */
  accountsOf(owner: AccountOwner): Promise<readonly string[]>;
  /** What an account with a floor holds, cents. */
  balance(account: GuardedAccount): Promise<number>;
  windowStates(keys: readonly WindowKey[]): Promise<readonly (WindowState | undefined)[]>;
  commit(commit: AchCommit): Promise<AchOutcome>;
}

/** The port to what windows and files are made of; all reads are consistent. */
export interface BatchStore {
  /** The transfers that stand in a window's partition, in no order. */
  queued(window: WindowKey): Promise<readonly string[]>;
  /** Keeps a part of a plan that nobody has chosen yet; DynamoDB may forget it at `expiresAt`, in seconds since 1970. */
  putPlan(window: WindowKey, plan: PlanPart, expiresAt: number): Promise<void>;
  /** The transfers of a file's plan, in its order. */
  plan(window: WindowKey, planId: string, file: number): Promise<readonly string[]>;
  /** A file's entries, by sequence. */
  entries(fileId: string): Promise<readonly FileEntry[]>;
  /** The next trace number's sequence; 0 where none was ever taken. */
  nextSequence(odfi: string): Promise<number>;
  /** Some transfers whose return hold was over by a moment, ISO 8601 UTC, the longest over first. */
  holdsOver(until: string): Promise<readonly string[]>;
  /** Some transfers that are queued in windows whose cut-off was by a moment, ISO 8601 UTC, the oldest first; not consistent. */
  queuedSince(until: string): Promise<readonly string[]>;
  /** Some files that delivery was to look at by a moment, ISO 8601 UTC, the longest due first; not consistent. */
  filesDue(until: string): Promise<readonly string[]>;
  /** The entry that a trace number is of: of several files that used it, the newest. */
  traced(odfi: string, sequence: number): Promise<FileEntry | undefined>;
}

/** Some transfers of a file's plan; `chunk` counts from 0. */
export interface PlanPart {
  readonly planId: string;
  readonly file: number;
  readonly chunk: number;
  readonly transferIds: readonly string[];
}

/** The port to where files are kept. */
export interface FileBucket {
  /** Keeps a file under its name; the same bytes again change nothing. @throws FileConflictError where others are there. */
  put(key: string, bytes: Uint8Array): Promise<void>;
}

import type { GuardedAccount, Journal, LedgerLabel } from "../ledger";
import type { LabelledWrite, TransactOutcome } from "../shared/dynamodb";
import type { EscrowAccount } from "./account";
import type { EscrowChange, EscrowLabel, StoredMovement } from "./change";
import type { EscrowDispute } from "./dispute";
import type { Accrual, InterestAccount, InterestChange } from "./interest-account";
import type { ReleaseRecord } from "./release-record";

/** Everything that one transaction of the escrow's room writes. */
export interface EscrowCommit extends EscrowChange {
  readonly journals?: readonly Journal[];
  /** What another room has standing in the same transaction: a payout that follows a release. */
  readonly others?: readonly LabelledWrite<"payout">[];
}

/** What stood against a commit. */
export type CommitLabel = EscrowLabel | LedgerLabel | "payout";

/** `contended`: others were on the same items, trying again is right. */
export type CommitOutcome = TransactOutcome<CommitLabel>;

/** What is kept beside an escrow, in the order in which it came. */
export interface EscrowHistory {
  readonly releases: readonly ReleaseRecord[];
  readonly movements: readonly StoredMovement[];
  readonly accruals: readonly Accrual[];
}

/** The port to the escrows' table; all reads are consistent. */
export interface EscrowStore {
  find(id: string): Promise<EscrowAccount | undefined>;
  findDispute(escrowId: string, id: string): Promise<EscrowDispute | undefined>;
  findRelease(escrowId: string, id: string): Promise<ReleaseRecord | undefined>;
  disputes(escrowId: string): Promise<readonly EscrowDispute[]>;
  history(escrowId: string): Promise<EscrowHistory>;
  /** What an account with a floor holds, in cents. */
  balance(account: GuardedAccount): Promise<number>;
  commit(commit: EscrowCommit): Promise<CommitOutcome>;
  /**
   * Moves when an escrow is looked at next, where it is still at this version; without a moment it is not looked at.
   *
   * @param until ISO 8601 UTC
   */
  schedule(account: EscrowAccount, until: string | undefined): Promise<void>;
  findInterest(escrowId: string): Promise<InterestAccount | undefined>;
  commitInterest(change: InterestChange): Promise<TransactOutcome<"interest" | "escrow_event" | LedgerLabel>>;
}

import type { Journal } from "../ledger";
import type { TransactOutcome } from "../shared/dynamodb";
import type { IdempotencyKey, IdempotencyRecord } from "../shared/idempotency";
import type { Attempt, AttemptKey } from "./attempt";
import type { PaymentEvent } from "./events";
import type { Counter, CounterKey, DayLimit } from "./limits";
import type { PaymentTransaction } from "./payment";

/** What a request is decided by; absent is what there is not. */
export interface Snapshot {
  readonly record?: IdempotencyRecord;
  readonly payment?: PaymentTransaction;
  /** In the order of their keys. */
  readonly counters: readonly Counter[];
}

/** A counter's change: attempts and cents more (or less), never above the limit where one is given. */
export interface CounterChange {
  readonly key: CounterKey;
  readonly count: number;
  readonly cents: number;
  readonly limit?: DayLimit;
}

/** Everything that one transaction writes, all or nothing. */
export interface Commit {
  /** The payment afterwards: it must be at the version before, or not exist where this is version 1. */
  readonly payment: PaymentTransaction;
  /** An attempt: open is written where there is none, settled where it is open. */
  readonly attempt?: Attempt;
  /** In progress, or completed without work, is written where there is none; the attempt's own is completed. */
  readonly record?: IdempotencyRecord;
  readonly journals?: readonly Journal[];
  readonly counters?: readonly CounterChange[];
  readonly events: readonly PaymentEvent[];
}

/** What stood against a commit. */
export type CommitLabel = "payment" | "attempt" | "record" | "journal" | "floor" | "limit" | "event";

/** `contended`: others were on the same items, trying again is right. */
export type CommitOutcome = TransactOutcome<CommitLabel>;

/** The port to the payments' table; all reads are consistent. */
export interface PaymentStore {
  /** Everything a request is decided by, in one parallel phase. */
  read(keys: {
    readonly record?: IdempotencyKey;
    readonly paymentId: string;
    readonly counters?: readonly CounterKey[];
  }): Promise<Snapshot>;
  findAttempt(key: AttemptKey): Promise<Attempt | undefined>;
  commit(commit: Commit): Promise<CommitOutcome>;
}

import type { EscrowChange, EscrowLabel } from "../escrow";
import type { Journal } from "../ledger";
import type { TransactOutcome } from "../shared/dynamodb";
import type { IdempotencyKey, IdempotencyRecord } from "../shared/idempotency";
import type { Attempt, AttemptKey } from "./attempt";
import type { DisputeChange } from "./dispute-store";
import type { PaymentEvent } from "./events";
import type { Counter, CounterKey, DayLimit } from "./limits";
import type { AnyParty, PartyKey, PartyStanding } from "./parties/party";
import type { PaymentTransaction } from "./payment";

/** What a request is decided by; absent is what there is not. */
export interface Snapshot {
  readonly record?: IdempotencyRecord;
  readonly payment?: PaymentTransaction;
  /** In the order of their keys. */
  readonly counters: readonly Counter[];
  /** In the order of their keys. */
  readonly parties: readonly PartyStanding[];
  /** What limits count the method's card by, where the vault has said. */
  readonly cardKey?: string;
}

/** Whose payment method is meant. */
interface MethodKey {
  readonly customerId: string;
  readonly token: string;
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
  /** An attempt: open is written where there is none, settled where it is as it was before. */
  readonly attempt?: Attempt;
  /** @default open */
  readonly attemptBefore?: Attempt["status"];
  /** In progress, or completed without work, is written where there is none; the attempt's own is completed. */
  readonly record?: IdempotencyRecord;
  readonly journals?: readonly Journal[];
  readonly counters?: readonly CounterChange[];
  /** Parties that are named first here: written where there are none. */
  readonly parties?: readonly AnyParty[];
  /** What becomes of the payment's held money. */
  readonly escrow?: EscrowChange;
  /** A dispute: opened is written where there is none, any other status over the one that is named. */
  readonly dispute?: DisputeChange;
  readonly events: readonly PaymentEvent[];
}

/** What stood against a commit. */
export type CommitLabel =
  "payment" | "attempt" | "record" | "journal" | "floor" | "limit" | "party" | "dispute" | "event" | EscrowLabel;

/** `contended`: others were on the same items, trying again is right. */
export type CommitOutcome = TransactOutcome<CommitLabel>;

/** The port to the payments' table; all reads are consistent. */
export interface PaymentStore {
  /** Everything a request is decided by, in one parallel phase. */
  read(keys: {
    readonly record?: IdempotencyKey;
    readonly paymentId: string;
    readonly counters?: readonly CounterKey[];
    readonly parties?: readonly PartyKey[];
    readonly method?: MethodKey;
  }): Promise<Snapshot>;
  /** How parties stand, in the order of their keys. */
  standings(parties: readonly PartyKey[]): Promise<readonly PartyStanding[]>;
  findAttempt(key: AttemptKey): Promise<Attempt | undefined>;
  commit(commit: Commit): Promise<CommitOutcome>;
}

import { createHash } from "node:crypto";

/** How an account of a kind behaves. */
interface KindRules {
  /** The side that makes the balance grow. */
  readonly normal: "debit" | "credit";
  /**
   * Whether the balance may not fall below nothing. Such an account is one item, guarded by a condition; any other is
   * spread over shards, as nothing must be checked when it is posted to.
   */
  readonly floor: boolean;
}

/** The kinds of accounts, and what their owner is. */
export const ACCOUNT_KINDS = {
  /** Money that is held for one payment; owner: the payment. */
  escrow: { normal: "credit", floor: true },
  /** What the platform owes a customer; owner: the customer. */
  customer_credit: { normal: "credit", floor: true },
  /** What the platform owes a provider; owner: the provider. */
  provider_payable: { normal: "credit", floor: true },
  /** What a provider owes the platform, after a return beyond what was held; owner: the provider. */
  provider_receivable: { normal: "debit", floor: true },
  /** Money on its way from or to a rail; owner: the rail. */
  clearing: { normal: "debit", floor: false },
  /** Refunds that were sent and not yet answered; owner: the rail. */
  refunds_in_transit: { normal: "credit", floor: false },
  /** Money that came in for a payment that was over; owner: the rail. */
  suspense: { normal: "credit", floor: false },
  /** What the rails charge; owner: the rail. */
  fees: { normal: "debit", floor: false },
  /** What the platform earns; owner: the platform. */
  revenue: { normal: "credit", floor: false },
} as const satisfies Record<string, KindRules>;

/** One of the kinds. */
export type AccountKind = keyof typeof ACCOUNT_KINDS;

/** One account holds one currency. */
export interface Account {
  readonly kind: AccountKind;
  readonly owner: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** So many that a thousand payments a second, each in its transaction for five milliseconds, rarely meet. */
export const SHARDS = 256;

/**
 * The name of an account's balance: `escrow/pay_1/USD`, and for an account without a floor that of one of its shards,
 * `clearing/simulator/USD/4f`, which depends on the journal alone.
 */
export function balanceName({ kind, owner, currency }: Account, journalId: string): string {
  const name = `${kind}/${owner}/${currency}`;
  if (ACCOUNT_KINDS[kind].floor) return name;
  return `${name}/${shardName(createHash("sha256").update(journalId).digest().readUInt8(0) % SHARDS)}`;
}

/** The names of all balances that an account's balance is the sum of. */
export function balanceNames({ kind, owner, currency }: Account): string[] {
  const name = `${kind}/${owner}/${currency}`;
  if (ACCOUNT_KINDS[kind].floor) return [name];
  return Array.from({ length: SHARDS }, (_, shard) => `${name}/${shardName(shard)}`);
}

function shardName(shard: number): string {
  return shard.toString(16).padStart(2, "0");
}

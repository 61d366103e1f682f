import { createHash } from "node:crypto";

/** The tables that balances live in: money that is held, or owed to somebody, is apart from money that is on its way. */
export type LedgerTable = "payments" | "escrow" | "ach";

/** How an account of a kind behaves. */
interface KindRules {
  /** Where its balances live. */
  readonly table: LedgerTable;
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
  escrow: { table: "escrow", normal: "credit", floor: true },
  /** What the platform owes a customer; owner: the customer. */
  customer_credit: { table: "escrow", normal: "credit", floor: true },
  /** What the platform owes a provider; owner: the provider. */
  provider_payable: { table: "escrow", normal: "credit", floor: true },
  /** What a provider owes the platform, after a return beyond what was held; owner: the provider. */
  provider_receivable: { table: "escrow", normal: "debit", floor: true },
  /** Money on its way from or to a rail; owner: the rail. */
  clearing: { table: "payments", normal: "debit", floor: false },
  /**
   * What acquirers pay out to the settlement account and nobody has seen there yet, less what they keep for refunds of
   * payments that they have paid out; owner: the ODFI.
   */
  acquirer_settlements: { table: "payments", normal: "debit", floor: false },
  /** Refunds that were sent and not yet answered; owner: the rail. */
  refunds_in_transit: { table: "payments", normal: "credit", floor: false },
  /** Money that came in for a payment that was over; owner: the rail. */
  suspense: { table: "payments", normal: "credit", floor: false },
  /** What was paid to the platform itself, for payments without a provider; owner: the platform. */
  platform_funds: { table: "payments", normal: "credit", floor: false },
  /** What the rails charge; owner: the rail. */
  fees: { table: "payments", normal: "debit", floor: false },
  /** What the platform earns; owner: the platform. */
  revenue: { table: "escrow", normal: "credit", floor: false },
  /** What interest on held money costs; owner: the platform. */
  interest_expense: { table: "escrow", normal: "debit", floor: false },
  /** Interest that was earned and not paid yet; owner: the escrow. */
  interest_payable: { table: "escrow", normal: "credit", floor: true },
  /** Payouts that wait for their window; owner: the ODFI. */
  payouts_queued: { table: "ach", normal: "credit", floor: false },
  /** Payouts in files that have not settled; owner: the ODFI. */
  payouts_in_transit: { table: "ach", normal: "credit", floor: false },
  /** Cash in the settlement account that nothing is promised of; owner: the ODFI. Claims, settlements and returns alone touch it. */
  settlement_cash: { table: "ach", normal: "debit", floor: true },
  /** Cash in the settlement account that files on their way are paid from; owner: the ODFI. */
  settlement_reserved: { table: "ach", normal: "debit", floor: false },
  /** Debits in files that have not settled; owner: the ODFI. */
  ach_debits_in_transit: { table: "ach", normal: "debit", floor: false },
  /** What debits bring, until their return hold is over; owner: the ODFI. */
  ach_debits_pending: { table: "ach", normal: "credit", floor: false },
  /** What banks take back for returned debits beyond the settlement account's cash; owner: the ODFI. */
  returns_payable: { table: "ach", normal: "credit", floor: false },
  /** What a customer owes the platform after a return beyond what was held; owner: the customer. */
  customer_receivable: { table: "ach", normal: "debit", floor: true },
  /** What verifying bank accounts costs where a micro-entry comes back alone; owner: the ODFI. */
  verification_costs: { table: "ach", normal: "debit", floor: false },
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

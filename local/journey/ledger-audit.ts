import { type AttributeValue, DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { type Account, type AccountKind, ACCOUNT_KINDS, balanceNames } from "../../functions/ledger/accounts";
import { rebuildBalances } from "../../functions/ledger/balances";
import { type Journal } from "../../functions/ledger/journal";
import { readBalance, readJournal } from "../../functions/ledger/store-items";
import { stackOutput } from "../api-address";
import type { SdkSettings } from "../aws-clients";
import { must } from "./journey";

type Item = Record<string, AttributeValue>;

/** What the books say of themselves. */
export interface LedgerAudit {
  readonly journals: readonly Journal[];
  /** Balances that are not what the journals add up to: `name: journals say 5, the table holds 6`. */
  readonly differences: readonly string[];
  /** All debits less all credits, in cents by currency: nothing but zeros, or the books are wrong. */
  readonly sums: Readonly<Record<string, number>>;
  /** Cents of all accounts of a kind, in their normal direction. */
  readonly total: (kind: AccountKind, currency: string) => number;
  /** Cents of one account, in its normal direction. */
  readonly balance: (account: Account) => number;
}

/**
 * Rebuilds every balance from the journals alone and compares it with what is kept.
 *
 * @param items of all tables that hold journals or balances; others among them are passed over
 * @throws ItemError, JournalError or MoneyError where a journal was tampered with
 */
export function auditLedger(items: readonly Item[]): LedgerAudit {
  const journals = items.filter((item) => item.pk?.S?.startsWith("JOURNAL#")).map(readJournal);
  const rebuilt = rebuildBalances(journals);
  const kept = new Map(
    items.flatMap((item) => {
      const [prefix, name] = item.pk?.S?.split("#") ?? [];
      return prefix === "BALANCE" && name !== undefined ? [[name, readBalance(item)] as const] : [];
    }),
  );
  const differences = [...new Set([...rebuilt.keys(), ...kept.keys()])].flatMap((name) => {
    const [said, held] = [rebuilt.get(name) ?? 0, kept.get(name) ?? 0];
    return said === held ? [] : [`${name}: journals say ${said}, the table holds ${held}`];
  });
  const totals = new Map<string, number>();
  const sums: Record<string, number> = {};
  for (const [name, cents] of kept) {
    const [kind = "", , currency = ""] = name.split("/");
    totals.set(`${kind}/${currency}`, (totals.get(`${kind}/${currency}`) ?? 0) + cents);
    const sign = ACCOUNT_KINDS[kind as AccountKind].normal === "debit" ? 1 : -1;
    sums[currency] = (sums[currency] ?? 0) + sign * cents;
  }
  return {
    ...{ journals, differences, sums },
    total: (kind, currency) => totals.get(`${kind}/${currency}`) ?? 0,
    balance: (account) => balanceNames(account).reduce((sum, name) => sum + (kept.get(name) ?? 0), 0),
  };
}

/** The platform's tables that hold journals and balances, by the stack's outputs. */
const LEDGER_TABLES = [
  "payment_transactions_table_name",
  "escrow_accounts_table_name",
  "ach_transfers_table_name",
] as const;

/** How often books are read whose tables were written to meanwhile. */
const READS_MAX = 5;

/**
 * Audits the books of a deployed platform: the tables are read whole. A scan is no snapshot: books with differences are
 * read again, as what was written meanwhile is one that goes by itself.
 *
 * @param outputs of the stack
 */
export async function auditBooks(
  settings: SdkSettings,
  outputs: Readonly<Record<string, string>>,
): Promise<LedgerAudit> {
  const tables = LEDGER_TABLES.map((name) => stackOutput(outputs, name));
  const client = new DynamoDBClient(settings);
  const scanned = async (TableName: string): Promise<Item[]> => {
    const found: Item[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
      found.push(...Items);
    return found;
  };
  try {
    for (let reads = 1; ; reads++) {
      const audit = auditLedger((await Promise.all(tables.map(scanned))).flat());
      if (audit.differences.length === 0 || reads === READS_MAX) return audit;
    }
  } finally {
    client.destroy();
  }
}

/** The same, of books that must be sound: every balance follows from the journals, and debits are credits. @throws JourneyError */
export async function soundBooks(
  settings: SdkSettings,
  outputs: Readonly<Record<string, string>>,
): Promise<LedgerAudit> {
  const audit = await auditBooks(settings, outputs);
  must(audit.differences.length === 0, audit.differences.join("; "));
  must(
    Object.values(audit.sums).every((cents) => cents === 0),
    "debits and credits differ",
  );
  return audit;
}

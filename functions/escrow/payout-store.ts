import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import {
  balanceTable,
  type GuardedAccount,
  guardedBalanceKey,
  type Journal,
  journalWrites,
  type LedgerLabel,
  type LedgerTables,
  readBalance,
} from "../ledger";
import { dynamoPartyStore, nextPayoutWrite, type Provider } from "../payments";
import { type LabelledWrite, transact, type TransactOutcome } from "../shared/dynamodb";
import type { PlatformEvent } from "../shared/events";
import { writeOutbox } from "../shared/outbox-items";

/** What one transaction writes of a scheduled payout. */
export interface PayoutCommit {
  /** As it was read: whoever changes it, or pays it out, in between has this refused. */
  readonly provider: Pick<Provider, "id" | "version">;
  /** The day that is worked off, and the next one. */
  readonly days: { readonly from: string; readonly to: string };
  readonly journal?: Journal;
  /** The transfer, its place in the window, its event. */
  readonly payout?: readonly LabelledWrite<"payout">[];
  readonly event?: PlatformEvent;
}

/** The port to what scheduled payouts are made of; all reads are consistent. */
export interface PayoutStore {
  provider(id: string): Promise<Provider | undefined>;
  /** What an account with a floor holds, in cents. */
  balance(account: GuardedAccount): Promise<number>;
  /** Refused as `journal` where the day's payout was made before, as `floor` where less is owed than was read. */
  commit(commit: PayoutCommit): Promise<TransactOutcome<"provider" | "payout" | "payout_event" | LedgerLabel>>;
}

/** The tables of scheduled payouts, by their names; that of transfers where there is a bank. */
export interface PayoutTables {
  readonly payments: string;
  readonly escrow: string;
  readonly ach?: string;
}

/**
 * Providers, balances and transfers in their tables, behind the port. Actions: `GetItem`, `UpdateItem` on providers; `GetItem`,
 * `PutItem`, `UpdateItem` on balances, journals and events; `PutItem` and `UpdateItem` on transfers.
 */
export function dynamoPayoutStore(client: DynamoDBClient, tables: PayoutTables): PayoutStore {
  const { escrow, ach, payments } = tables;
  const ledger: LedgerTables = { journals: escrow, balances: { escrow, ...(ach !== undefined && { ach }) } };
  const providers = dynamoPartyStore(client, payments);
  return {
    provider: (id) => providers.provider(id),

    async balance(account) {
      const TableName = balanceTable(ledger, account.kind);
      const read = new GetItemCommand({ TableName, Key: guardedBalanceKey(account), ConsistentRead: true });
      return readBalance((await client.send(read)).Item);
    },

    commit: ({ provider, days, journal, payout = [], event }) =>
      transact(client, [
        { label: "provider" as const, write: nextPayoutWrite(payments, provider, days) },
        ...(journal ? journalWrites(ledger, journal) : []),
        ...payout,
        ...(event
          ? [
              {
                label: "payout_event" as const,
                write: {
                  Put: {
                    TableName: escrow,
                    Item: writeOutbox(event),
                    ConditionExpression: "attribute_not_exists(pk)",
                  },
                },
              },
            ]
          : []),
      ]),
  };
}

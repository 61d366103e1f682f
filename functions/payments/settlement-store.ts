import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { type Account, balanceKeys, type Journal, journalWrites, type LedgerLabel, readBalance } from "../ledger";
import type { Clock } from "../shared/clock";
import { type Item, itemKey, readItem, toItem, transact, type TransactOutcome } from "../shared/dynamodb";
import type { RandomBytes } from "../shared/ids";
import { listedTable } from "../shared/listing-store";

/** What acquirers have paid out and nobody has collected yet. */
export interface WaitingSettlements {
  /** How often it was collected; whoever collects names it. */
  readonly collected: number;
  /** Less than nothing where acquirers keep more for refunds than they pay out. */
  readonly cents: number;
}

/** The port to what acquirers pay out to a bank's settlement account. */
export interface SettlementStore {
  readonly odfi: string;
  /** All that waits; read consistently. */
  waiting(): Promise<WaitingSettlements>;
  /** Books what was collected, once for each count. */
  collect(seen: WaitingSettlements, journal: Journal): Promise<TransactOutcome<"collection" | LedgerLabel>>;
}

/** The key of how often an account was collected. */
const collectionKey = (odfi: string): Item => itemKey(["SETTLEMENTS", odfi], ["COLLECTION"]);

const storedCollection = z.object({ collected: z.number() });

/**
 * What acquirers pay out, in the payments' table, and the settlement account, in that of transfers. Actions: on the first
 * `GetItem`, `BatchGetItem`, `PutItem`, `UpdateItem`; on the second `UpdateItem`.
 */
export function dynamoSettlementStore(
  client: DynamoDBClient,
  tables: { readonly payments: string; readonly ach: string },
  odfi: string,
  timing: { readonly clock: Clock; readonly random: RandomBytes },
): SettlementStore {
  const ledger = { journals: tables.payments, balances: tables };
  const table = listedTable(client, tables.payments, timing);
  const waitingAccount: Account = { kind: "acquirer_settlements", owner: odfi, currency: "USD" };
  const keys = balanceKeys(waitingAccount);
  return {
    odfi,

    async waiting() {
      const { Item: item } = await client.send(
        new GetItemCommand({ TableName: tables.payments, Key: collectionKey(odfi), ConsistentRead: true }),
      );
      const collected = item ? readItem(storedCollection, item).collected : 0;
      // Behind the count: what is collected meanwhile is seen by it.
      const shards = await table.readAll([...keys.keys()], keyOf, (each) => ({
        id: each.pk?.S ?? "",
        cents: readBalance(each),
      }));
      return { collected, cents: [...shards.values()].reduce((sum, { cents }) => sum + cents, 0) };
    },

    collect({ collected }, journal) {
      const Item = { ...collectionKey(odfi), ...toItem({ collected: collected + 1, at: journal.at }) };
      const condition =
        collected === 0
          ? { ConditionExpression: "attribute_not_exists(pk)" }
          : {
              ConditionExpression: "#collected = :collected",
              ExpressionAttributeNames: { "#collected": "collected" },
              ExpressionAttributeValues: { ":collected": { N: String(collected) } },
            };
      return transact(client, [
        { label: "collection", write: { Put: { TableName: tables.payments, Item, ...condition } } },
        ...journalWrites(ledger, journal),
      ]);
    },
  };

  function keyOf(name: string): Item {
    return keys.get(name) ?? {};
  }
}

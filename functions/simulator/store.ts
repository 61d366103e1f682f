import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetItemCommand, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { connectDynamo } from "../shared/clients";
import { type Item, itemKey, type LabelledWrite, readItem, toItem, transact } from "../shared/dynamodb";
import { SIMULATED_BEHAVIOURS } from "./behaviours";
import type { Books, SimulatedEntry } from "./books";
import type { SimulatedNotice } from "./charge";

/*
 * The simulator's table: which items it holds, under which keys (`pk`, `sk`).
 *
 *   CHARGE#<reference>      CHARGE                       a charge, by its version
 *   FOLLOWUP#<reference>    FOLLOWUP                     the answer of a capture, refund or cancellation
 *   NOTICE                  <time>#<kind>#<reference>    what is told of the simulator's own accord
 */

const chargeKey = (reference: string): Item => itemKey(["CHARGE", reference], ["CHARGE"]);
const followUpKey = (reference: string): Item => itemKey(["FOLLOWUP", reference], ["FOLLOWUP"]);
const noticeKey = ({ at, kind, of }: SimulatedNotice): Item => itemKey(["NOTICE"], [at, kind, of]);

const cents = z.number();
const answer = z.object({
  outcome: z.enum(["approved", "declined", "unknown"]),
  code: z.string(),
  acquirerReference: z.optional(z.string()),
});
const storedCharge = z.object({
  reference: z.string(),
  currency: z.string(),
  authorisedCents: cents,
  captureMethod: z.enum(["automatic", "manual"]),
  behaviour: z.enum(SIMULATED_BEHAVIOURS),
  status: z.enum(["limbo", "authorised", "captured", "cancelled", "declined"]),
  capturedCents: cents,
  refundedCents: cents,
  answer: z.optional(answer),
  version: z.number(),
});
const storedFollowUp = z.object({ reference: z.string(), of: z.string(), answer });
const storedNotice = z.object({
  kind: z.enum(["late_success", "chargeback", "settlement"]),
  of: z.string(),
  amountCents: cents,
  currency: z.string(),
  at: z.string(),
  deliveredAt: z.optional(z.string()),
});

/** How long a notice stays after it was delivered. */
const DELIVERED_SECONDS = 30 * 24 * 60 * 60;

/** The simulator's table as this function's environment reaches it. */
export function connectBooks(tableName: string): Books {
  return dynamoBooks(connectDynamo(), tableName);
}

/**
 * The simulator's books in DynamoDB. Actions: `GetItem` and `PutItem`; `Query` for `notices` alone.
 *
 * @throws ItemError where an item is not what this file writes.
 */
export function dynamoBooks(client: DynamoDBClient, tableName: string): Books {
  const get = async (key: Item): Promise<Item | undefined> => {
    const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }));
    return Item;
  };

  return {
    async findCharge(reference) {
      const item = await get(chargeKey(reference));
      return item && readItem(storedCharge, item);
    },

    async findFollowUp(reference) {
      const item = await get(followUpKey(reference));
      return item && readItem(storedFollowUp, item);
    },

    async commit(entry) {
      return (await transact(client, writesOf(tableName, entry))).outcome === "written";
    },

    async notices(from, until) {
      const notices: SimulatedNotice[] = [];
      let after: Item | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: tableName,
            ConsistentRead: true,
            KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :until",
            // A sort key goes on after its time; `$` comes right after the `#` that it goes on with.
            ExpressionAttributeValues: { ":pk": { S: "NOTICE" }, ":from": { S: from }, ":until": { S: `${until}$` } },
            ...(after && { ExclusiveStartKey: after }),
          }),
        );
        notices.push(...Items.map((item) => readItem(storedNotice, item)));
        after = LastEvaluatedKey;
      } while (after);
      return notices;
    },

    async markDelivered(notice, at) {
      const expiresAt = Math.floor(Date.parse(at) / 1000) + DELIVERED_SECONDS;
      const item = { ...noticeKey(notice), ...toItem({ ...notice, deliveredAt: at, expiresAt }) };
      await client.send(new PutItemCommand({ TableName: tableName, Item: item }));
    },
  };
}

type Write = LabelledWrite<"charge" | "followUp" | "notice">;

function writesOf(tableName: string, { charge, followUp, notices }: SimulatedEntry): Write[] {
  const writes: Write[] = notices.map((notice) => ({
    label: "notice",
    write: { Put: { TableName: tableName, Item: { ...noticeKey(notice), ...toItem(notice) } } },
  }));
  if (charge) {
    const item = { ...chargeKey(charge.reference), ...toItem(charge) };
    const replaces = { "#version": "version" };
    const condition =
      charge.version === 1
        ? { ConditionExpression: "attribute_not_exists(pk)" }
        : {
            ConditionExpression: "#version = :before",
            ExpressionAttributeNames: replaces,
            ExpressionAttributeValues: { ":before": { N: String(charge.version - 1) } },
          };
    writes.push({ label: "charge", write: { Put: { TableName: tableName, Item: item, ...condition } } });
  }
  if (followUp) {
    const item = { ...followUpKey(followUp.reference), ...toItem(followUp) };
    const put = { TableName: tableName, Item: item, ConditionExpression: "attribute_not_exists(pk)" };
    writes.push({ label: "followUp", write: { Put: put } });
  }
  return writes;
}

import { type DynamoDBClient, GetItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { type Item, itemKey, readItem, toItem } from "../shared/dynamodb";
import { DISPUTE_STATUSES, type DisputeStatus } from "../shared/dispute-states";
import type { Dispute } from "./dispute";

/** A dispute as it is to be written. */
export interface DisputeChange {
  readonly dispute: Dispute;
  /** What it must be now; nothing where there must not be one. */
  readonly from?: DisputeStatus;
}

/** The port to what is read of disputes; reads are consistent. */
export interface DisputeStore {
  find(paymentId: string, disputeId: string): Promise<Dispute | undefined>;
}

const text = z.string();
const maybeText = z.optional(z.string());

const storedDispute = z.object({
  id: text,
  paymentId: text,
  amountCents: z.number(),
  currency: text,
  status: z.enum(DISPUTE_STATUSES),
  reason: maybeText,
  evidenceDueAt: maybeText,
  openedAt: text,
  updatedAt: text,
  boundedCents: z.number(),
  heldCents: z.number(),
  receivableCents: z.number(),
});

/** The key of a dispute, beside its payment. */
function disputeKey(paymentId: string, id: string): Item {
  return itemKey(["PAYMENT", paymentId], ["DISPUTE", id]);
}

/** The payments' table in DynamoDB, behind the port. Action: `GetItem`. */
export function dynamoDisputeStore(client: DynamoDBClient, tableName: string): DisputeStore {
  return {
    async find(paymentId, disputeId) {
      const Key = disputeKey(paymentId, disputeId);
      const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }));
      return Item && readItem(storedDispute, Item);
    },
  };
}

/** The write of a dispute, for the transaction of its payment: it is opened once, and goes on from where it was read. */
export function disputeWrite(tableName: string, { dispute, from }: DisputeChange): TransactWriteItem {
  const condition =
    from === undefined
      ? { ConditionExpression: "attribute_not_exists(pk)" }
      : {
          ConditionExpression: "#status = :from",
          ExpressionAttributeNames: { "#status": "status" },
          ExpressionAttributeValues: { ":from": { S: from } },
        };
  const Item = { ...disputeKey(dispute.paymentId, dispute.id), ...toItem(dispute) };
  return { Put: { TableName: tableName, Item, ...condition } };
}

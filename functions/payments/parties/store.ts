import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type TransactWriteItem,
} from "@aws-sdk/client-dynamodb";
import { payoutMoment } from "../../ach";
import { connectDynamo } from "../../shared/clients";
import type { Item } from "../../shared/dynamodb";
import { partyKey, readCustomer, readProvider, writeParty } from "./items";
import type { AnyParty, Customer, PartyKey, Provider } from "./party";

/** The port to customers and providers; all reads are consistent. */
export interface PartyStore {
  customer(id: string): Promise<Customer | undefined>;
  provider(id: string): Promise<Provider | undefined>;
  /** Writes a party over what was read before, or where there was none; false where something else is there now. */
  put(party: AnyParty, before?: AnyParty): Promise<boolean>;
}

/** Parties as a function's environment reaches them. */
export function connectPartyStore(tableName: string): PartyStore {
  return dynamoPartyStore(connectDynamo(), tableName);
}

/** Parties in the payments' table. Actions: `GetItem`, `PutItem`. */
export function dynamoPartyStore(client: DynamoDBClient, tableName: string): PartyStore {
  const get = async (key: PartyKey): Promise<Item | undefined> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: partyKey(key), ConsistentRead: true }),
    );
    return Item;
  };
  return {
    async customer(id) {
      const item = await get({ kind: "customer", id });
      return item && readCustomer(item);
    },
    async provider(id) {
      const item = await get({ kind: "provider", id });
      return item && readProvider(item);
    },
    async put(party, before) {
      const Item = writeParty(party);
      try {
        await client.send(new PutItemCommand({ TableName: tableName, Item, ...unchanged(before) }));
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}

/** A payout moves a provider on without a new version. */
function unchanged(before: AnyParty | undefined) {
  if (!before) return { ConditionExpression: "attribute_not_exists(pk)" };
  const { nextPayoutOn } = before.kind === "provider" ? before : {};
  const sameDay = nextPayoutOn === undefined ? "attribute_not_exists(#day)" : "#day = :day";
  return {
    ConditionExpression: `#version = :version AND ${sameDay}`,
    ExpressionAttributeNames: { "#version": "version", "#day": "nextPayoutOn" },
    ExpressionAttributeValues: {
      ":version": { N: String(before.version) },
      ...(nextPayoutOn !== undefined && { ":day": { S: nextPayoutOn } }),
    },
  };
}

/**
 * Moves a provider on to its next day, for the transaction that pays it out. It is refused where somebody has changed the
 * provider, or moved it on, since it was read; its version stays, as nobody asked for a change of it.
 */
export function nextPayoutWrite(
  tableName: string,
  { id, version }: Pick<Provider, "id" | "version">,
  { from, to }: { readonly from: string; readonly to: string },
): TransactWriteItem {
  return {
    Update: {
      TableName: tableName,
      Key: partyKey({ kind: "provider", id }),
      UpdateExpression: "SET #on = :next, #at = :moment REMOVE #failures",
      ConditionExpression: "#on = :found AND #version = :version",
      ExpressionAttributeNames: {
        "#on": "nextPayoutOn",
        "#at": "dueAt",
        "#failures": "dueFailures",
        "#version": "version",
      },
      ExpressionAttributeValues: {
        ":next": { S: to },
        ":moment": { S: payoutMoment(to) },
        ":found": { S: from },
        ":version": { N: String(version) },
      },
    },
  };
}

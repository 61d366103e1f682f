import {
  CreateTableCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndex,
  type KeySchemaElement,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { writeParty } from "../../functions/payments/parties/items";
import { firstUse, type PartyKey } from "../../functions/payments/parties/party";

/** The indexes that the platform's tables of payments and of escrows have: hash and range, keys alone. */
export const INDEXES: Readonly<Record<string, readonly [hash: string, range: string]>> = {
  due: ["dueShard", "dueAt"],
  listed: ["listShard", "createdAt"],
  by_customer: ["customerId", "createdAt"],
  by_provider: ["providerId", "createdAt"],
};

/** Makes a table as the platform has those of payments and of escrows. */
export async function createTable(dynamo: DynamoDBClient, tableName: string): Promise<void> {
  const attributes = new Set(["pk", "sk", ...Object.values(INDEXES).flat()]);
  await dynamo.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [...attributes].map((name) => ({ AttributeName: name, AttributeType: "S" })),
      KeySchema: keys("pk", "sk"),
      GlobalSecondaryIndexes: Object.entries(INDEXES).map(([IndexName, [hash, range]]): GlobalSecondaryIndex => {
        return { IndexName, KeySchema: keys(hash, range), Projection: { ProjectionType: "KEYS_ONLY" } };
      }),
    }),
  );
}

/** Writes parties that are known before they pay or are paid, as most are. */
export async function createParties(
  dynamo: DynamoDBClient,
  tableName: string,
  parties: readonly PartyKey[],
  at: string,
): Promise<void> {
  for (const party of parties) {
    await dynamo.send(new PutItemCommand({ TableName: tableName, Item: writeParty(firstUse(party, at)) }));
  }
}

function keys(hash: string, range: string): KeySchemaElement[] {
  return [
    { AttributeName: hash, KeyType: "HASH" },
    { AttributeName: range, KeyType: "RANGE" },
  ];
}

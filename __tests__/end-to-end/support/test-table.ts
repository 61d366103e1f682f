import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  type GlobalSecondaryIndex,
  type KeySchemaElement,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { randomUUID } from "node:crypto";

/** The indexes of `payment-transactions`: hash and range. */
const PAYMENT_INDEXES: Readonly<Record<string, readonly [hash: string, range: string]>> = {
  due: ["dueShard", "dueAt"],
  listed: ["listShard", "createdAt"],
  by_customer: ["customerId", "createdAt"],
  by_provider: ["providerId", "createdAt"],
};

/** A table of a suite's own and the engine that holds it. */
export interface TestTable {
  readonly dynamo: DynamoDBClient;
  readonly tableName: string;
}

/**
 * A table of a suite's own, with the platform's keys and the payments' indexes; it is given up at the suite's end.
 *
 * @param dynamo the engine. @default the one that `AWS_ENDPOINT_URL` names
 */
export function testTable(name: string, dynamo = new DynamoDBClient({})): TestTable {
  const tableName = `${name}-${randomUUID().slice(0, 12)}`;

  beforeAll(async () => {
    const attributes = new Set(["pk", "sk", ...Object.values(PAYMENT_INDEXES).flat()]);
    await dynamo.send(
      new CreateTableCommand({
        TableName: tableName,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [...attributes].map((key) => ({ AttributeName: key, AttributeType: "S" })),
        KeySchema: keys("pk", "sk"),
        GlobalSecondaryIndexes: Object.entries(PAYMENT_INDEXES).map(
          ([IndexName, [hash, range]]): GlobalSecondaryIndex => ({
            IndexName,
            KeySchema: keys(hash, range),
            Projection: { ProjectionType: "KEYS_ONLY" },
          }),
        ),
      }),
    );
    await waitUntilTableExists({ client: dynamo, maxWaitTime: 30, minDelay: 1 }, { TableName: tableName });
  }, 60_000);

  afterAll(async () => {
    await dynamo.send(new DeleteTableCommand({ TableName: tableName }));
    dynamo.destroy();
  });
  return { dynamo, tableName };
}

function keys(hash: string, range: string): KeySchemaElement[] {
  return [
    { AttributeName: hash, KeyType: "HASH" },
    { AttributeName: range, KeyType: "RANGE" },
  ];
}

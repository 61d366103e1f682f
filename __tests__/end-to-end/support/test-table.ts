import { CreateTableCommand, DeleteTableCommand, DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { randomUUID } from "node:crypto";

/** A table of a suite's own, with the platform's keys, on the engine that `AWS_ENDPOINT_URL` names; it is given up at the suite's end. */
export function testTable(name: string): { readonly dynamo: DynamoDBClient; readonly tableName: string } {
  const dynamo = new DynamoDBClient({});
  const tableName = `${name}-${randomUUID().slice(0, 12)}`;

  beforeAll(async () => {
    await dynamo.send(
      new CreateTableCommand({
        TableName: tableName,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: ["pk", "sk"].map((key) => ({ AttributeName: key, AttributeType: "S" })),
        KeySchema: [
          { AttributeName: "pk", KeyType: "HASH" },
          { AttributeName: "sk", KeyType: "RANGE" },
        ],
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

import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { type BenchAws, clientOf, withEmbeddedAws } from "./bench-aws";
import type { Benchmark, Figure, Findings, Skipped } from "./figure";
import { measure, type Samples } from "./harness";
import { summarise } from "./statistics";

const TABLE = "bench";
const ROUNDS = { warmUp: 2, counted: 11 };
const OPERATIONS = 50;
const ITEMS = 3;
const AT_ONCE = 8;

/** What the front door of the embedded AWS adds to a call, and how fast transactions go through it. */
export const embeddedAws: Benchmark = {
  name: "embedded-aws",
  title: "Embedded AWS: DynamoDB through the front door and without it",
  run: (): Promise<Findings | Skipped> => withEmbeddedAws(compare),
};

async function compare(aws: BenchAws): Promise<Findings> {
  const through = new DynamoDBClient(clientOf(aws.frontDoor));
  const direct = new DynamoDBClient(clientOf(aws.emulator));
  try {
    await through.send(
      new CreateTableCommand({
        TableName: TABLE,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      }),
    );
    let written = 0;
    const transact = (): Promise<unknown> => through.send(transaction(++written));
    const samples = await measure(
      [
        { name: "through", operations: OPERATIONS, run: () => get(through) },
        { name: "direct", operations: OPERATIONS, run: () => get(direct) },
        { name: "transactions", operations: OPERATIONS, run: transact },
        {
          name: "transactionsAtOnce",
          operations: Math.ceil(OPERATIONS / AT_ONCE),
          run: () => Promise.all(Array.from({ length: AT_ONCE }, transact)),
        },
      ],
      ROUNDS,
    );
    return { figures: figuresOf(samples) };
  } finally {
    through.destroy();
    direct.destroy();
  }
}

function get(dynamodb: DynamoDBClient): Promise<unknown> {
  return dynamodb.send(new GetItemCommand({ TableName: TABLE, Key: { pk: { S: "nobody" } } }));
}

/** New items that must not be there yet, as a payment's are. */
function transaction(place: number): TransactWriteItemsCommand {
  return new TransactWriteItemsCommand({
    TransactItems: Array.from({ length: ITEMS }, (_, item) => ({
      Put: {
        TableName: TABLE,
        Item: { pk: { S: `${place}#${item}` }, cents: { N: "100" } },
        ConditionExpression: "attribute_not_exists(pk)",
      },
    })),
  });
}

function figuresOf({
  through,
  direct,
  transactions,
  transactionsAtOnce,
}: Readonly<Record<"through" | "direct" | "transactions" | "transactionsAtOnce", Samples>>): Figure[] {
  const milliseconds = (what: string, microseconds: readonly number[]): Figure => {
    const { median, spread } = summarise(microseconds);
    return { what, value: median / 1000, spread: spread / 1000, unit: "ms" };
  };
  const rate = (what: string, { wallMicroseconds }: Samples, each: number): Figure => {
    const { median, spread } = summarise(wallMicroseconds.map((one) => (each * 1_000_000) / one));
    return { what, value: median, spread, unit: "a second" };
  };
  const added = through.wallMicroseconds.map((one, round) => one - (direct.wallMicroseconds[round] ?? one));
  return [
    milliseconds("GetItem, emulator directly", direct.wallMicroseconds),
    milliseconds("GetItem, through the front door", through.wallMicroseconds),
    milliseconds("the front door adds to a call", added),
    rate(`TransactWriteItems of ${ITEMS} items, one after the other`, transactions, 1),
    rate(`TransactWriteItems of ${ITEMS} items, ${AT_ONCE} at once`, transactionsAtOnce, AT_ONCE),
  ];
}

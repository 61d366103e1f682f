import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmulator } from "../../local/emulator/emulator";
import { ensureVirtualEnvironment } from "../../local/emulator/venv";
import { PythonMissingError } from "../../local/errors";
import { emulatorClient } from "../../local/gateway/emulator-client";
import { EmulatorConnection } from "../../local/gateway/emulator-connection";
import { openFrontDoor } from "../../local/gateway/front-door";
import { makeGateway } from "../../local/gateway/gateway";
import { systemClock } from "../../local/gateway/ports";
import type { Benchmark, Figure, Findings, Skipped } from "./figure";
import { measure, type Samples } from "./harness";
import { summarise } from "./statistics";

const TABLE = "bench";
const REGION = "us-east-1";
const ACCOUNT = "123456789012";
const ROUNDS = { warmUp: 2, counted: 11 };
const OPERATIONS = 50;
const ITEMS = 3;
const AT_ONCE = 8;

/** What the front door of the embedded AWS adds to a call, and how fast transactions go through it. */
export const embeddedAws: Benchmark = {
  name: "embedded-aws",
  title: "Embedded AWS: DynamoDB through the front door and without it",
  run: async (): Promise<Findings | Skipped> => {
    try {
      return await withEmulator(await ensureVirtualEnvironment(), compare);
    } catch (error) {
      if (error instanceof PythonMissingError) return { skipped: error.message };
      throw error;
    }
  },
};

interface Ports {
  readonly frontDoor: number;
  readonly emulator: number;
}

/** The embedded AWS without pumps and alarms, with the emulator's own port known. */
async function withEmulator<Value>(python: string, work: (ports: Ports) => Promise<Value>): Promise<Value> {
  const directory = mkdtempSync(path.join(tmpdir(), "payments-bench-aws-"));
  const frontDoor = await openFrontDoor(0);
  try {
    const emulator = await startEmulator({
      python,
      frontDoorPort: frontDoor.port,
      directory,
      iam: true,
      region: REGION,
      account: ACCOUNT,
    });
    const connection = new EmulatorConnection(emulator.port);
    try {
      const client = emulatorClient(connection.send);
      const silence = (): void => {};
      const gateway = { send: connection.send, emulator: client, account: ACCOUNT, clock: systemClock, log: silence };
      frontDoor.serve(makeGateway(gateway).handle);
      return await work({ frontDoor: frontDoor.port, emulator: emulator.port });
    } finally {
      connection.close();
      await emulator.stop();
    }
  } finally {
    await frontDoor.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function compare(ports: Ports): Promise<Findings> {
  const through = client(ports.frontDoor);
  const direct = client(ports.emulator);
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

function client(port: number): DynamoDBClient {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return new DynamoDBClient({ endpoint: `http://127.0.0.1:${port}`, region: REGION, credentials, maxAttempts: 1 });
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

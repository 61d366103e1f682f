import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { systemClock, toTimestamp } from "../../functions/shared/clock";
import { type BenchAws, clientOf, variablesOf, withEmbeddedAws } from "./bench-aws";
import { CallWatch, type Watched } from "./call-watch";
import { FUNCTION_ENVIRONMENT } from "./fakes/environment";
import type { Benchmark, Findings, Skipped } from "./figure";
import {
  type Payer,
  type RecordedCall,
  type Settings,
  type Took,
  tookSchema,
  type Work,
} from "./payment-worker/messages";
import { type Measured, paymentFigures } from "./payments-figures";
import { createParties, createTable } from "./payments-table";
import { WorkerProcess } from "./worker-process";

const ROUNDS = { warmUp: 6, counted: 13 };
/** Payments of a round, of each subject. */
const PAYMENTS = 30;
const CALLERS = 8;
/** Longer than a machine under load takes to send a payment's reads. */
const HELD_MS = 100;
const WATCHED_PAYMENTS = 5;
const PAYERS = 64;

type PaymentWorker = WorkerProcess<Work, Took>;

/** What a payment costs beside the same reads and the same two transactions made alone. */
export const payments: Benchmark = {
  name: "payments",
  title: "Payments: POST /payments by the processor over the embedded AWS, against its bare calls",
  run: (): Promise<Findings | Skipped> => {
    const watch = new CallWatch();
    return withEmbeddedAws((aws) => compare(aws, watch), watch.around);
  },
};

async function compare(aws: BenchAws, watch: CallWatch): Promise<Findings> {
  const payers = Array.from({ length: PAYERS }, (_, place): Payer => {
    return { customerId: `cus_${randomUUID()}`, token: `tok_${idTail()}`, street: `${place} Main Street` };
  });
  const providerId = `pro_${randomUUID()}`;
  const settings = (name: string, recording: readonly RecordedCall[]): string => {
    const file = path.join(aws.directory, `${name}.json`);
    writeFileSync(file, JSON.stringify({ payers, providerId, recording: [...recording] } satisfies Settings));
    return file;
  };
  const variables = await prepare(aws, payers, providerId);
  const worker = (name: "processor" | "floor", recording: readonly RecordedCall[]): PaymentWorker =>
    new WorkerProcess({
      entry: "tools/bench/payment-worker/main.ts",
      parameters: [name, settings(name, recording)],
      variables,
      answer: tookSchema,
    });
  const processor = worker("processor", []);
  const workers = [processor];
  try {
    // The first payment connects and makes the key of fingerprints; it is not what is recorded.
    await processor.work({ payments: 1, callers: 1 });
    const { watched, railCalls } = await watchedPayments(watch, processor);
    const oneOf = watched.calls.slice(0, watched.calls.length / WATCHED_PAYMENTS);
    const floor = worker("floor", oneOf);
    workers.push(floor);
    const measured = await rounds({ processor, floor });
    return paymentFigures(measured, { watched, railCalls, payments: WATCHED_PAYMENTS, callers: CALLERS });
  } finally {
    for (const worker of workers) await worker.stop();
  }
}

/** A UUIDv7's form, which tokens have. */
function idTail(): string {
  return randomUUID().replace(/^(.{14})4/, "$17");
}

/** Makes the tables, the parties and the key of fingerprints, and gives the environment of the processor. */
async function prepare(aws: BenchAws, payers: readonly Payer[], providerId: string): Promise<Record<string, string>> {
  const dynamo = new DynamoDBClient(clientOf(aws.frontDoor));
  const kms = new KMSClient(clientOf(aws.frontDoor));
  try {
    const customers = payers.map(({ customerId: id }) => ({ kind: "customer", id }) as const);
    const parties = [...customers, { kind: "provider", id: providerId } as const];
    await createTable(dynamo, FUNCTION_ENVIRONMENT.PAYMENT_TRANSACTIONS_TABLE_NAME);
    await createTable(dynamo, FUNCTION_ENVIRONMENT.ESCROW_ACCOUNTS_TABLE_NAME);
    const now = toTimestamp(systemClock.now());
    await createParties(dynamo, FUNCTION_ENVIRONMENT.PAYMENT_TRANSACTIONS_TABLE_NAME, parties, now);
    const { KeyMetadata } = await kms.send(
      new CreateKeyCommand({ KeySpec: "HMAC_256", KeyUsage: "GENERATE_VERIFY_MAC" }),
    );
    return { ...FUNCTION_ENVIRONMENT, ...variablesOf(aws.frontDoor), REQUEST_KEY_ARN: KeyMetadata?.Arn ?? "" };
  } finally {
    dynamo.destroy();
    kms.destroy();
  }
}

/** A few payments, one after the other, with their calls. */
async function watchedPayments(
  watch: CallWatch,
  processor: PaymentWorker,
): Promise<{ readonly watched: Watched; readonly railCalls: number }> {
  let railCalls = 0;
  const watched = await watch.during(async () => {
    ({ railCalls } = await processor.work({ payments: WATCHED_PAYMENTS, callers: 1 }));
  }, HELD_MS);
  return { watched, railCalls };
}

/** Runs both in every round, by one caller and by several; who begins changes from round to round. */
async function rounds(workers: Readonly<Record<keyof Measured, PaymentWorker>>): Promise<Measured> {
  const measured: Record<keyof Measured, { one: Took[]; several: Took[] }> = {
    processor: { one: [], several: [] },
    floor: { one: [], several: [] },
  };
  for (let round = 0; round < ROUNDS.warmUp + ROUNDS.counted; round++) {
    const names = round % 2 === 0 ? (["processor", "floor"] as const) : (["floor", "processor"] as const);
    for (const [kind, callers] of [
      ["one", 1],
      ["several", CALLERS],
    ] as const) {
      for (const name of names) {
        const took = await workers[name].work({ payments: PAYMENTS, callers });
        if (round >= ROUNDS.warmUp) measured[name][kind].push(took);
      }
    }
  }
  return measured;
}

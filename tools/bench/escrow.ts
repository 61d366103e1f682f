import { BatchGetItemCommand, DynamoDBClient, type TransactWriteItemsCommandInput } from "@aws-sdk/client-dynamodb";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { randomUUID } from "node:crypto";
import { escrowKey } from "../../functions/escrow/store-items";
import { guardedBalanceKey, readBalance } from "../../functions/ledger";
import { systemClock, toTimestamp } from "../../functions/shared/clock";
import type { Item } from "../../functions/shared/dynamodb";
import { idMaker, systemRandom } from "../../functions/shared/ids";
import { hostEnvironment } from "../shared/environment";
import { ToolError } from "../shared/errors";
import { type BenchAws, clientOf, variablesOf, withEmbeddedAws } from "./bench-aws";
import { CallWatch, type Watched } from "./call-watch";
import { escrowFigures, type Owed } from "./escrow-figures";
import { FEE_CENTS, HELD_CENTS, seedEscrows } from "./escrow-seed";
import { type Took, tookSchema, type Work } from "./escrow-worker/messages";
import { FUNCTION_ENVIRONMENT } from "./fakes/environment";
import type { Benchmark, Findings, Skipped } from "./figure";
import { createParties, createTable } from "./payments-table";
import { WorkerProcess } from "./worker-process";
import { writeUnits, type WriteUnits } from "./write-units";

/** Issue: so many due at once. */
const DUE = 100_000;
const PROVIDERS = 1000;
/** Orders that are worked off side by side: as many as keep this machine's engine busy. */
const WORKERS = 2;
/** Releases at once of all workers; a worker has sixteen. */
const AT_ONCE = WORKERS * 16;
/** Bare transactions before the drain, and as many after it. */
const BARE = 2000;
const ALONE = 200;
const WATCHED = 5;
/** Longer than a machine under load takes to send what is sent together. */
const HELD_MS = 100;

const { ESCROW_ACCOUNTS_TABLE_NAME: ESCROWS, PAYMENT_TRANSACTIONS_TABLE_NAME: PAYMENTS } = FUNCTION_ENVIRONMENT;

type EscrowWorker = WorkerProcess<Work, Took>;

/** How fast the releaser works off what is due at once, beside the same transactions written bare. */
export const escrow: Benchmark = {
  name: "escrow",
  title: "Escrow: what is due at once, released by the releaser over the embedded AWS, against bare transactions",
  run: (): Promise<Findings | Skipped> => {
    const watch = new CallWatch();
    return withEmbeddedAws((aws) => measure(aws, watch), watch.around);
  },
};

async function measure(aws: BenchAws, watch: CallWatch): Promise<Findings> {
  const due = dueCount(hostEnvironment().BENCH_ESCROWS);
  // Straight to the engine: nothing of it is measured.
  const dynamo = new DynamoDBClient(clientOf(aws.emulator));
  const providers = Array.from({ length: PROVIDERS }, () => `pro_${randomUUID()}`);
  const variables = await prepare(aws, dynamo, providers);
  const seed = {
    clock: systemClock,
    makeId: idMaker(systemClock, systemRandom),
    providers,
    region: variables.AWS_REGION,
  };
  /** Of these, all are gone before what is due at once is looked for, or made after it. */
  const some = (count: number) => seedEscrows(dynamo, ESCROWS, seed, count);
  const worker: EscrowWorker = new WorkerProcess({
    entry: "tools/bench/escrow-worker/main.ts",
    parameters: [],
    variables,
    answer: tookSchema,
  });
  try {
    // The first one connects; it is not what is measured.
    await worker.work({ release: await some(1), callers: 1 });
    const seen = await watchedReleases(watch, worker, dynamo, await some(WATCHED));
    const from = performance.now();
    await seedEscrows(dynamo, ESCROWS, seed, due);
    const seedMs = performance.now() - from;
    const releasedAlone = await worker.work({ release: await some(ALONE), callers: 1 });
    const bareAlone = await worker.work({ bare: await some(ALONE), callers: 1 });
    const bareBefore = await worker.work({ bare: await some(BARE), callers: AT_ONCE });
    const before = await owedTo(dynamo, providers);
    const drained = await worker.work({ drainBy: WORKERS });
    const owed: Owed = {
      expectedCents: due * (HELD_CENTS - FEE_CENTS),
      foundCents: (await owedTo(dynamo, providers)) - before,
    };
    const bareAfter = await worker.work({ bare: await some(BARE), callers: AT_ONCE });
    const measured = { drained, bareAtOnce: [bareBefore, bareAfter], releasedAlone, bareAlone };
    const circumstances = { due, workers: WORKERS, atOnce: AT_ONCE, providers: PROVIDERS, seedMs };
    return escrowFigures(measured, { ...seen, releases: WATCHED }, owed, circumstances);
  } finally {
    await worker.stop();
    dynamo.destroy();
  }
}

/** How many are due at once. @throws ToolError */
function dueCount(asked: string | undefined): number {
  if (asked === undefined) return DUE;
  if (/^[1-9]\d{0,5}$/.test(asked)) return Number(asked);
  throw new ToolError(`BENCH_ESCROWS is ${asked}, allowed is a whole number from 1 to 999999.`);
}

/** Makes the tables, the providers, the queue and the key of fingerprints, and gives the environment of the releaser. */
async function prepare(aws: BenchAws, dynamo: DynamoDBClient, providers: readonly string[]) {
  const kms = new KMSClient(clientOf(aws.frontDoor));
  const sqs = new SQSClient(clientOf(aws.frontDoor));
  try {
    await createTable(dynamo, PAYMENTS);
    await createTable(dynamo, ESCROWS);
    const parties = providers.map((id) => ({ kind: "provider", id }) as const);
    await createParties(dynamo, PAYMENTS, parties, toTimestamp(systemClock.now()));
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: "escrow-releases-bench" }));
    const { KeyMetadata } = await kms.send(
      new CreateKeyCommand({ KeySpec: "HMAC_256", KeyUsage: "GENERATE_VERIFY_MAC" }),
    );
    const reached = { ...variablesOf(aws.frontDoor), AWS_REGION: await dynamo.config.region() };
    return { ...FUNCTION_ENVIRONMENT, ...reached, REQUEST_KEY_ARN: KeyMetadata?.Arn ?? "", ESCROW_QUEUE_URL: QueueUrl };
  } finally {
    kms.destroy();
    sqs.destroy();
  }
}

/** A few releases, one after the other, with their calls, and what one of their transactions writes. */
async function watchedReleases(
  watch: CallWatch,
  worker: EscrowWorker,
  dynamo: DynamoDBClient,
  ids: readonly string[],
): Promise<{ readonly watched: Watched; readonly units: WriteUnits }> {
  const { Responses = {} } = await dynamo.send(
    new BatchGetItemCommand({ RequestItems: { [ESCROWS]: { Keys: ids.map(escrowKey) } } }),
  );
  const before = new Map((Responses[ESCROWS] ?? []).map((item) => [item.pk?.S, item]));
  const watched = await watch.during(() => worker.work({ release: [...ids], callers: 1 }), HELD_MS);
  const written = watched.calls.find(({ operation }) => operation === "TransactWriteItems")?.body ?? "{}";
  const isEscrow = ({ sk }: Item): boolean => sk?.S === "ESCROW";
  const units = writeUnits(JSON.parse(written) as TransactWriteItemsCommandInput, (item) =>
    isEscrow(item) ? before.get(item.pk?.S) : undefined,
  );
  return { watched, units };
}

/** What all providers together are owed, in cents. */
async function owedTo(dynamo: DynamoDBClient, providers: readonly string[]): Promise<number> {
  const PAGE = 100;
  let cents = 0;
  for (let from = 0; from < providers.length; from += PAGE) {
    const page = providers.slice(from, from + PAGE);
    const Keys = page.map((owner) => guardedBalanceKey({ kind: "provider_payable", owner, currency: "USD" }));
    const { Responses = {} } = await dynamo.send(
      new BatchGetItemCommand({ RequestItems: { [ESCROWS]: { Keys, ConsistentRead: true } } }),
    );
    cents += (Responses[ESCROWS] ?? []).reduce((sum, item) => sum + readBalance(item), 0);
  }
  return cents;
}

/** Files on their way to the bank, by the deployed function, connector and SFTP server: whatever goes wrong, each arrives once and whole. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { S3 } from "@aws-sdk/client-s3";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { AchFile, FileEntry } from "../../functions/ach/batches/file";
import { addBankingDays } from "../../functions/ach/calendar/banking-days";
import { easternDay } from "../../functions/ach/calendar/eastern-time";
import { NachaWriter } from "../../functions/ach/nacha/writer";
import { dynamoAchStore } from "../../functions/ach/store";
import { systemClock, toTimestamp } from "../../functions/shared/clock";
import { systemRandom } from "../../functions/shared/ids";
import { output, readPlatform, settingsOf } from "./support/platform";

const platform = readPlatform();
const { bank, region } = platform;
const settings = settingsOf(platform);
const dynamodb = new DynamoDBClient(settings);
const lambda = new LambdaClient(settings);
const s3 = new S3({ ...settings, forcePathStyle: true });
const store = dynamoAchStore(
  dynamodb,
  { ach: output(platform, "ach_transfers_table_name"), escrow: output(platform, "escrow_accounts_table_name") },
  { clock: systemClock, random: systemRandom, region },
);

const ODFI = "11000000";
const HOUR_MS = 60 * 60 * 1000;
const today = easternDay(systemClock.now());
const effectiveOn = addBankingDays(today, 2);

afterAll(() => {
  dynamodb.destroy();
  lambda.destroy();
  s3.destroy();
});

/** A file of one credit, as bytes; `part` tells it from others. */
function bytesOf(part: number): Buffer {
  const chunks: Buffer[] = [];
  const writer = new NachaWriter((chunk) => chunks.push(chunk), {
    immediateDestination: `${ODFI}0`,
    immediateOrigin: `${ODFI}0`,
    destinationName: "A BANK",
    originName: "A COMPANY",
    createdOn: today,
    createdAt: "09:00",
    fileIdModifier: String.fromCharCode("A".charCodeAt(0) + (part % 26)),
    firstSequence: 9_000_000 + part,
  });
  writer.beginBatch({
    secCode: "PPD",
    serviceClass: 220,
    companyName: "A COMPANY",
    companyIdentification: "1234567890",
    description: "PAYOUT",
    effectiveDate: effectiveOn,
    odfi: ODFI,
  });
  const to = { direction: "credit", accountType: "checking", routingNumber: "091000019" } as const;
  writer.entry({ ...to, accountNumber: "1234560000", amountCents: 10_000 + part, name: "SOMEBODY" });
  writer.endBatch();
  writer.end();
  return Buffer.concat(chunks);
}

/** A file as the optimizer leaves it: its bytes in the bucket, its record built. */
async function builtFile(part: number): Promise<{ readonly id: string; readonly bytes: Buffer }> {
  const id = `${ODFI}_${today}_standard_${part}`;
  const bytes = bytesOf(part);
  const key = `outgoing/${id}.ach`;
  await s3.putObject({ Bucket: output(platform, "ach_files_bucket_name"), Key: key, Body: bytes });
  const now = systemClock.now();
  const file: AchFile = {
    id,
    odfi: ODFI,
    window: { processingDay: today, name: "standard", cutOffAt: now + HOUR_MS, closesAt: now + 2 * HOUR_MS },
    status: "built",
    planId: "plan-of-a-test",
    part,
    planned: 1,
    position: 1,
    firstSequence: 9_000_000 + part,
    nextSequence: 9_000_001 + part,
    entries: 1,
    creditCents: 10_000 + part,
    debitCents: 0,
    createdOn: today,
    createdAt: "09:00",
    modifier: "A",
    header: {
      immediateDestination: `${ODFI}0`,
      immediateOrigin: `${ODFI}0`,
      destinationName: "A BANK",
      companyName: "A COMPANY",
      companyIdentification: "1234567890",
    },
    limits: { batchEntriesMax: 2500, fileRecordsMax: 10_000, balanced: false },
    key,
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    batches: 1,
    released: 0,
    settled: 0,
    // The function's own schedule comes by each minute, too.
    dueAt: toTimestamp(now),
    updatedAt: toTimestamp(now),
    version: 1,
    region,
    epoch: 1,
  };
  const entry: FileEntry = {
    fileId: id,
    sequence: file.firstSequence,
    transferId: `ach_of-a-test-${part}`,
    batch: 1,
    purpose: "payout",
    direction: "credit",
    secCode: "PPD",
    description: "PAYOUT",
    effectiveEntryDate: effectiveOn,
    sameDay: false,
    amountCents: file.creditCents,
    account: {
      bankAccountId: "ba_of-a-test",
      ownerKind: "provider",
      ownerId: "prov_of-a-test",
      holderName: "SOMEBODY",
      routingNumber: "091000019",
      accountType: "checking",
      envelope: "none: the file is built",
    },
  };
  expect(await store.commit({ file, entries: [entry] })).toEqual({ outcome: "written" });
  return { id, bytes };
}

async function call(name: string, request: object): Promise<void> {
  const FunctionName = output(platform, `ach_${name}_function_arn`);
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName, Payload: JSON.stringify(request) }),
  );
  expect({ FunctionError, answer: FunctionError && Buffer.from(Payload ?? []).toString("utf8") }).toEqual({});
}

async function found(id: string): Promise<AchFile> {
  const file = (await store.files([id])).get(id);
  if (!file) throw new Error(`the file ${id} is not there`);
  return file;
}

/** Looks at a file, and lets the bank do what is due, until it stands where it should. */
async function until(id: string, statuses: readonly AchFile["status"][], look: () => Promise<void>): Promise<AchFile> {
  for (let looks = 0; looks < 150; looks++) {
    const file = await found(id);
    if (statuses.includes(file.status)) return file;
    await look();
    await sleep(300);
  }
  throw new Error(`the file ${id} stands at ${JSON.stringify((await found(id)).delivery)}`);
}

async function control(method: string, resource: string, body?: object): Promise<void> {
  const answer = await fetch(`${bank.control}${resource}`, { method, ...(body && { body: JSON.stringify(body) }) });
  expect(answer.ok).toBe(true);
}

const inFolder = (folder: "inbox" | "outbox", id: string): string[] =>
  readdirSync(path.join(bank.folder, folder)).filter((name) => name.startsWith(id));

describe("a file that was built", () => {
  // How often it is sent until it is there: what may have arrived is looked for before it is sent again.
  it.each([
    ["nothing", undefined, 1, 61],
    ["a refused login", "refused_login", 2, 62],
    ["another host key", "wrong_host_key", 2, 63],
    ["a full disk", "full_disk", 2, 64],
    ["a connection that is lost half-way", "half_a_file", 2, 65],
    ["a connection that is lost after the last byte", "connection_lost", 1, 66],
  ])("with %s in its way, is at the bank once and whole, and is acknowledged", async (_, effect, sends, part) => {
    if (effect) await control("POST", "/faults", { effect, times: 1 });
    const { id, bytes } = await builtFile(part);
    const delivered = await until(id, ["delivered", "acknowledged"], () => call("file_delivery", { file: id }));
    expect(delivered.delivery).toMatchObject({ phase: "over", attempt: sends });
    expect(inFolder("inbox", id)).toEqual([`${id}.ach`]);
    expect(readFileSync(path.join(bank.folder, "inbox", `${id}.ach`))).toEqual(bytes);

    await until(id, ["acknowledged"], async () => {
      await control("POST", "/turn");
      await call("incoming", { collect: true });
      await sleep(1000);
    });
    expect(inFolder("outbox", id)).toEqual([`${id}.ack.csv`]);
    expect(readFileSync(path.join(bank.folder, "outbox", `${id}.ack.csv`), "utf8")).toContain("accepted");
  });
});

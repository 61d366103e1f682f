/** After all other suites have sent test cards through everything: no card number is in clear anywhere. */
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient, ListTablesCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import { paginateListObjectsV2, GetObjectCommand, ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { ListQueuesCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { EVENT_SOURCE } from "../../functions/shared/events";
import { Journey } from "../../local/journey/journey";
import { paymentsJourney } from "../../local/journey/payments-journey";
import { TEST_CARDS, vaultJourney } from "../../local/journey/vault-journey";
import { EventCapture } from "./support/event-capture";
import { apiOf, PLATFORM_FOLDER, readPlatform, settingsOf, vaultOf } from "./support/platform";

const platform = readPlatform();
const settings = settingsOf(platform);

/** Each test number as digits, with spaces or hyphens between any two of them. */
const PATTERNS = Object.values(TEST_CARDS).map((number) => new RegExp([...number.replaceAll(" ", "")].join("[ -]?")));
/** The same as UTF-8 in base64 and hexadecimal, as bytes are printed. */
const ENCODED = Object.values(TEST_CARDS).flatMap((number) => {
  const digits = number.replaceAll(" ", "");
  return [Buffer.from(digits).toString("hex"), Buffer.from(digits).toString("base64").replace(/=+$/, "").slice(0, -1)];
});
const holdsCard = (text: string): boolean =>
  PATTERNS.some((pattern) => pattern.test(text)) || ENCODED.some((code) => text.includes(code));

/** Bytes of attributes are searched as what they are. */
const asText = (_key: string, value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value;

describe("the search itself", () => {
  it.each([
    "4242424242424242",
    "4242-4242-4242-4242",
    '{"number":"4242 4242 4242 4242"}',
    Buffer.from("4242424242424242").toString("base64"),
  ])("finds %s", (text) => {
    expect(holdsCard(text)).toBe(true);
  });
  it("does not find what may be shown", () => {
    expect(holdsCard("42424242…4242, 378282…0005")).toBe(false);
  });
});

/** Cards on all their ways: in, known, refused, out, an envelope that somebody may not open; charged, declined, where they do not belong. */
async function travel(): Promise<void> {
  const vault = vaultOf(platform);
  const journey = new Journey(() => undefined);
  const { outputs } = platform;
  const expYear = new Date().getUTCFullYear() + 2;
  await vaultJourney(journey, { settings, outputs, vault, expYear });
  await paymentsJourney(journey, { settings, outputs, api: apiOf(platform), expYear });
  vault.close();
}

describe("no card number is in", () => {
  it("any log of any function", async () => {
    const logs = new CloudWatchLogsClient(settings);
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
    const found: string[] = [];
    let lines = 0;
    for (const { logGroupName } of logGroups) {
      let nextToken: string | undefined;
      do {
        const page = await logs.send(new FilterLogEventsCommand({ logGroupName, nextToken }));
        for (const { message = "" } of page.events ?? []) {
          lines += 1;
          if (holdsCard(message)) found.push(logGroupName ?? "");
        }
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
    }
    logs.destroy();
    expect(lines).toBeGreaterThan(10);
    expect(found).toEqual([]);
  });

  it("any item of any table", async () => {
    const dynamodb = new DynamoDBClient(settings);
    const { TableNames = [] } = await dynamodb.send(new ListTablesCommand({}));
    const found: string[] = [];
    let items = 0;
    for (const TableName of TableNames)
      for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName }))
        for (const item of Items) {
          items += 1;
          if (holdsCard(JSON.stringify(item, asText))) found.push(`${TableName}: ${item.pk?.S ?? ""}`);
        }
    dynamodb.destroy();
    expect(items).toBeGreaterThan(10);
    expect(found).toEqual([]);
  });

  it("any object of any bucket, Terraform's state among them", async () => {
    const s3 = new S3Client({ ...settings, forcePathStyle: true });
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    const found: string[] = [];
    const keys: string[] = [];
    for (const { Name } of Buckets)
      for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: Name ?? "" }))
        for (const { Key = "" } of Contents) {
          keys.push(Key);
          // The functions' code names the acquirer's documented test numbers.
          if (Key.startsWith("functions/")) continue;
          const { Body } = await s3.send(new GetObjectCommand({ Bucket: Name, Key }));
          if (holdsCard((await Body?.transformToString("latin1")) ?? "")) found.push(`${Name ?? ""}/${Key}`);
        }
    s3.destroy();
    expect(keys.some((key) => key.endsWith("terraform.tfstate"))).toBe(true);
    expect(found).toEqual([]);
  });

  it("any event that cards leave on a bus: AWS's own, and the platform's", async () => {
    const buses = [
      await EventCapture.open(platform),
      await EventCapture.open(platform, { bus: platform.events.bus, source: EVENT_SOURCE }),
    ];
    await travel();
    for (const bus of buses) {
      const events = await bus.close();
      expect(events.length).toBeGreaterThan(0);
      expect(events.filter(holdsCard)).toEqual([]);
    }
  });

  it("any message that waits in a queue: dead letters, failures, deliveries", async () => {
    const sqs = new SQSClient(settings);
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    const found: string[] = [];
    for (const QueueUrl of QueueUrls) {
      // Hidden until all are read; nobody takes from these queues what this test has seen.
      for (let count = 1; count > 0;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600 }),
        );
        count = Messages.length;
        found.push(...Messages.filter(({ Body = "" }) => holdsCard(Body)).map(() => QueueUrl));
      }
    }
    sqs.destroy();
    expect(QueueUrls.length).toBeGreaterThan(4);
    expect(found).toEqual([]);
  });

  it("any file that make start wrote: logs, journey, plans, states", () => {
    const files = readdirSync(PLATFORM_FOLDER, { recursive: true, encoding: "utf8" })
      // Providers, the functions' code (it names the acquirer's documented test numbers), and the modules' READMEs (so do they).
      .filter((file) => !/(^|\/)(\.terraform|tmp|assets|dist)(\/|$)/.test(file))
      .map((file) => path.join(PLATFORM_FOLDER, file))
      .filter((file) => statSync(file).isFile());
    expect(files.some((file) => file.endsWith("journey.json"))).toBe(true);
    expect(files.filter((file) => holdsCard(readFileSync(file, "latin1")))).toEqual([]);
  });
});

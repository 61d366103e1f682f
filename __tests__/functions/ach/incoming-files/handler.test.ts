import type { Context, SQSBatchResponse } from "aws-lambda";
import { collect } from "../../../../functions/ach/incoming-files/collect";
import { MemoryKms } from "../../vault/support/memory-kms";
import { World } from "../support/world";
import { BUCKET, Inbox, settlement } from "./support/inbox";

const mockWorld = new World();
const mockKms = new MemoryKms();
const mockInbox = new Inbox(mockWorld);
const mockReports = new Map<string, string>();

jest.mock("../../../../functions/shared/clients", () => ({ connectDynamo: () => mockWorld.table.client }));
jest.mock("../../../../functions/vault/kms", () => ({ connectKms: () => mockKms }));
jest.mock("../../../../functions/ach/incoming-files/bucket-adapter", () => ({
  connectIncomingBucket: () => mockInbox.bucket,
}));
jest.mock("../../../../functions/ach/incoming-files/outbox-adapter", () => ({
  connectOutbox: () => mockInbox.outbox,
}));
jest.mock("../../../../functions/ach/reconciliation/bucket-adapter", () => ({
  connectReportBucket: () => ({
    keep: (key: string, text: string) => {
      mockReports.set(key, text);
      return Promise.resolve();
    },
  }),
}));

const KEY = "arn:aws:kms:us-west-2:111122223333:key/ach";
const ENVIRONMENT = {
  ACH_TRANSFERS_TABLE_NAME: "ach-transfers-test",
  PAYMENT_TRANSACTIONS_TABLE_NAME: "payment-transactions-test",
  ESCROW_ACCOUNTS_TABLE_NAME: "escrow-accounts-test",
  ACH_FILES_BUCKET_NAME: BUCKET,
  ACH_KEY_ARN: KEY,
  ACH_HMAC_KEY_ARN: KEY,
  ODFI_SETTINGS: JSON.stringify({
    odfi: { routingNumber: "121042882", name: "FIRST TEST BANK" },
    company: { name: "TEST COMPANY", identification: "1234567890" },
    limits: { creditCentsMax: 1000, debitCentsMax: 1000, perDay: { countMax: 100, sumCentsMax: 10_000 } },
  }),
  SFTP_CONNECTOR_ID: "c-0123456789abcdef0",
  ENVIRONMENT: "test",
  AWS_REGION: "us-west-2",
  POWERTOOLS_LOG_LEVEL: "SILENT",
  POWERTOOLS_METRICS_DISABLED: "true",
  POWERTOOLS_METRICS_NAMESPACE: "payments",
  POWERTOOLS_SERVICE_NAME: "ach",
};
const CONTEXT = { getRemainingTimeInMillis: () => 60_000 } as Context;

type Handler<Report> = (event: unknown, context: Context) => Promise<Report>;

/** The handler of an entry as it starts in an environment. */
async function start<Report>(entry: string): Promise<Handler<Report>> {
  const before = process.env;
  process.env = { ...before, ...ENVIRONMENT };
  try {
    return ((await import(`../../../../functions/ach/${entry}.handler`)) as { handler: Handler<Report> }).handler;
  } finally {
    process.env = before;
  }
}

describe("the function that takes what the bank sends", () => {
  it("takes messages one by one: one that fails stays in the queue, the others are done with", async () => {
    const handler = await start<SQSBatchResponse>("incoming");
    const object = mockInbox.bucket.put("incoming/s.csv", settlement([["none", "2026-03-03", 1, 1]]));
    const records = [
      { messageId: "1", body: "nothing" },
      { messageId: "2", ...mockInbox.message(object) },
    ];
    const Records = records.map((record) => ({ ...record, eventSource: "aws:sqs" }));
    expect(await handler({ Records }, CONTEXT)).toEqual({ batchItemFailures: [{ itemIdentifier: "1" }] });
    expect(mockInbox.files()).toEqual([expect.objectContaining({ kind: "settlement", unmatched: 1, status: "kept" })]);
    expect(await handler({ Records: Records.slice(0, 1) }, CONTEXT)).toEqual({
      batchItemFailures: [{ itemIdentifier: "1" }],
    });
  });

  it("begins to collect by the schedule, where there is a connector", async () => {
    const handler = await start("incoming");
    expect(await handler({ collect: true }, CONTEXT)).toEqual({ listing: true, taken: 0 });
    expect(mockInbox.outbox.listings).toBe(1);
    const { outbox: _outbox, ...parts } = mockInbox.parts();
    expect(await collect(parts, Infinity)).toEqual({ listing: false, taken: 0 });
  });
});

describe("the function that reconciles", () => {
  it("reconciles yesterday, or a day that it is given, and nothing else", async () => {
    const handler = await start<{ day: string; entries: number }>("reconciler");
    expect(await handler({}, CONTEXT)).toMatchObject({ entries: 0, missing: 0, exceeded: [] });
    expect(await handler({ day: "2026-03-02" }, CONTEXT)).toMatchObject({ day: "2026-03-02" });
    expect(mockReports.has("reports/2026-03-02/reconciliation.json")).toBe(true);
    for (const day of ["2026-02-30", 5]) await expect(handler({ day }, CONTEXT)).rejects.toThrow("allowed is {}");
  });
});

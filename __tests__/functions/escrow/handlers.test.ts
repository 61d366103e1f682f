import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import type { ApiHandler } from "../../../functions/api";
import { systemClock, toTimestamp } from "../../../functions/shared/clock";
import type { DrainOrder } from "../../../functions/escrow/drain";
import { call } from "../payments/support/calls";
import { settingsOf } from "../ach/support/world";
import { ACH_TABLE, TABLES } from "../payments/support/world";
import { PayoutWorld } from "./support/payout-world";

/** The names begin so for jest, which calls these mocks before anything here runs. */
const mockWorld = new PayoutWorld();
const mockOrders: DrainOrder[] = [];
const mockCounted: string[] = [];
jest.mock("../../../functions/shared/metrics", () => ({
  createCounter: () => (name: string) => void mockCounted.push(name),
}));
jest.mock("../../../functions/shared/clients", () => ({ connectDynamo: () => mockWorld.table.client }));
jest.mock("../../../functions/payments/request-key-kms", () => ({
  connectRequestKey: () => Promise.resolve(Buffer.alloc(32, 7)),
}));
jest.mock("../../../functions/escrow/queue-adapter", () => ({
  connectOrderQueue: () => ({
    send: (orders: readonly DrainOrder[]) => {
      mockOrders.push(...orders);
      return Promise.resolve();
    },
  }),
}));

const DAY = { countMax: 1000, sumCentsMax: 100_000_000 };
const INTEREST = {
  paidTo: "customer",
  rates: [{ jurisdiction: "US", effectiveFrom: "2020-01-01", rateMicros: 45_000, dayCount: "actual/365" }],
};
const ENVIRONMENT = {
  PAYMENT_TRANSACTIONS_TABLE_NAME: TABLES.payments,
  ESCROW_ACCOUNTS_TABLE_NAME: TABLES.escrow,
  ESCROW_SETTINGS: JSON.stringify({ fundsAfterDays: { simulator: 0 }, interest: INTEREST }),
  ESCROW_QUEUE_URL: "https://sqs.us-west-2.amazonaws.com/123456789012/escrow-releases-test",
  ENVIRONMENT: "test",
  AWS_REGION: "us-west-2",
  REQUEST_KEY_ARN: "arn:aws:kms:us-west-2:123456789012:key/mrk-0a",
  LIMITS: JSON.stringify({
    amountCentsMax: 10_000_000,
    reviewAboveCents: 10_000_000,
    perDay: { customer: DAY, card: DAY, address: DAY },
  }),
  ACQUIRER_FEE: JSON.stringify({ basisPoints: 0, fixedCents: 0 }),
  RAIL_EGRESS_FUNCTION_ARN: "arn:aws:lambda:us-west-2:123456789012:function:rail-egress-test:live",
  DEFAULT_RAIL: "simulator",
  POWERTOOLS_LOG_LEVEL: "SILENT",
  POWERTOOLS_METRICS_DISABLED: "true",
  POWERTOOLS_METRICS_NAMESPACE: "payments",
  POWERTOOLS_SERVICE_NAME: "escrow",
};

const BANK = { ACH_TRANSFERS_TABLE_NAME: ACH_TABLE, ODFI_SETTINGS: JSON.stringify(settingsOf()) };

/** The handler of an entry as it starts in an environment. */
async function start<Handler>(entry: string, change: Record<string, string> = {}): Promise<Handler> {
  const before = process.env;
  process.env = { ...before, ...ENVIRONMENT, ...change };
  try {
    return ((await import(`../../../functions/escrow/${entry}.handler`)) as { handler: Handler }).handler;
  } finally {
    process.env = before;
  }
}

type Worker = (
  event: SQSEvent | { readonly source: string } | { readonly compare: true },
  context: Context,
) => Promise<SQSBatchResponse | { readonly ordered: number }>;

const context = { awsRequestId: "request-1", getRemainingTimeInMillis: () => 55_000 } as Context;

/** What the schedule and the queue do with a function. */
async function minute(
  worker: Worker,
  input: { readonly source: string } | { readonly compare: true } = { source: "schedule" },
): Promise<number> {
  const ordered = await worker(input, context);
  const Records = mockOrders.splice(0).map((order, place) => ({ messageId: `${place}`, body: JSON.stringify(order) }));
  expect(await worker({ Records } as SQSEvent, context)).toEqual({ batchItemFailures: [] });
  return "ordered" in ordered ? ordered.ordered : 0;
}

describe("the escrow's handlers", () => {
  it("serve the API", async () => {
    mockWorld.escrowSettings = {
      ...mockWorld.escrowSettings,
      interest: { paidTo: "customer", jurisdiction: "US", rates: [] },
    };
    await mockWorld.held();
    const manager = await start<ApiHandler>("manager");
    const path = { escrow_id: mockWorld.escrow().id };
    const found = await call(manager, "GET", { resource: "/escrows/{escrow_id}", path });
    expect([found.status, found.body.status]).toEqual([200, "holding"]);
    const listed = await call(manager, "GET", { resource: "/escrows" });
    expect(listed.body.data).toHaveLength(1);
  });

  it("accrue interest, and release what is due, shard by shard", async () => {
    // The machine's clock is past the world's, or before it.
    for (const item of mockWorld.escrowTable.items.values())
      if (item.dueAt) item.dueAt = { S: "2020-01-01T00:00:00.000Z" };
    const escrow = mockWorld.escrowTable.items.get(`ESCROW#${mockWorld.escrow().id}|ESCROW`)!;
    escrow.releaseConditions = { S: JSON.stringify({ time: "2020-01-01T00:00:00.000Z" }) };
    escrow.fundsAvailableAt = { S: "2020-01-01T00:00:00.000Z" };
    expect(await minute(await start<Worker>("accruer"))).toBe(1);
    mockWorld.openBank();
    expect(await minute(await start<Worker>("releaser", BANK))).toBe(1);
    expect(mockWorld.escrow().status).toBe("released");
    mockWorld.expectPaidOut();
    expect(mockWorld.transfers()).toHaveLength(1);
  });

  it("pay providers out whose day has come, shard by shard", async () => {
    mockWorld.openBank("pro_2", {
      payoutSchedule: "daily",
      nextPayoutOn: "2020-01-02",
      dueShard: "payout/us-west-2/00",
    });
    const payable = { kind: "provider_payable", owner: "pro_2", currency: "USD" } as const;
    const debit = { kind: "revenue", owner: "platform", currency: "USD" } as const;
    await mockWorld.book(debit, payable, 700);
    expect(await minute(await start<Worker>("payouts", BANK))).toBe(1);
    expect(mockWorld.transfers().map(({ providerId }) => providerId)).toContain("pro_2");
    expect(mockWorld.balance("provider_payable", "pro_2")).toBe(0);
  });

  it("compare what moved yesterday with the ledger, shard by shard", async () => {
    const yesterday = toTimestamp(systemClock.now() - 24 * 60 * 60 * 1000);
    for (const item of mockWorld.escrowTable.items.values()) if (item.listShard) item.createdAt = { S: yesterday };
    const balance = mockWorld.escrowTable.items.get("BALANCE#escrow/pay_1/USD|BALANCE")!;
    const accruer = await start<Worker>("accruer");
    expect(await minute(accruer, { compare: true })).toBe(16);
    expect(mockCounted).not.toContain("EscrowImbalance");
    balance.balanceCents = { N: "1" };
    expect(await minute(accruer, { compare: true })).toBe(16);
    expect(mockCounted).toContain("EscrowImbalance");
  });

  it("do not start where their environment is not what they need", async () => {
    jest.resetModules();
    const wrong = { ESCROW_SETTINGS: '{"holdDays":-1}', ESCROW_QUEUE_URL: "queue" };
    await expect(start("releaser", wrong)).rejects.toThrow(
      /ESCROW_SETTINGS: must be JSON such as .*\n.*ESCROW_QUEUE_URL: must be the URL/,
    );
    await expect(start("manager", { ...BANK, ODFI_SETTINGS: "{}" })).rejects.toThrow(
      /ODFI_SETTINGS: must be JSON such as/,
    );
    await expect(start("manager", { ...BANK, ODFI_SETTINGS: "" })).rejects.toThrow("both are given, or neither is");
  });
});

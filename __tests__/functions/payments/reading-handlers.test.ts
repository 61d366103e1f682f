import type { ApiHandler } from "../../../functions/api";
import { dynamoListingStore, type ListedTables } from "../../../functions/payments/listing-store";
import { dynamoMethodStore } from "../../../functions/payments/parties/method-store";
import { dynamoPartyStore } from "../../../functions/payments/parties/store";
import { dynamoPaymentStore } from "../../../functions/payments/store";
import { MemoryTable } from "../ledger/support/memory-table";
import { ManualClock, seededRandom } from "../vault/support/seeded";
import { call } from "./support/calls";
import { samplePayment } from "./support/samples";

const mockTable = new MemoryTable();
const mockTiming = { clock: new ManualClock(), random: seededRandom("handlers") };
const mockListing = (tables: ListedTables) => dynamoListingStore(mockTable.client, tables, mockTiming);
const mockMethods = (tableName: string) => dynamoMethodStore(mockTable.client, tableName);
const mockParties = (tableName: string) => dynamoPartyStore(mockTable.client, tableName);
const mockAsked: unknown[] = [];

jest.mock("../../../functions/payments/listing-store", () => ({
  ...jest.requireActual<object>("../../../functions/payments/listing-store"),
  connectListingStore: (tables: ListedTables) => mockListing(tables),
}));
jest.mock("../../../functions/payments/parties/method-store", () => ({
  ...jest.requireActual<object>("../../../functions/payments/parties/method-store"),
  connectMethodStore: (name: string) => mockMethods(name),
}));
jest.mock("../../../functions/payments/parties/store", () => ({
  ...jest.requireActual<object>("../../../functions/payments/parties/store"),
  connectPartyStore: (name: string) => mockParties(name),
}));
jest.mock("../../../functions/payments/lambda-clients", () => ({
  connectInvoke: (functionArn: string) => (request: object) => {
    mockAsked.push(functionArn, request);
    const card = { brand: "visa", lastFour: "4242", expMonth: 12, expYear: 2030 };
    return Promise.resolve({
      payload: JSON.stringify({ ok: true, token: "tok_1", created: true, card }),
      failed: false,
    });
  },
}));

const TOKENISE = "arn:aws:lambda:us-west-2:123456789012:function:tokenise-test:live";
const ENVIRONMENT = {
  PAYMENT_TRANSACTIONS_TABLE_NAME: "payment-transactions-test",
  ESCROW_ACCOUNTS_TABLE_NAME: "escrow-accounts-test",
  TOKENISE_FUNCTION_ARN: TOKENISE,
  ENVIRONMENT: "test",
  AWS_REGION: "us-west-2",
  POWERTOOLS_LOG_LEVEL: "SILENT",
};

/** The handler of an entry as it starts in an environment. */
async function start(entry: string, environment: Record<string, string> = ENVIRONMENT): Promise<ApiHandler> {
  const before = process.env;
  process.env = { ...before, ...environment };
  try {
    const started = (await import(`../../../functions/payments/${entry}.handler`)) as { handler: ApiHandler };
    return started.handler;
  } finally {
    process.env = before;
  }
}

describe("the handlers of what is kept", () => {
  it("read payments and events of their own Region", async () => {
    await dynamoPaymentStore(mockTable.client, {
      payments: "payment-transactions-test",
      escrow: "escrow-accounts-test",
    }).commit({
      payment: samplePayment(),
      events: [],
    });
    const handler = await start("reader");
    const payments = await call(handler, "GET", { resource: "/payments" });
    expect(payments.body).toMatchObject({ data: [{ payment_id: "pay_1" }] });
    expect((await call(handler, "GET", { resource: "/events" })).body).toEqual({ data: [] });
  });

  it("keep parties, and tokens that their methods are listed by", async () => {
    const parties = await start("parties");
    const path = { customer_id: "cus_1" };
    expect(await call(parties, "PUT", { resource: "/customers/{customer_id}", path, body: {} })).toMatchObject({
      status: 201,
    });
    const tokens = await start("tokens");
    const body = { customer_id: "cus_1", card: { number: "4242424242424242", exp_month: 12, exp_year: 2030 } };
    expect(await call(tokens, "POST", { resource: "/tokens", body })).toMatchObject({ status: 201 });
    expect(mockAsked[0]).toBe(TOKENISE);
    const listed = await call(parties, "GET", { resource: "/customers/{customer_id}/payment-methods", path });
    expect(listed.body).toMatchObject({ data: [{ payment_method: "tok_1", card: { last_four: "4242" } }] });
  });

  it("do not start in an environment that is not theirs", async () => {
    jest.resetModules();
    const wrong = { ...ENVIRONMENT, PAYMENT_TRANSACTIONS_TABLE_NAME: "", TOKENISE_FUNCTION_ARN: "tokenise" };
    await expect(start("tokens", wrong)).rejects.toThrow(
      /PAYMENT_TRANSACTIONS_TABLE_NAME: must be a table name.*\n.*TOKENISE_FUNCTION_ARN: must be the ARN/,
    );
  });
});

import type { Context } from "aws-lambda";
import type { ApiHandler } from "../../../functions/api";
import { FileConflictError } from "../../../functions/ach/bucket-store";
import { call } from "../payments/support/calls";
import { MemoryKms } from "../vault/support/memory-kms";
import { easternDay } from "../../../functions/ach/calendar/eastern-time";
import { applyReturn } from "../../../functions/ach/incoming/return";
import { writeTransfer } from "../../../functions/ach/items";
import { systemClock } from "../../../functions/shared/clock";
import { settleFile } from "../../../functions/ach/incoming/settle";
import { FILE, sent } from "./support/sent";
import { World } from "./support/world";

const mockWorld = new World();
const mockKms = new MemoryKms();

jest.mock("../../../functions/shared/clients", () => ({ connectDynamo: () => mockWorld.table.client }));
jest.mock("../../../functions/vault/kms", () => ({ connectKms: () => mockKms }));
jest.mock("../../../functions/ach/bucket-store", () => ({
  ...jest.requireActual<object>("../../../functions/ach/bucket-store"),
  connectFileBucket: () => mockWorld.bucket,
}));

const KEY = "arn:aws:kms:us-west-2:111122223333:key/ach";
const SETTINGS = {
  odfi: { routingNumber: "121042882", name: "FIRST TEST BANK" },
  company: { name: "TEST COMPANY", identification: "1234567890" },
  limits: { creditCentsMax: 1_000_000, debitCentsMax: 1_000_000, perDay: { countMax: 100, sumCentsMax: 10_000_000 } },
};
const ENVIRONMENT = {
  ACH_TRANSFERS_TABLE_NAME: "ach-transfers-test",
  ESCROW_ACCOUNTS_TABLE_NAME: "escrow-accounts-test",
  PAYMENT_TRANSACTIONS_TABLE_NAME: "payment-transactions-test",
  ACH_FILES_BUCKET_NAME: "ach-files-test",
  ACH_KEY_ARN: KEY,
  ACH_HMAC_KEY_ARN: KEY,
  ODFI_SETTINGS: JSON.stringify(SETTINGS),
  ENVIRONMENT: "test",
  AWS_REGION: "us-west-2",
  POWERTOOLS_LOG_LEVEL: "SILENT",
  POWERTOOLS_METRICS_DISABLED: "true",
  POWERTOOLS_METRICS_NAMESPACE: "payments",
  POWERTOOLS_SERVICE_NAME: "ach",
};

/** The handler of an entry as it starts in an environment. */
async function start<Handler = ApiHandler>(entry: string, change: object = {}): Promise<Handler> {
  const before = process.env;
  process.env = { ...before, ...ENVIRONMENT, ...change };
  try {
    return ((await import(`../../../functions/ach/${entry}.handler`)) as { handler: Handler }).handler;
  } finally {
    process.env = before;
  }
}

const ACCOUNT = {
  provider_id: "pro_9",
  holder_name: "GARDEN WORKS LLC",
  holder_type: "company",
  routing_number: "091000019",
  // It passes for a card number, and is none.
  account_number: "4242424242424242",
  account_type: "checking",
};

describe("the functions of ACH", () => {
  const codesOf = (body: object) => (body as { errors?: { code: string }[] }).errors?.map(({ code }) => code);

  it("take payments by bank account, refuse what is no request, and let no error out as it was", async () => {
    const rail = await start<(event: unknown, context: Context) => Promise<object>>("rail");
    const context = { awsRequestId: "request-1" } as Context;
    const none = { ok: true, reference: "pay_1/charge/1", outcome: "not_found", code: "unknown_reference" };
    expect(await rail({ operation: "ask", reference: "pay_1/charge/1" }, context)).toEqual(none);
    expect(await rail({ operation: "verify" }, context)).toMatchObject({ ok: false });
    const broken = jest.spyOn(mockWorld.table, "send").mockRejectedValueOnce(new Error("4242424242424242"));
    await expect(rail({ operation: "ask", reference: "pay_1/charge/1" }, context)).rejects.not.toThrow(
      "4242424242424242",
    );
    broken.mockRestore();
  });

  it("take a bank account, verify it, keep authorisations, and show its last four alone", async () => {
    const handler = await start("bank-accounts");
    const made = await call(handler, "POST", { resource: "/bank-accounts", body: ACCOUNT });
    expect(made).toMatchObject({
      status: 201,
      body: { last_four: "4242", status: "unverified", provider_id: "pro_9" },
    });
    expect((await call(handler, "POST", { resource: "/bank-accounts", body: ACCOUNT })).status).toBe(200);
    const id = String(made.body.bank_account_id);
    const path = { bank_account_id: id };
    const of = (more: string) => ({ resource: `/bank-accounts/{bank_account_id}${more}`, path });
    expect(await call(handler, "POST", { ...of("/verify"), body: { method: "micro_deposits" } })).toMatchObject({
      status: 202,
      body: { status: "pending_verification", verification: { method: "micro_deposits" } },
    });
    const amounts = mockWorld
      .transfers()
      .filter(({ direction }) => direction === "credit")
      .map(({ amountCents }) => amountCents / 100);
    const wrong = await call(handler, "POST", { ...of("/verify"), body: { amounts: [5.01, 5.02] } });
    expect([wrong.status, codesOf(wrong.body)]).toEqual([422, ["verification_amounts_wrong"]]);
    const verified = await call(handler, "POST", { ...of("/verify"), body: { amounts } });
    expect(verified).toMatchObject({ status: 200, body: { status: "verified" } });
    for (const body of [{}, { amounts: [0.5] }, { method: "prenote", amounts }]) {
      expect((await call(handler, "POST", { ...of("/verify"), body })).status).toBe(400);
    }
    expect(codesOf((await call(handler, "POST", { ...of("/verify"), body: { amounts: [0.123, 0.5] } })).body)).toEqual([
      "amount_invalid",
    ]);
    const given = {
      method: "online",
      use: "single",
      evidence: "x",
      given_at: "2026-01-01T00:00:00Z",
      amount_max: 12.5,
    };
    const kept = await call(handler, "POST", { ...of("/authorisations"), body: given });
    expect(kept).toMatchObject({ status: 201, body: { amount_max: 12.5, use: "single" } });
    expect(
      codesOf((await call(handler, "POST", { ...of("/authorisations"), body: { ...given, amount_max: 0.001 } })).body),
    ).toEqual(["amount_invalid"]);
    const revoke = "/bank-accounts/{bank_account_id}/authorisations/{authorisation_id}/revoke";
    const ended = await call(handler, "POST", {
      resource: revoke,
      path: { ...path, authorisation_id: String(kept.body.authorisation_id) },
    });
    expect(ended).toMatchObject({ status: 200, body: { revoked_at: expect.any(String) } });
    expect((await call(handler, "GET", of(""))).body).toEqual(verified.body);
    expect((await call(handler, "GET", { resource: "/bank-accounts", query: { provider_id: "pro_9" } })).body).toEqual({
      data: [verified.body],
    });
    expect(codesOf((await call(handler, "GET", { resource: "/bank-accounts" })).body)).toEqual(["required"]);
    expect(
      codesOf(
        (await call(handler, "POST", { resource: "/bank-accounts", body: { ...ACCOUNT, customer_id: "c" } })).body,
      ),
    ).toEqual(["invalid"]);
    const refused = await call(handler, "POST", {
      resource: "/bank-accounts",
      body: { ...ACCOUNT, account_number: "42!42", routing_number: "1" },
    });
    expect(refused.text).not.toContain("42!42");
    expect(codesOf(refused.body)).toEqual(["routing_number_invalid", "account_number_invalid"]);
    const missing = { ...of(""), path: { bank_account_id: "ba_none" } };
    expect((await call(handler, "GET", missing)).status).toBe(404);
    expect(
      codesOf(
        (await call(handler, "GET", { resource: "/bank-accounts", query: { provider_id: "pro_9", customer_id: "c" } }))
          .body,
      ),
    ).toEqual(["invalid"]);
    expect(JSON.stringify(mockWorld.table.startingWith(""))).not.toContain("4242424242424242");
  });

  it("make, show, list and cancel transfers, and close windows", async () => {
    const accounts = await start("bank-accounts");
    const transfers = await start("transfers");
    const [account] = (await call(accounts, "GET", { resource: "/bank-accounts", query: { provider_id: "pro_9" } }))
      .body.data as [{ bank_account_id: string }];
    await mockWorld.fund({ provider: ["pro_9", 100_000], cash: 100_000 });
    const asked = { direction: "credit", amount: 250, bank_account_id: account.bank_account_id };
    const headers = { "idempotency-key": "order-1" };
    const made = await call(transfers, "POST", { resource: "/ach-transfers", body: asked, headers });
    expect(made).toMatchObject({
      status: 201,
      body: { amount_cents: 25_000, status: "initiated", transfer_type: "standard" },
    });
    expect(made.text).toContain('"amount":250.00');
    expect((await call(transfers, "POST", { resource: "/ach-transfers", body: asked, headers })).text).toBe(made.text);
    const auto = {
      ...asked,
      transfer_type: "auto",
      purpose: "payout",
      needed_by: "2020-01-01",
      authorisation_id: "aut_1",
      currency: "USD",
    };
    expect(codesOf((await call(transfers, "POST", { resource: "/ach-transfers", body: auto })).body)).toEqual([
      "needed_by_passed",
    ]);
    const path = { transfer_id: String(made.body.transfer_id) };
    expect((await call(transfers, "GET", { resource: "/ach-transfers/{transfer_id}", path })).body).toEqual(made.body);
    const query = {
      provider_id: "pro_9",
      status: "initiated",
      created_after: "2020-01-01T00:00:00Z",
      created_before: "2100-01-01T00:00:00Z",
    };
    expect((await call(transfers, "GET", { resource: "/ach-transfers", query })).body).toEqual({ data: [made.body] });
    const none = { customer_id: "c", cursor: "nothing", limit: "1" };
    expect(codesOf((await call(transfers, "GET", { resource: "/ach-transfers", query: none })).body)).toEqual([
      "cursor_invalid",
    ]);
    expect(
      (await call(transfers, "GET", { resource: "/ach-transfers/{transfer_id}", path: { transfer_id: "ach_none" } }))
        .status,
    ).toBe(404);

    type Optimizer = (event: unknown, context: Context) => Promise<{ windows: { files: object[] }[] }>;
    const optimizer = await start<Optimizer>("optimizer");
    const context = { getRemainingTimeInMillis: () => 60_000 } as Context;
    const { windows } = await optimizer({ window: "standard" }, context);
    expect(windows.flatMap(({ files }) => files)).toEqual([expect.objectContaining({ status: "built", entries: 4 })]);
    const cancel = await call(transfers, "POST", { resource: "/ach-transfers/{transfer_id}/cancel", path });
    expect([cancel.status, codesOf(cancel.body)]).toEqual([409, ["illegal_transition"]]);
    const id = mockWorld.files()[0]!.id;
    expect(await optimizer({ show: "windows" }, context)).toMatchObject({ ok: true, odfi: "12104288" });
    expect(await optimizer({ show: "file", file_id: id }, context)).toMatchObject({ ok: true, file: { file_id: id } });
    await expect(optimizer({ window: "never" }, context)).rejects.toThrow("allowed is {}");
    await expect(optimizer({ window: "standard", processing_day: "1999-01-01" }, context)).rejects.toThrow(
      "There is no window",
    );
  });

  it("reverse transfers, and try debits again", async () => {
    const transfers = await start("transfers");
    const { world, credit, debit, deliver, notice } = await sent();
    await deliver();
    await settleFile(world.parts(), FILE, "2026-11-24");
    await applyReturn(world.parts(), notice(debit, "R01"));
    for (const item of world.table.startingWith("")) mockWorld.table.put(item);
    // The handlers keep the machine's time.
    const settledOn = easternDay(systemClock.now());
    for (const id of [credit, debit]) mockWorld.table.put(writeTransfer({ ...world.transfer(id), settledOn }));
    const of = (transfer_id: string, step: string) => ({
      resource: `/ach-transfers/{transfer_id}/${step}`,
      path: { transfer_id },
    });
    const reverse = (body: object, id = credit) => call(transfers, "POST", { ...of(id, "reverse"), body });
    expect((await reverse({ reason: "regret" })).status).toBe(400);
    const late = await reverse({ reason: "duplicate", found_at: "2020-01-01T00:00:00Z" });
    expect([late.status, codesOf(late.body)]).toEqual([422, ["reversal_not_allowed"]]);
    const reversal = await reverse({ reason: "duplicate" });
    expect(reversal).toMatchObject({ status: 201, body: { purpose: "reversal", reversal_of: credit } });
    expect((await reverse({ reason: "duplicate" }, "ach_none")).status).toBe(404);
    const retried = await call(transfers, "POST", of(debit, "reinitiate"));
    expect(retried).toMatchObject({ status: 201, body: { entry_description: "RETRY PYMT", retry_of: debit } });
    expect((await call(transfers, "POST", of("ach_none", "reinitiate"))).status).toBe(404);
  });

  it("do not start in an environment that is not theirs, and tell no value of it", async () => {
    jest.resetModules();
    const wrong = { ...SETTINGS, odfi: { routingNumber: "121042883", name: "FIRST TEST BANK" } };
    const started = start("transfers", { ODFI_SETTINGS: JSON.stringify(wrong), ACH_HMAC_KEY_ARN: "none" });
    const error = await started.then(
      () => undefined,
      (caught: unknown) => caught as Error,
    );
    expect(error?.name).toBe("environment_invalid");
    expect(error?.message).toContain("ODFI_SETTINGS: must be JSON such as");
    expect(error?.message).not.toContain("121042883");
    expect(new FileConflictError("x").code).toBe("ach_file_conflict");
  });
});

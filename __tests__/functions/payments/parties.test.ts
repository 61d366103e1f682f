import {
  getCustomer,
  getProvider,
  listPaymentMethods,
  putCustomer as putCustomerOperation,
  putProvider as putProviderOperation,
  serveApi,
} from "../../../functions/api";
import { writeParty } from "../../../functions/payments/parties/items";
import { dynamoMethodStore } from "../../../functions/payments/parties/method-store";
import { getCustomer as find, putCustomer, putProvider } from "../../../functions/payments/parties/parties";
import { blockedFaults, firstUse, guestOf, newParties, partiesOf } from "../../../functions/payments/parties/party";
import { partyRoutes } from "../../../functions/payments/parties/routes";
import { dynamoPartyStore } from "../../../functions/payments/parties/store";
import { BusyError } from "../../../functions/shared/retry";
import { MemoryTable } from "../ledger/support/memory-table";
import { ManualClock, seededRandom } from "../vault/support/seeded";
import { call, memoryLog } from "./support/calls";

const TABLE = "payment-transactions-test";
const CUSTOMER = { resource: "/customers/{customer_id}", path: { customer_id: "cus_1" } };
const PROVIDER = { resource: "/providers/{provider_id}", path: { provider_id: "pro_1" } };
const METHODS = { resource: "/customers/{customer_id}/payment-methods", path: { customer_id: "cus_1" } };

function office() {
  const table = new MemoryTable();
  const clock = new ManualClock();
  const methods = dynamoMethodStore(table.client, TABLE);
  const store = dynamoPartyStore(table.client, TABLE);
  const parts = { store, methods, clock, random: seededRandom("parties"), region: "us-west-2" };
  const operations = {
    putCustomer: putCustomerOperation,
    putProvider: putProviderOperation,
    getCustomer,
    getProvider,
    listPaymentMethods,
  };
  return { table, clock, methods, parts, handler: serveApi(memoryLog(), operations, partyRoutes(parts)) };
}

describe("a customer", () => {
  it("is made, and replaced as a whole", async () => {
    const { handler, clock } = office();
    const body = { external_reference: "crm-1", name: "Garden Club", email: "club@example.com" };
    expect(await call(handler, "PUT", { ...CUSTOMER, body })).toMatchObject({ status: 201 });
    clock.milliseconds += 1000;
    expect(await call(handler, "PUT", { ...CUSTOMER, body: { status: "blocked" } })).toMatchObject({ status: 200 });
    const { status, body: shown } = await call(handler, "GET", CUSTOMER);
    expect(status).toBe(200);
    expect(shown).toEqual({
      customer_id: "cus_1",
      status: "blocked",
      version: 2,
      created_at: "2026-11-15T12:00:00.000Z",
      updated_at: "2026-11-15T12:00:01.000Z",
    });
  });

  it("is shown with what was said of it", async () => {
    const { handler } = office();
    const body = { external_reference: "crm-1", name: "Garden Club", email: "club@example.com" };
    await call(handler, "PUT", { ...CUSTOMER, body });
    expect((await call(handler, "GET", CUSTOMER)).body).toMatchObject({ ...body, status: "active", version: 1 });
  });

  it("that there is none of is not found, and no guest is one", async () => {
    const { handler, parts } = office();
    expect(await call(handler, "GET", CUSTOMER)).toMatchObject({ status: 404, body: { code: "customer_not_found" } });
    const guest = { ...CUSTOMER, path: { customer_id: guestOf("pay_1") } };
    expect(await call(handler, "PUT", { ...guest, body: {} })).toMatchObject({
      status: 400,
      body: { code: "invalid", param: "customer_id" },
    });
    expect(await find(parts, "cus#1")).toMatchObject({ ok: false, errors: [{ param: "customer_id" }] });
  });

  it("is replaced only at the version that is named, where one is", async () => {
    const { parts } = office();
    const details = { status: "active" } as const;
    const message = "version: saw 1, allowed is none, as there is nothing yet that it would replace.";
    const refused = { errors: [{ code: "version_conflict", message }] };
    expect(await putCustomer(parts, "cus_1", details, 1)).toMatchObject(refused);
    expect(await putCustomer(parts, "cus_1", details)).toMatchObject({ created: true, party: { version: 1 } });
    expect(await putCustomer(parts, "cus_1", details, 1)).toMatchObject({ created: false, party: { version: 2 } });
    const late = await putCustomer(parts, "cus_1", details, 1);
    expect(!late.ok && late.errors[0]?.message).toBe(
      "version: saw 1, allowed is 2, the one that there is; read again what is to be replaced.",
    );
  });

  it("that several write at once is written by all of them, one after the other", async () => {
    const { parts } = office();
    const writers = Array.from({ length: 4 }, () => putCustomer(parts, "cus_1", { status: "active" }));
    const versions = (await Promise.all(writers)).map((put) => put.ok && put.party.version);
    expect(versions.sort()).toEqual([1, 2, 3, 4]);
    const lost = { ...parts, store: { ...parts.store, put: () => Promise.resolve(false) } };
    await expect(putCustomer(lost, "cus_1", { status: "active" })).rejects.toThrow(BusyError);
  });

  it("is not written where the table fails", async () => {
    const { parts, table } = office();
    table.before = (command) => {
      if (command === "PutItemCommand") throw new Error("unreachable");
    };
    await expect(putCustomer(parts, "cus_1", { status: "active" })).rejects.toThrow("unreachable");
  });
});

describe("a provider", () => {
  it("has a payout account, a schedule and a fee plan; the usual ones where none is said", async () => {
    const { handler } = office();
    expect((await call(handler, "PUT", { ...PROVIDER, body: {} })).body).toMatchObject({
      provider_id: "pro_1",
      payout_schedule: "manual",
      fee_plan: "standard",
    });
    expect((await call(handler, "PUT", { ...PROVIDER, body: { payout_account: "ba_1" } })).body).toMatchObject({
      payout_schedule: "on_release",
    });
    const body = { payout_account: "ba_1", payout_schedule: "weekly", fee_plan: "gold" };
    expect(await call(handler, "PUT", { ...PROVIDER, body })).toMatchObject({ status: 200, body });
    expect((await call(handler, "GET", PROVIDER)).body).toMatchObject({ ...body, version: 3 });
  });

  it("is paid to a token, never to an account number", async () => {
    const { parts, table } = office();
    const details = { status: "active", payoutSchedule: "daily", feePlan: "standard" } as const;
    const put = await putProvider(parts, "pro#1", { ...details, payoutAccount: "000123456789" });
    expect(!put.ok && put.errors.map(({ param }) => param)).toEqual(["provider_id", "payout_account"]);
    expect(JSON.stringify(put)).not.toContain("123456789");
    expect(table.sent).toEqual([]);
  });

  it("that there is none of is not found", async () => {
    const { handler } = office();
    expect(await call(handler, "GET", PROVIDER)).toMatchObject({ status: 404, body: { code: "provider_not_found" } });
    const wrong = { ...PROVIDER, path: { provider_id: "pro#1" } };
    expect(await call(handler, "GET", wrong)).toMatchObject({ status: 400, body: { param: "provider_id" } });
  });
});

describe("the parties of a payment", () => {
  const customer = { kind: "customer", id: "cus_1" } as const;
  const provider = { kind: "provider", id: "pro_1" } as const;

  it("are its customer and its provider, where it has them", () => {
    expect(partiesOf({ customerId: "cus_1", providerId: "pro_1" })).toEqual([customer, provider]);
    expect(partiesOf({ customerId: "cus_1" })).toEqual([customer]);
    expect(partiesOf({ customerId: guestOf("pay_1"), providerId: "pro_1" })).toEqual([provider]);
  });

  it("are made where they are new, and make no payment where they are blocked", () => {
    const standing = [{ ...customer, status: "blocked" } as const, provider];
    expect(newParties(standing, "now")).toEqual([firstUse(provider, "now")]);
    expect(blockedFaults(standing).map(({ code, param }) => [code, param])).toEqual([
      ["customer_blocked", "customer_id"],
    ]);
    expect(blockedFaults([{ ...provider, status: "blocked" }])[0]?.code).toBe("provider_blocked");
    expect(blockedFaults([{ ...provider, status: "active" }, customer])).toEqual([]);
  });

  it("stand in none of the payments' indexes", () => {
    for (const key of [customer, provider]) {
      const item = writeParty(firstUse(key, "now"));
      for (const name of ["customerId", "providerId", "createdAt", "dueShard", "listShard"]) {
        expect(item).not.toHaveProperty(name);
      }
    }
  });
});

describe("a customer's payment methods", () => {
  const card = { brand: "visa", bin: "42424242", lastFour: "4242", expMonth: 12, expYear: 2030 };

  it("are listed masked, the newest first, page by page", async () => {
    const { handler, methods } = office();
    for (const token of ["tok_1", "tok_2", "tok_3"]) await methods.keep("cus_1", { token, ...card, addedAt: "now" });
    const first = await call(handler, "GET", { ...METHODS, query: { limit: "2" } });
    expect(first.body.data).toEqual(
      ["tok_3", "tok_2"].map((token) => ({
        payment_method: token,
        customer_id: "cus_1",
        type: "card",
        card: { brand: "visa", bin: "42424242", last_four: "4242", exp_month: 12, exp_year: 2030 },
        created_at: "now",
      })),
    );
    const cursor = first.body.next_cursor as string;
    const second = await call(handler, "GET", { ...METHODS, query: { limit: "2", cursor } });
    expect((second.body.data as object[]).length).toBe(1);
    expect(second.body).not.toHaveProperty("next_cursor");
    const other = { ...METHODS, path: { customer_id: "cus_2" }, query: { cursor } };
    expect(await call(handler, "GET", other)).toMatchObject({ status: 400, body: { code: "cursor_invalid" } });
  });

  it("are none of a customer who is not known", async () => {
    const { handler } = office();
    expect(await call(handler, "GET", METHODS)).toMatchObject({ status: 200, body: { data: [] } });
  });
});

/** Payments by bank account on the deployed platform: through window, bank, settlement and return hold, and back again. */
import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { randomUUID } from "node:crypto";
import { bankingDaysLater } from "../../local/bank/banking-days";
import { morningOf } from "../../local/bank/settlement";
import { movableClock } from "../../local/clock-client";
import type { TransferShown } from "../../local/journey/ach-client";
import type { PaymentShown, ProblemShown } from "../../local/journey/api-client";
import { EscrowClient } from "../../local/journey/escrow-client";
import { until } from "../../local/journey/until";
import { audit } from "./support/books";
import { apiOf, output, readPlatform, settingsOf } from "./support/platform";

jest.setTimeout(600_000);

const platform = readPlatform();
const api = apiOf(platform);
const clock = movableClock(platform.endpoint);
const dynamodb = new DynamoDBClient(settingsOf(platform));
const name = randomUUID().slice(0, 8);

const MINUTE_MS = 60_000;
/** The bank's folder is looked into as often. */
const COLLECTED_EVERY_MS = 10 * MINUTE_MS;
/** Banking days behind settlement: environments/dev.ts, local/bank/magic-accounts.ts. */
const HOLD_DAYS = 5;
const RETURNED_AFTER = 1;
const UNAUTHORISED_AFTER = 10;

type Paid = PaymentShown & { readonly rail: string; readonly escrow_id?: string };

/** Who pays, by what the bank makes of it. */
const PAYERS = { good: "1234", refunded: "1235", bounced: "9901", disowned: "9910" } as const;
type Payer = keyof typeof PAYERS;
const payers = Object.keys(PAYERS) as Payer[];
const customerOf = (payer: Payer) => `${payer}_${name}`;
const paymentOf = (payer: Payer) => `pay_${payer}_${name}`;
const escrows = new EscrowClient(api, customerOf("good"));

let aheadMs = 0;
let windowOf: TransferShown["window"];
const accounts = new Map<Payer, string>();

async function answered<T>(status: number, method: string, path: string, body?: object): Promise<T> {
  const answer = await api.call<T>(method, path, body && JSON.stringify(body));
  if (answer.status !== status) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer.body;
}

/** A customer's account that may be debited; that it was verified, which takes days, is written as it is kept. */
async function accountOf(payer: Payer): Promise<string> {
  const { bank_account_id: id } = await answered<{ bank_account_id: string }>(201, "POST", "/bank-accounts", {
    ...{ customer_id: customerOf(payer), holder_name: "A PAYER", holder_type: "person", account_type: "checking" },
    ...{ routing_number: "110000000", account_number: `00004321${PAYERS[payer]}` },
  });
  await dynamodb.send(
    new UpdateItemCommand({
      TableName: output(platform, "ach_transfers_table_name"),
      Key: { pk: { S: `BANKACCOUNT#${id}` }, sk: { S: "BANKACCOUNT" } },
      UpdateExpression: "SET #status = :verified",
      ExpressionAttributeNames: { "#status": "status" },
      ExpressionAttributeValues: { ":verified": { S: "verified" } },
    }),
  );
  await answered(201, "POST", `/bank-accounts/${id}/authorisations`, {
    ...{ method: "online", use: "recurring", evidence: "a test", given_at: "2026-01-02T00:00:00.000Z" },
  });
  return id;
}

const paid = (payer: Payer) => answered<Paid>(200, "GET", `/payments/${paymentOf(payer)}`);

async function transfersOf(payer: Payer): Promise<readonly (TransferShown & { direction: string })[]> {
  const path = `/ach-transfers?customer_id=${customerOf(payer)}`;
  return (await answered<{ data: readonly (TransferShown & { direction: string })[] }>(200, "GET", path)).data;
}

async function moveTo(moment: number): Promise<void> {
  const forwardMs = moment - Date.parse((await clock.show()).now);
  if (forwardMs > 0) await clock.forward(forwardMs);
}

/** Lets schedules run, and the bank where it has something to do, until what is waited for is there. */
async function passing<T>(forwardMs: number, otherwise: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 2; tries++) {
    await fetch(`${platform.bank.control}/turn`, { method: "POST" });
    await clock.forward(forwardMs);
    const found = await until(otherwise, ask).catch(() => undefined);
    if (found !== undefined) return found;
  }
  return until(otherwise, ask);
}

/** Waits until a transfer's file is sent, then until the bank has acknowledged it. */
async function reachBank(payer: Payer, direction: "debit" | "credit"): Promise<void> {
  const standing =
    (...wanted: readonly string[]) =>
    async () => {
      const found = (await transfersOf(payer)).find((each) => each.direction === direction);
      return wanted.includes(found?.detail ?? "") ? found : undefined;
    };
  await passing(MINUTE_MS, `the ${direction} did not get to the bank`, standing("submitted", "acknowledged"));
  await passing(COLLECTED_EVERY_MS, `the bank did not acknowledge the ${direction}`, standing("acknowledged"));
}

/** Waits until payments stand somewhere. */
const become = (wanted: string, ...which: readonly Payer[]) =>
  passing(COLLECTED_EVERY_MS, `${which.join()} did not become ${wanted}`, async () => {
    const found = await Promise.all(which.map(paid));
    return found.every(({ status, detail }) => [status, detail].includes(wanted)) ? found : undefined;
  });

beforeAll(async () => {
  ({ aheadMs } = await clock.show());
  for (const payer of payers) {
    const asked = {
      amount: 100,
      currency: "USD",
      customer_id: customerOf(payer),
      provider_id: `to_${customerOf(payer)}`,
    };
    accounts.set(payer, await accountOf(payer));
    const body = { ...asked, payment_id: paymentOf(payer), payment_method: accounts.get(payer) };
    const payment = await answered<Paid>(202, "POST", "/payments", body);
    expect(payment).toMatchObject({ status: "processing", rail: "ach-debit" });
  }
});

afterAll(async () => {
  dynamodb.destroy();
  // Other suites see the time as it was.
  await clock.reset();
  if (aheadMs > 0) await clock.forward(aheadMs);
});

describe("a payment by bank account", () => {
  it("makes its debit, once, for the next window", async () => {
    const [debit, ...more] = await transfersOf("good");
    expect([debit, more]).toMatchObject([{ direction: "debit", detail: "queued", payment_id: paymentOf("good") }, []]);
    windowOf = debit!.window;
  });

  it("refuses an account that is another's", async () => {
    const body = {
      amount: 100,
      currency: "USD",
      customer_id: `other_${name}`,
      payment_method: accounts.get("good"),
    };
    expect(await answered<Paid>(201, "POST", "/payments", body)).toMatchObject({
      status: "failed",
      failure_code: "bank_account_not_found",
    });
  });

  it("stays processing in its file, and at the bank", async () => {
    await moveTo(Date.parse(windowOf.cut_off_at) + MINUTE_MS);
    await reachBank("good", "debit");
    expect((await paid("good")).status).toBe("processing");
  });

  it("is completed by its settlement: its money is held, and neither released nor refunded yet", async () => {
    await moveTo(morningOf(windowOf.effective_entry_date) + MINUTE_MS);
    const [good] = await become("completed", ...payers);
    await escrows.seen(good!.escrow_id!, "service.completed");
    const escrow = await escrows.find(good!.escrow_id!);
    expect(escrow.status).toBe("holding");
    expect(escrow.funds_available_at).toBeUndefined();
    const path = `/payments/${paymentOf("refunded")}/refunds`;
    const refused = await answered<ProblemShown>(409, "POST", path, { refund_id: `early_${name}` });
    expect(refused.code).toBe("return_hold_not_over");
  });

  it("has failed where its debit came back for want of money, and the provider gets nothing", async () => {
    await moveTo(morningOf(bankingDaysLater(windowOf.effective_entry_date, RETURNED_AFTER)) + MINUTE_MS);
    const [bounced] = await become("returned", "bounced");
    expect(bounced).toMatchObject({ status: "failed", failure_code: "r01" });
    expect(await escrows.find(bounced!.escrow_id!)).toMatchObject({ status: "refunded", remaining_amount_cents: 0 });
  });

  it("is released once the return hold is over", async () => {
    await moveTo(morningOf(bankingDaysLater(windowOf.effective_entry_date, HOLD_DAYS)) + MINUTE_MS);
    const good = await paid("good");
    const released = await passing(COLLECTED_EVERY_MS, "the escrow was not released", async () => {
      const escrow = await escrows.find(good.escrow_id!);
      return escrow.status === "released" ? escrow : undefined;
    });
    expect(released.released_amount_cents).toBe(9750);
  });

  it("is refunded from then on, by a credit to the same account", async () => {
    const path = `/payments/${paymentOf("refunded")}/refunds`;
    const refund = JSON.stringify({ refund_id: `re_${name}` });
    const refunded = await passing(MINUTE_MS, "the refund was not taken", async () => {
      const answer = await api.call<{ status: string }>("POST", path, refund);
      return answer.status === 202 ? answer.body : undefined;
    });
    expect(refunded.status).toBe("processing");
    const credit = (await transfersOf("refunded")).find(({ direction }) => direction === "credit");
    expect(credit).toMatchObject({ detail: "queued", entry_description: "REFUND" });
    await moveTo(Date.parse(credit!.window.cut_off_at) + MINUTE_MS);
    await reachBank("refunded", "credit");
    await moveTo(morningOf(credit!.window.effective_entry_date) + MINUTE_MS);
    await become("refunded", "refunded");
  });

  it("has failed where its payer says later that nobody authorised it, after its money was free", async () => {
    await moveTo(morningOf(bankingDaysLater(windowOf.effective_entry_date, UNAUTHORISED_AFTER)) + MINUTE_MS);
    const [disowned] = await become("returned", "disowned");
    expect(disowned).toMatchObject({ status: "failed", failure_code: "r10" });
  });

  it("leaves the books even: nothing is left between payments and the bank", async () => {
    const books = await audit(platform);
    expect(books.differences).toEqual([]);
    expect(Object.values(books.sums).every((cents) => cents === 0)).toBe(true);
    expect(books.balance({ kind: "clearing", owner: "ach-debit", currency: "USD" })).toBe(0);
    expect(books.balance({ kind: "refunds_in_transit", owner: "ach-debit", currency: "USD" })).toBe(0);
    for (const payer of ["bounced", "disowned"] as const) {
      const owner = `to_${customerOf(payer)}`;
      expect(books.balance({ kind: "provider_receivable", owner, currency: "USD" })).toBe(0);
    }
    const owed = books.balance({ kind: "provider_payable", owner: `to_${customerOf("good")}`, currency: "USD" });
    expect(owed).toBe(9750);
  });
});

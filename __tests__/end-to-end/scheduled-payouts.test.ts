/** Payouts by the clock, by the deployed function under its own role: a provider's day comes by the moved clock, and it is paid once. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { randomUUID } from "node:crypto";
import { journalWrites, makeJournal } from "../../functions/ledger";
import { systemClock, toTimestamp } from "../../functions/shared/clock";
import { transact } from "../../functions/shared/dynamodb";
import { money } from "../../functions/shared/money";
import { movableClock } from "../../local/clock-client";
import { AchClient } from "../../local/journey/ach-client";
import { auditBooks } from "../../local/journey/ledger-audit";
import { until } from "../../local/journey/until";
import { apiOf, output, readPlatform, settingsOf } from "./support/platform";

const platform = readPlatform();
const settings = settingsOf(platform);
const api = apiOf(platform);
const ach = new AchClient({ settings, outputs: platform.outputs, api });
const clock = movableClock(platform.endpoint);
const dynamodb = new DynamoDBClient(settings);
const provider = `prov_${randomUUID().slice(0, 8)}`;

interface ProviderShown {
  readonly payout_schedule: string;
  readonly next_payout_on?: string;
}

const HOUR_MS = 60 * 60 * 1000;
const ACCOUNT = {
  ...{ holder_name: "GARDEN WORKS LLC", holder_type: "company", account_type: "checking" },
  ...{ routing_number: "110000000", account_number: "4455667788" },
};

async function put(body: object): Promise<ProviderShown> {
  const answer = await api.call<ProviderShown>("PUT", `/providers/${provider}`, JSON.stringify(body));
  expect([200, 201]).toContain(answer.status);
  return answer.body;
}

const shown = async () => (await api.call<ProviderShown>("GET", `/providers/${provider}`)).body;

/** Something was released to the provider. */
async function owe(cents: number): Promise<void> {
  const escrow = output(platform, "escrow_accounts_table_name");
  const amount = money(cents, "USD");
  const journal = makeJournal({
    ...{ id: `test/${randomUUID()}`, kind: "test", cause: provider, region: platform.region, epoch: 1 },
    at: toTimestamp(systemClock.now()),
    postings: [
      { account: { kind: "revenue", owner: "platform", currency: "USD" }, direction: "debit", amount },
      { account: { kind: "provider_payable", owner: provider, currency: "USD" }, direction: "credit", amount },
    ],
  });
  const written = await transact(dynamodb, journalWrites({ journals: escrow, balances: { escrow } }, journal));
  expect(written).toEqual({ outcome: "written" });
}

async function moveTo(moment: number): Promise<void> {
  await clock.forward(moment - Date.parse((await clock.show()).now));
}

describe("a provider who is paid out each banking day", () => {
  let aheadMs = 0;
  beforeAll(async () => void ({ aheadMs } = await clock.show()));
  afterAll(async () => {
    ach.close();
    dynamodb.destroy();
    await clock.reset();
    if (aheadMs > 0) await clock.forward(aheadMs);
  });

  it("is paid on its day all that it is owed, by one transfer; the next day is another", async () => {
    const account = await ach.register(provider, ACCOUNT);
    const { next_payout_on: day = "" } = await put({
      payout_account: account.bank_account_id,
      payout_schedule: "daily",
    });
    await owe(12_345);
    // Each hour, five minutes past it.
    await moveTo(Date.parse(`${day}T13:04:30.000Z`));
    expect(await ach.transfersOf(provider)).toEqual([]);
    await clock.forward(60_000);
    const [transfer] = await until("the provider was not paid out", async () => {
      const transfers = await ach.transfersOf(provider);
      return transfers.length > 0 ? transfers : undefined;
    });
    expect(transfer).toMatchObject({ amount_cents: 12_345, detail: "queued" });
    const next = await shown();
    expect(next.next_payout_on! > day).toBe(true);
    await owe(55);
    await clock.forward(HOUR_MS);
    await clock.forward(HOUR_MS);
    expect(await ach.transfersOf(provider)).toHaveLength(1);
    // Nothing of it is left for the suites that follow.
    const cancelled = await api.call("POST", `/ach-transfers/${transfer!.transfer_id}/cancel`);
    expect(cancelled.status).toBe(200);
    expect(await put({ payout_schedule: "manual" })).not.toHaveProperty("next_payout_on");
    const audit = await auditBooks(settings, platform.outputs);
    expect(audit.differences).toEqual([]);
    expect(audit.balance({ kind: "provider_payable", owner: provider, currency: "USD" })).toBe(12_400);
  }, 180_000);
});

import { getProvider, putProvider as operation, serveApi } from "../../../functions/api";
import { readProvider, writeParty } from "../../../functions/payments/parties/items";
import { dynamoMethodStore } from "../../../functions/payments/parties/method-store";
import { payoutShards } from "../../../functions/payments/parties/next-payout";
import { getProvider as find, putProvider } from "../../../functions/payments/parties/parties";
import type { Provider } from "../../../functions/payments/parties/party";
import { partyRoutes } from "../../../functions/payments/parties/routes";
import { dynamoPartyStore, nextPayoutWrite } from "../../../functions/payments/parties/store";
import { transact } from "../../../functions/shared/dynamodb";
import { MemoryTable } from "../ledger/support/memory-table";
import { ManualClock, seededRandom } from "../vault/support/seeded";
import { call, memoryLog } from "./support/calls";

const TABLE = "payment-transactions-test";
const PROVIDER = { resource: "/providers/{provider_id}", path: { provider_id: "pro_1" } };
const DAY_MS = 24 * 60 * 60 * 1000;

/** It is Sunday, 15 November 2026, noon UTC. */
function office() {
  const table = new MemoryTable();
  const clock = new ManualClock();
  const store = dynamoPartyStore(table.client, TABLE);
  const methods = dynamoMethodStore(table.client, TABLE);
  const parts = { store, methods, clock, random: seededRandom("schedules"), region: "us-west-2" };
  const { putProvider: put, getProvider: get } = partyRoutes(parts);
  const handler = serveApi(
    memoryLog(),
    { putProvider: operation, getProvider },
    { putProvider: put, getProvider: get },
  );
  const say = (payout_schedule: string, rest: object = {}) =>
    call(handler, "PUT", { ...PROVIDER, body: { payout_account: "ba_1", payout_schedule, ...rest } });
  const item = () => table.items.get("PROVIDER#pro_1|PROVIDER")!;
  return { table, clock, parts, handler, say, item };
}

const details = { status: "active", payoutSchedule: "daily", feePlan: "standard" } as const;

describe("a provider whose payouts go by the clock", () => {
  it.each([
    ["daily", "2026-11-16"],
    ["weekly", "2026-11-16"],
    ["monthly", "2026-12-01"],
  ])("%s is shown its next day, and waits for it in the index", async (schedule, day) => {
    const { handler, say, item } = office();
    expect((await say(schedule)).body).toMatchObject({ payout_schedule: schedule, next_payout_on: day });
    expect((await call(handler, "GET", PROVIDER)).body).toMatchObject({ next_payout_on: day });
    expect(item().dueAt?.S).toBe(`${day}T13:00:00.000Z`);
    expect(payoutShards("us-west-2")).toContain(item().dueShard?.S);
  });

  it.each(["on_release", "manual"])("leaves the index where it is paid out %s", async (schedule) => {
    const { say, item } = office();
    await say("daily");
    expect((await say(schedule)).body).not.toHaveProperty("next_payout_on");
    for (const name of ["dueShard", "dueAt", "nextPayoutOn"]) expect(item()).not.toHaveProperty(name);
  });

  it("has another day where its schedule becomes another", async () => {
    const { say, clock } = office();
    await say("monthly");
    expect((await say("daily")).body).toMatchObject({ next_payout_on: "2026-11-16" });
    clock.milliseconds += 1.5 * DAY_MS;
    expect((await say("weekly")).body).toMatchObject({ next_payout_on: "2026-11-23" });
  });

  it("keeps a day that has come and is not worked off yet, whatever else is said of it", async () => {
    const { say, clock, item } = office();
    await say("daily");
    clock.milliseconds += 3 * DAY_MS;
    const said = await say("daily", { status: "blocked", name: "Garden Works" });
    expect(said.body).toMatchObject({ next_payout_on: "2026-11-16", status: "blocked", version: 2 });
    expect(item().dueAt?.S).toBe("2026-11-16T13:00:00.000Z");
  });

  it("is spread over sixty-four shards", () => {
    expect(new Set(payoutShards("us-west-2")).size).toBe(64);
  });
});

describe("a payout that moves a provider on", () => {
  const moved = async (table: MemoryTable, provider: Provider, from = provider.nextPayoutOn!) => {
    const write = nextPayoutWrite(TABLE, provider, { from, to: "2026-11-17" });
    return (await transact(table.client, [{ label: "provider", write }])).outcome;
  };

  const made = async () => {
    const world = office();
    await putProvider(world.parts, "pro_1", details);
    const found = await find(world.parts, "pro_1");
    if (!found.ok) throw new Error("There is no provider.");
    return { ...world, provider: found.party };
  };

  it("sets its next day, and forgets what failed; its version stays", async () => {
    const { table, provider, item } = await made();
    item().dueFailures = { N: "3" };
    expect(await moved(table, provider)).toBe("written");
    expect(readProvider(item())).toEqual({ ...provider, nextPayoutOn: "2026-11-17" });
    expect(item().dueAt?.S).toBe("2026-11-17T13:00:00.000Z");
    expect(item()).not.toHaveProperty("dueFailures");
  });

  it("is refused where it was moved on before, or was changed since", async () => {
    const { table, parts, provider } = await made();
    expect(await moved(table, provider, "2026-11-13")).toBe("refused");
    await putProvider(parts, "pro_1", { ...details, status: "blocked" });
    expect(await moved(table, provider)).toBe("refused");
  });

  it("is not undone by a change that had read the provider before", async () => {
    const { table, parts, provider } = await made();
    const late: typeof parts.store = {
      ...parts.store,
      put: async (party, before) => {
        if ((await parts.store.provider("pro_1"))?.nextPayoutOn === "2026-11-16") await moved(table, provider);
        return parts.store.put(party, before);
      },
    };
    const put = await putProvider({ ...parts, store: late }, "pro_1", { ...details, name: "Garden Works" });
    expect(put).toMatchObject({ ok: true, party: { nextPayoutOn: "2026-11-17", name: "Garden Works", version: 2 } });
  });
});

describe("a provider as an item", () => {
  it("is read as it was written", async () => {
    const { parts } = office();
    for (const payoutSchedule of ["manual", "daily"] as const) {
      const put = await putProvider(parts, "pro_1", { ...details, payoutSchedule });
      expect(put.ok && readProvider(writeParty(put.party))).toEqual(put.ok && put.party);
    }
  });
});

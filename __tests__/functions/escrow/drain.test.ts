import { drain, type DrainParts, fanOut, UnreadShardsError } from "../../../functions/escrow/drain";
import { workShards } from "../../../functions/escrow/due";
import { dynamoDueShards } from "../../../functions/escrow/due-store";
import { OrderError, readOrder, serveOrders } from "../../../functions/escrow/orders";
import { sqsOrderQueue, UnsentOrdersError } from "../../../functions/escrow/queue-adapter";
import type { SQSClient } from "@aws-sdk/client-sqs";
import type { Context, SQSEvent } from "aws-lambda";
import { toTimestamp } from "../../../functions/shared/clock";
import { BusyError } from "../../../functions/shared/retry";
import { memoryLog } from "../payments/support/calls";
import { DAY_MS, EscrowWorld, MINUTE_MS } from "./support/escrow-world";

/** What is thrown by code that does not throw errors. */
const noError = "text" as unknown as Error;

const T0 = "2026-11-15T12:00:00.000Z";
const at = (days: number) => toTimestamp(Date.parse(T0) + days * DAY_MS);

describe("a shard that is worked off", () => {
  const entries = Array.from({ length: 5 }, (_, place) => ({
    key: { pk: { S: `ESCROW#${place}` }, sk: { S: "ESCROW" } },
    dueAt: T0,
  }));

  const start = (change: Partial<DrainParts["due"]> = {}) => {
    const world = new EscrowWorld();
    const order = { shard: "release/us-west-2/00", until: T0 };
    const postponed: string[] = [];
    const pages = [{ entries: entries.slice(0, 3), next: { pk: { S: "next" } } }, { entries: entries.slice(3) }];
    let page = 0;
    const due = {
      page: async () => pages[page++]!,
      postpone: async (_: unknown, until: string) => void postponed.push(until),
      failed: async (_: unknown, untilOf: (failures: number) => string) =>
        void postponed.push(untilOf(0), untilOf(3), untilOf(40)),
      ...change,
    };
    return { world, order, postponed, parts: { ...world.drainParts(), due } };
  };

  it("is read page by page, and each item attended to once", async () => {
    const { world, order, parts } = start();
    const seen: string[] = [];
    const attend = async (key: (typeof entries)[0]["key"]) => {
      seen.push(key.pk.S);
      return "done" as const;
    };
    const deadline = world.clock.now() + 1;
    const report = await drain(parts, order, { work: "Release", deadline, attend: (key) => attend(key as never) });
    expect(report).toEqual({ done: 5, waiting: 0, failed: 0, continued: false });
    expect(seen.sort()).toEqual(entries.map(({ key }) => key.pk.S));
  });

  it("is ordered anew where its time is up before its work is done", async () => {
    for (const [limit, done] of [
      [0, 0],
      [3, 3],
    ] as const) {
      const { world, order, parts } = start();
      let count = 0;
      const attend = async () => {
        if (++count >= limit) world.clock.milliseconds += 1;
        return "done" as const;
      };
      const deadline = world.clock.now() + (limit === 0 ? 0 : 1);
      expect(await drain(parts, order, { work: "Release", deadline, attend })).toMatchObject({ done, continued: true });
      expect(world.orders).toEqual([order]);
    }
  });

  it("goes on past what fails, which is logged, counted and put off for longer each time, up to a day", async () => {
    const { world, order, parts, postponed } = start();
    const attend = ({ pk }: { pk?: { S?: string } }) => {
      if (pk?.S === "ESCROW#1") return Promise.reject(new Error("poison"));
      if (pk?.S === "ESCROW#2") return Promise.reject(new BusyError("busy"));
      return pk?.S === "ESCROW#3" ? Promise.reject(noError) : Promise.resolve("done" as const);
    };
    const deadline = world.clock.now() + 1;
    const report = await drain(parts, order, { work: "Release", deadline, attend: attend });
    expect(report).toEqual({ done: 2, waiting: 1, failed: 2, continued: false });
    const minutes = postponed.map((until) => (Date.parse(until) - world.clock.now()) / MINUTE_MS);
    expect([...new Set(minutes)].sort((a, b) => a - b)).toEqual([1, 8, 1440]);
    expect(world.counted).toEqual(["ReleaseFailures", "ReleaseFailures"]);
    expect(world.logged).toHaveLength(2);
  });

  it("goes on past what cannot even be put off, which is due still", async () => {
    const throttled = () => Promise.reject(new Error("throttled"));
    const { world, order, parts } = start({ postpone: throttled, failed: throttled });
    const attend = ({ pk }: { pk?: { S?: string } }) => {
      if (pk?.S === "ESCROW#1") return Promise.reject(new Error("poison"));
      return pk?.S === "ESCROW#2" ? Promise.reject(new BusyError("busy")) : Promise.resolve("done" as const);
    };
    const report = await drain(parts, order, { work: "Release", deadline: world.clock.now() + 1, attend });
    expect(report).toEqual({ done: 3, waiting: 1, failed: 1, continued: false });
    expect(world.logged.filter((text) => text.includes("could not be put off"))).toHaveLength(2);
  });

  it("counts how often an item failed, until somebody writes it", async () => {
    const world = new EscrowWorld();
    await world.held();
    world.clock.milliseconds += 14 * DAY_MS;
    const due = dynamoDueShards(world.table.client, "escrow-accounts-test");
    const entry = { key: { pk: { S: `ESCROW#${world.escrow().id}` }, sk: { S: "ESCROW" } }, dueAt: world.due()! };
    const failures: number[] = [];
    const untilOf = (count: number) => `2026-12-0${(failures.push(count), failures.length)}T00:00:00.000Z`;
    await due.failed(entry, untilOf);
    await due.failed({ ...entry, dueAt: world.due()! }, untilOf);
    expect(failures).toEqual([0, 1]);
    const before = world.due();
    await due.failed(entry, untilOf);
    expect(world.due()).toBe(before);
    await due.postpone({ ...entry, dueAt: before! }, at(40));
    expect(world.due()).toBe(at(40));
  });

  it("skips one whose item cannot be read, and the others go on", async () => {
    const world = new EscrowWorld();
    for (const paymentId of ["pay_1", "pay_2"]) await world.held({}, { paymentId, providerId: paymentId });
    const poisoned = world.escrowTable.items.get(`ESCROW#${world.escrow().id}|ESCROW`)!;
    Reflect.deleteProperty(poisoned, "currency");
    world.clock.milliseconds += 14 * DAY_MS;
    await world.minute();
    expect(
      world.escrowTable
        .startingWith("ESCROW#")
        .map(({ status }) => status?.S)
        .filter(Boolean)
        .sort(),
    ).toEqual(["holding", "released"]);
    expect(world.counted).toEqual(["ReleaseFailures"]);
    expect(poisoned.dueAt?.S).toBe(at(14));
    const stored = world.escrowTable.startingWith("ESCROW#").find(({ dueFailures }) => dueFailures);
    expect(stored?.dueAt?.S).toBe(toTimestamp(world.clock.now() + MINUTE_MS));
  });
});

describe("orders", () => {
  it("are sent for each shard in which something is due, in batches that the queue takes", async () => {
    const sent: { Entries?: readonly { MessageBody?: string }[] }[] = [];
    const client = { send: async ({ input }: { input: object }) => (sent.push(input), {}) } as unknown as SQSClient;
    const world = new EscrowWorld();
    const queue = sqsOrderQueue(client, "https://queue.example/releases");
    const due = { ...world.drainParts().due, page: async () => ({ entries: [{ key: {}, dueAt: T0 }] }) };
    const shards = workShards("release", "us-west-2");
    expect(await fanOut({ ...world.drainParts(), due, queue }, shards)).toBe(64);
    expect(sent.map(({ Entries = [] }) => Entries.length)).toEqual([10, 10, 10, 10, 10, 10, 4]);
    const [{ Entries: [first] = [] } = {}] = sent;
    expect(readOrder({ body: first!.MessageBody! })).toEqual({ shard: "release/us-west-2/00", until: T0 });
  });

  it("are sent for the shards that could be looked into, where others could not, and the call fails", async () => {
    const world = new EscrowWorld();
    const shards = workShards("release", "us-west-2");
    const slow = shards.slice(3, 5);
    const page: DrainParts["due"]["page"] = async ({ shard }) => {
      if (shard === slow[1]) throw noError;
      if (shard === slow[0]) throw new Error("the request timed out");
      return { entries: [{ key: {}, dueAt: T0 }] };
    };
    const parts = { ...world.drainParts(), due: { ...world.drainParts().due, page } };
    await expect(fanOut(parts, shards)).rejects.toThrow(
      new UnreadShardsError("2 of 64 shards could not be looked into."),
    );
    expect(world.orders.map(({ shard }) => shard).sort()).toEqual(shards.filter((each) => !slow.includes(each)));
    expect(world.logged).toEqual(["a shard could not be looked into", "a shard could not be looked into"]);
  });

  it("look into eight shards at once, and no more", async () => {
    const world = new EscrowWorld();
    let [now, most] = [0, 0];
    const page: DrainParts["due"]["page"] = async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      now--;
      return { entries: [] };
    };
    const parts = { ...world.drainParts(), due: { ...world.drainParts().due, page } };
    expect(await fanOut(parts, workShards("release", "us-west-2"))).toBe(0);
    expect(most).toBe(8);
  });

  it("that the queue does not take are an error, for the schedule to try again", async () => {
    const client = { send: async () => ({ Failed: [{ Id: "0" }] }) } as unknown as SQSClient;
    const order = { shard: "a", until: T0 };
    await expect(sqsOrderQueue(client, "https://queue.example/q").send([order])).rejects.toThrow(UnsentOrdersError);
  });

  it("are worked off one by one; those that fail come again", async () => {
    const world = new EscrowWorld();
    const log = memoryLog();
    const handler = serveOrders(log, world.drainParts(), [], async ({ shard }) => {
      if (shard === "bad") throw new Error("throttled");
      if (shard === "worse") throw noError;
      return { done: 1 };
    });
    const record = (messageId: string, body: string) => ({ messageId, body });
    const bodies = ["good", "bad", "worse"].map((shard) => record(shard, JSON.stringify({ shard, until: T0 })));
    const event = { Records: [...bodies, record("no_json", "{"), record("no_order", "{}")] } as SQSEvent;
    expect(await handler(event, {} as Context)).toEqual({
      batchItemFailures: ["bad", "worse", "no_json", "no_order"].map((itemIdentifier) => ({ itemIdentifier })),
    });
    expect(() => readOrder({ body: "{}" })).toThrow(OrderError);
    expect(await handler({ source: "schedule" }, {} as Context)).toEqual({ ordered: 0 });
  });
});

import type { DynamoDBRecord } from "aws-lambda";
import { stringify } from "lossless-json";
import { pay } from "../../../functions/payments/pay";
import { refund } from "../../../functions/payments/refund";
import {
  EVENT_KEPT_SECONDS,
  publishRecords,
  STREAM_MS,
  sweepEvents,
  publisherOf,
  sweepAll,
  UnknownStreamError,
  UnpublishedError,
} from "../../../functions/payments/publisher";
import { dynamoDueStore } from "../../../functions/payments/due-store";
import { dynamoOutboxStore } from "../../../functions/payments/outbox-store";
import type { Item } from "../../../functions/shared/dynamodb";
import { Kill, Killed } from "./support/kill";
import { CALLER, newPayment, TABLES, type TestParts, World } from "./support/world";

async function told(): Promise<World> {
  const world = new World();
  await pay(world.parts(), CALLER, newPayment());
  await refund(world.parts(), CALLER, { paymentId: "pay_1", refundId: "re_1" });
  return world;
}

/** What the stream brings of the items that are in the table now. */
function records(world: World, change: Partial<DynamoDBRecord> = {}): DynamoDBRecord[] {
  return [...world.table.items.values()].map((item, place) => {
    const dynamodb = { NewImage: structuredClone(item), SequenceNumber: String(place) };
    return { eventName: "INSERT", dynamodb, ...change } as DynamoDBRecord;
  });
}

const isEvent = ({ dynamodb }: DynamoDBRecord): boolean => dynamodb?.NewImage?.pk?.S?.startsWith("OUTBOX#") ?? false;

function sweepIt(world: World, change: Partial<TestParts> = {}, kill?: Kill) {
  return sweepEvents(world.parts(change, kill), { deadline: world.clock.now() + 1000 });
}

function changeEvents(world: World, change: Item): void {
  for (const [key, item] of world.table.items) {
    if (key.startsWith("OUTBOX#")) world.table.items.set(key, { ...item, ...change });
  }
}

describe("the publisher at the stream", () => {
  it("puts each new event of the outbox on the bus as the API shows it, and nothing else", async () => {
    const world = await told();
    const done = await publishRecords(world.parts(), records(world));
    expect(world.published.map(({ type }) => type)).toEqual(world.events());
    expect(world.published[0]).toMatchObject({
      id: expect.stringMatching(/^evt_/),
      version: 1,
      at: "2026-11-15T12:00:00.000Z",
      region: "us-west-2",
      epoch: 1,
      data: { payment: { payment_id: "pay_1", status: "processing", amount_cents: 10_000 } },
    });
    expect(world.published.at(-1)?.data).toMatchObject({ refund: { refund_id: "re_1", status: "completed" } });
    for (const record of records(world)) expect(() => done(record)).not.toThrow();
    world.expectPublished();
  });

  it("keeps published events for ninety days, and marks them once", async () => {
    const world = await told();
    await publishRecords(world.parts(), records(world));
    const expiresAt = String(world.clock.now() / 1000 + EVENT_KEPT_SECONDS);
    expect(world.table.startingWith("OUTBOX#").map((item) => item.expiresAt?.N)).toEqual(Array(4).fill(expiresAt));
    const before = structuredClone([...world.table.items]);
    world.clock.milliseconds += 5000;
    await publishRecords(world.parts(), records(world));
    expect([...world.table.items]).toEqual(before);
    expect(world.published).toHaveLength(8);
  });

  it("passes over changes, and over what another Region or epoch wrote", async () => {
    const world = await told();
    await publishRecords(world.parts(), records(world, { eventName: "MODIFY" }));
    await publishRecords(world.parts(), [{ eventName: "REMOVE" }]);
    await publishRecords(world.parts({ region: "us-east-1" }), records(world));
    expect(world.counted).toEqual([]);
    await publishRecords(world.parts({ epoch: 2 }), records(world));
    expect(world.counted).toEqual(Array(4).fill("EventsOfOtherEpoch"));
    expect(world.published).toEqual([]);
  });

  it("has the records of events come again that the bus did not take, and no others", async () => {
    const world = await told();
    const [first] = world.eventIds();
    const bus = { put: async () => [{ id: first!, code: "InternalFailure" }] };
    const all = records(world);
    const done = await publishRecords(world.parts({ bus }), all);
    const failed = all.filter((record) => {
      try {
        done(record);
        return false;
      } catch (error) {
        expect(error).toBeInstanceOf(UnpublishedError);
        return true;
      }
    });
    expect(failed.map(({ dynamodb }) => dynamodb?.NewImage?.id?.S)).toEqual([first]);
    expect(world.counted).toEqual(["EventsNotPublished"]);
    expect(world.table.startingWith("OUTBOX#").filter(({ dueShard }) => dueShard)).toHaveLength(1);
  });

  it("does not hold the stream up for an event that cannot be read", async () => {
    const world = await told();
    const all = records(world);
    const [poisoned] = all.filter(isEvent);
    poisoned!.dynamodb!.NewImage!.type = { S: "payment.unknown" };
    const done = await publishRecords(world.parts(), all);
    expect(() => done(poisoned!)).not.toThrow();
    expect(world.published).toHaveLength(3);
    expect(world.counted).toEqual(["EventsUnreadable"]);
    expect(world.table.startingWith("OUTBOX#").filter(({ dueShard }) => dueShard)).toHaveLength(1);
  });

  it("has published an event also where that cannot be kept; the sweep puts it there once more", async () => {
    const world = await told();
    const outbox = { ...world.parts().outbox, markPublished: () => Promise.reject(new Error("throttled")) };
    const all = records(world);
    const done = await publishRecords(world.parts({ outbox }), all);
    for (const record of all) expect(() => done(record)).not.toThrow();
    expect(world.counted).toEqual(Array(4).fill("EventsNotMarked"));
    world.clock.milliseconds += STREAM_MS;
    await sweepIt(world);
    expect(world.published).toHaveLength(8);
    world.expectPublished();
  });

  it("loses no event, at whatever call it is killed", async () => {
    for (const side of ["before", "after"] as const) {
      for (let at = 1, over = false; !over; at++) {
        const world = await told();
        const kill = new Kill(at, side);
        await publishRecords(world.parts({}, kill), records(world)).catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
        });
        over = kill.calls < at;
        world.clock.milliseconds += STREAM_MS;
        await sweepIt(world);
        world.expectPublished();
      }
    }
  });
});

describe("the publisher's sweep", () => {
  it("publishes what the stream lost, however old, but leaves what is younger than a minute to the stream", async () => {
    const world = await told();
    world.clock.milliseconds += STREAM_MS - 1;
    expect(await sweepIt(world)).toEqual({ done: 0, waiting: 0, failed: 0 });
    world.clock.milliseconds += 24 * 60 * 60 * 1000;
    expect(await sweepIt(world)).toEqual({ done: 4, waiting: 0, failed: 0 });
    world.expectPublished();
  });

  it("tries again in a minute what the bus does not take", async () => {
    const world = await told();
    world.clock.milliseconds += STREAM_MS;
    const refusing: TestParts["bus"] = {
      put: async (events) => events.map(({ id }) => ({ id, code: "ThrottlingException" })),
    };
    expect(await sweepIt(world, { bus: refusing })).toEqual({ done: 0, waiting: 4, failed: 0 });
    expect(await sweepIt(world)).toEqual({ done: 0, waiting: 0, failed: 0 });
    world.clock.milliseconds += 2 * STREAM_MS;
    expect((await sweepIt(world)).done).toBe(4);
    world.expectPublished();
  });

  it("leaves what another epoch wrote to a person, and passes over what is unreadable or published", async () => {
    const world = await told();
    world.clock.milliseconds += STREAM_MS;
    expect(await sweepIt(world, { epoch: 2 })).toEqual({ done: 0, waiting: 4, failed: 0 });
    expect(world.counted).toEqual(Array(4).fill("EventsOfOtherEpoch"));
    world.clock.milliseconds += 2 * STREAM_MS;
    changeEvents(world, { version: { S: "1" }, at: { N: "1" } });
    expect(await sweepIt(world)).toEqual({ done: 0, waiting: 0, failed: 4 });
    expect(world.published).toEqual([]);
    const { due } = world.parts();
    const entry = { key: { pk: { S: "OUTBOX#evt_gone" }, sk: { S: "EVENT" } }, dueAt: "2026-11-15T12:00:00.000Z" };
    const lagging = { ...due, find: async () => [entry] };
    expect((await sweepIt(world, { due: lagging })).done).toBe(1);
  });

  it("loses no event, at whatever call it is killed", async () => {
    for (const side of ["before", "after"] as const) {
      for (let at = 1, over = false; !over; at += 3) {
        const world = await told();
        world.clock.milliseconds += STREAM_MS;
        const kill = new Kill(at, side);
        await sweepIt(world, {}, kill).catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
        });
        over = kill.calls < at;
        world.clock.milliseconds += 10 * STREAM_MS;
        await sweepIt(world);
        world.expectPublished();
      }
    }
  });

  it("reports what broke even where it is no error", async () => {
    const world = await told();
    const markPublished = async (): Promise<void> => {
      throw "throttled" as unknown as Error;
    };
    const outbox = { ...world.parts().outbox, markPublished };
    await publishRecords(world.parts({ outbox }), records(world));
    expect(world.counted).toEqual(Array(4).fill("EventsNotMarked"));
  });
});

describe("the publisher of several tables", () => {
  it("takes what a stream brings for the outbox of its own table, and none else", () => {
    const world = new World();
    const publishers = new Map([["escrow-accounts-test", world.parts()]]);
    const arn = (table: string) =>
      `arn:aws:dynamodb:us-west-2:123456789012:table/${table}/stream/2026-11-15T12:00:00.000`;
    expect(publisherOf(publishers, arn("escrow-accounts-test"))).toBe(publishers.get("escrow-accounts-test"));
    for (const unknown of [arn("escrow-accounts"), "", undefined]) {
      expect(() => publisherOf(publishers, unknown)).toThrow(UnknownStreamError);
    }
  });

  it("sweeps them all, and publishes an event of another table as it was kept", async () => {
    const world = await told();
    const escrows = {
      ...world.parts(),
      due: dynamoDueStore(world.table.client, TABLES.escrow, "us-west-2"),
      outbox: dynamoOutboxStore(world.table.client, TABLES.escrow),
    };
    world.clock.milliseconds += STREAM_MS;
    const publishers = new Map([
      [TABLES.payments, world.parts()],
      [TABLES.escrow, escrows],
    ]);
    const swept = await sweepAll(publishers, { deadline: world.clock.now() + 1000 });
    expect(swept[TABLES.escrow]).toEqual({ done: world.escrowEvents().length, waiting: 0, failed: 0 });
    const held = world.published.find(({ type }) => type === "escrow.held");
    expect(held).toMatchObject({ version: 1, region: "us-west-2", data: { escrow: { payment_id: "pay_1" } } });
    expect(stringify(held)).toContain('"held_amount":100.00');
    const ids = world.published.map(({ id }) => id);
    expect(ids).toHaveLength(world.events().length + world.escrowEvents().length);
    expect(world.escrowTable.startingWith("OUTBOX#").filter(({ dueShard }) => dueShard)).toEqual([]);
  });
});

import fc from "fast-check";
import { madeId } from "../../../functions/shared/made-id";
import {
  dispatch,
  DispatchError,
  EventMessageError,
  readEventMessage,
  receiveEvents,
} from "../../../functions/webhooks/dispatch";
import { listDeliveries } from "../../../functions/webhooks/replay";
import { busMessage, endpointId, eventId, NOW_TEXT } from "./support/samples";
import { platformEvent, World } from "./support/world";

const run = async (world: World, number = 1): Promise<void> =>
  dispatch(world.parts, await world.endpoints.all(), platformEvent(number));

describe("an event of the bus", () => {
  const text = `{"id":"${eventId(1)}","type":"payment.completed","version":1,"at":"${NOW_TEXT}","region":"us-west-2","epoch":1,"data":{"payment":{"amount":100.00,"amount_cents":10000}}}`;

  it("is read with its amounts as they are written", async () => {
    const world = new World();
    await world.endpoint();
    await receiveEvents(world.parts, world.parts.log)({ body: busMessage(text) });
    await world.deliverOnce();
    expect(world.sent[0]?.body).toBe(
      `{"type":"payment.completed","timestamp":"${NOW_TEXT}","id":"${eventId(1)}","data":{"payment":{"amount":100.00,"amount_cents":10000}}}`,
    );
  });

  it.each([
    ["no JSON", "hello", "not an object"],
    ["no object", "[]", "not an object"],
    ["of another form", busMessage('{"id":"4242424242424242"}'), "detail.id, detail.type, detail.version"],
    ["of an unknown type", busMessage(text.replace("payment.completed", "payment.lost")), "detail.type"],
    ["of another version", busMessage(text.replace('"version":1', '"version":2')), "detail.version"],
  ])("is refused where it is %s, without a value", (_, message, places) => {
    expect(() => readEventMessage(message)).toThrow(EventMessageError);
    expect(() => readEventMessage(message)).toThrow(places);
    expect(() => readEventMessage(message)).not.toThrow("4242");
  });
});

describe("an event whose id follows from what it tells", () => {
  it("arrives, and is listed, as any other", async () => {
    const id = madeId({ makeId: () => "" }, "evt", { caller: "1234567890", key: "overall/2026-11-15" }, [
      "return_rate",
    ]);
    const world = new World();
    await world.endpoint();
    await dispatch(world.parts, await world.endpoints.all(), platformEvent(1));
    await dispatch(world.parts, await world.endpoints.all(), platformEvent(2, { id }));
    await world.deliverAll();
    expect(world.sent.map(({ headers }) => headers["webhook-id"])).toContain(id);
    const pages = await listedByOnes(world);
    expect(pages.sort()).toEqual([id, eventId(1)].sort());
  });
});

/** The ids of the endpoint's deliveries, read a page of one at a time. */
async function listedByOnes(world: World): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listDeliveries(world.parts, endpointId(1), { limit: 1, ...(cursor && { cursor }) });
    if (!page.ok) throw new Error(page.errors.map(({ message }) => message).join());
    ids.push(...page.entries.map((each) => each.eventId));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return ids;
}

describe("dispatching an event", () => {
  it("makes one delivery for each endpoint that wants it, and none for the others", async () => {
    const world = new World();
    await world.endpoint({ id: endpointId(1) });
    await world.endpoint({ id: endpointId(2), eventTypes: ["payment.*"] });
    await world.endpoint({ id: endpointId(3), eventTypes: ["dispute.*"] });
    await world.endpoint({ id: endpointId(4), status: "disabled" });
    await run(world);
    expect(world.messages.map(({ key }) => key.endpointId).sort()).toEqual([endpointId(1), endpointId(2)]);
    const key = { endpointId: endpointId(1), eventId: eventId(1) };
    expect(await world.delivery(key)).toMatchObject({ status: "pending", attemptCount: 0, queuedAt: NOW_TEXT });
  });

  it("writes nothing where nobody wants it", async () => {
    const world = new World();
    await world.endpoint({ eventTypes: ["dispute.*"] });
    const before = world.table.dump();
    await run(world);
    expect(world.table.dump()).toBe(before);
    expect(world.messages).toEqual([]);
  });

  it("makes no second delivery and no second message of an event that comes again", async () => {
    const world = new World();
    await world.endpoint();
    await run(world);
    await run(world);
    expect(world.messages).toHaveLength(1);
  });

  it("reaches an endpoint that was made since, where the event comes again", async () => {
    const world = new World();
    await world.endpoint({ id: endpointId(1) });
    await run(world);
    await world.endpoint({ id: endpointId(2) });
    await run(world);
    expect(world.messages.map(({ key }) => key.endpointId)).toEqual([endpointId(1), endpointId(2)]);
  });

  it("is reported as failed where the queue did not take every message, and finished by the next time", async () => {
    const world = new World();
    for (let number = 1; number <= 4; number++) await world.endpoint({ id: endpointId(number) });
    world.refusing = 3;
    await expect(run(world)).rejects.toThrow(DispatchError);
    expect(world.counts).toEqual(["WebhookDispatchFailures"]);
    expect(world.messages).toHaveLength(1);
    await run(world);
    expect(world.messages.map(({ key }) => key.endpointId).sort()).toEqual([1, 2, 3, 4].map(endpointId));
  });

  it("reads the endpoints once for all messages of a batch, and again for the next", async () => {
    const world = new World();
    await world.endpoint();
    const bodies = [1, 2, 3].map((number) => busMessage(JSON.stringify(platformEvent(number))));
    for (const times of [1, 2]) {
      const receive = receiveEvents(world.parts, world.parts.log);
      await Promise.all(bodies.map((body) => receive({ body })));
      expect(world.table.sent.filter((name) => name === "QueryCommand")).toHaveLength(times);
    }
    expect(world.messages).toHaveLength(3);
  });

  it("says in the log that a message failed", async () => {
    const world = new World();
    const receive = receiveEvents(world.parts, world.parts.log);
    await expect(receive({ body: "{}" })).rejects.toThrow(EventMessageError);
    expect(world.logged).toEqual(["an event was not dispatched A message is no event of the platform's: detail."]);
  });

  it("may die between any two calls: once it came through, each endpoint has one delivery and a message", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.record({ call: fc.integer({ min: 1, max: 14 }), isDone: fc.boolean() }), { maxLength: 4 }),
        async (endpoints, deaths) => {
          const world = new World();
          for (let number = 1; number <= endpoints; number++) await world.endpoint({ id: endpointId(number) });
          for (const { call, isDone } of deaths) {
            killAt(world, call, isDone);
            await run(world).catch(() => undefined);
          }
          killAt(world, Infinity, false);
          await run(world);
          const expected = Array.from({ length: endpoints }, (_, place) => endpointId(place + 1));
          const reached = new Set(world.messages.map(({ key }) => key.endpointId));
          expect([...reached].sort()).toEqual(expected);
          // A message is sent a second time only where the process died before it could note the first.
          expect(world.messages.length).toBeLessThanOrEqual(endpoints * (deaths.length + 1));
          const before = world.messages.length;
          await run(world);
          expect(world.messages).toHaveLength(before);
          await world.deliverAll();
          expect(world.sent).toHaveLength(endpoints);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Lets the process die at the nth call from now: before it is done, or after, with its answer lost. All later calls fail too. */
function killAt(world: World, call: number, isDone: boolean): void {
  let calls = 0;
  const before = () => {
    calls += 1;
    if (calls > call || (calls === call && !isDone)) throw new Error("killed");
  };
  const after = () => {
    if (calls >= call) throw new Error("killed");
  };
  world.table.before = before;
  world.table.after = after;
  world.beforeQueue = before;
  world.afterQueue = after;
}

import { ATTEMPTS_MAX } from "../../../functions/webhooks/backoff";
import { deliver } from "../../../functions/webhooks/deliver";
import { afterAttempt, ATTEMPTS_KEPT, bodyOf, failureOf, newDelivery } from "../../../functions/webhooks/delivery";
import { dispatch } from "../../../functions/webhooks/dispatch";
import { endpoint, endpointId, event, eventId, NOW, NOW_TEXT } from "./support/samples";
import { platformEvent, World } from "./support/world";

const KEY = { endpointId: endpointId(1), eventId: eventId(1) };
const DAY_SECONDS = 24 * 60 * 60;

async function begun(): Promise<World> {
  const world = new World();
  await world.endpoint();
  await dispatch(world.parts, await world.endpoints.all(), platformEvent(1));
  return world;
}

describe("the attempts that a delivery keeps", () => {
  it("are the last of them", () => {
    let delivery = newDelivery(event(1), endpointId(1), NOW_TEXT);
    for (let latencyMs = 1; latencyMs <= ATTEMPTS_KEPT + 2; latencyMs++) {
      const change = afterAttempt(delivery, { status: 500 }, NOW_TEXT, latencyMs, { status: "pending" });
      delivery = { ...delivery, ...change };
    }
    expect(delivery.attempts.map(({ latencyMs }) => latencyMs).slice(0, 2)).toEqual([3, 4]);
    expect(delivery.attempts.at(-1)?.latencyMs).toBe(ATTEMPTS_KEPT + 2);
  });

  it("go after 30 days, and the body with them", () => {
    const expiresAt = NOW / 1000 + 30 * DAY_SECONDS;
    expect(newDelivery(event(1), endpointId(1), NOW_TEXT)).toMatchObject({ expiresAt });
    expect(bodyOf(event(1), NOW_TEXT)).toMatchObject({ expiresAt });
  });
});

describe("an answer", () => {
  it.each([
    [199, "unexpected_status"],
    [200, undefined],
    [299, undefined],
    [300, "unexpected_status"],
    [410, "gone"],
  ])("of %d means %s", (status, failure) => {
    expect(failureOf({ status })).toBe(failure);
  });
});

describe("an attempt that fails", () => {
  it("is followed by the next one so long after it has ended, not after it began", async () => {
    const world = await begun();
    const post = async () => {
      world.now += 9000;
      return { error: "timeout" as const };
    };
    const verdict = await deliver({ ...world.parts, post }, KEY, 2);
    if (verdict.kind !== "again") throw new Error(verdict.kind);
    const { attempts, nextAttemptAt = "" } = await world.delivery(KEY);
    expect(attempts).toEqual([{ at: NOW_TEXT, latencyMs: 9000, error: "timeout" }]);
    expect(Date.parse(nextAttemptAt)).toBe(NOW + 9000 + verdict.waitSeconds * 1000);
  });

  it("is given over to the dead letters at once where it was the last", async () => {
    const world = await begun();
    world.answers = [{ status: 500 }];
    for (let attempt = 1; attempt < ATTEMPTS_MAX; attempt++) {
      await world.deliverOnce();
      world.now = world.messages[0]?.visibleAt ?? 0;
    }
    await world.deliverOnce();
    expect(world.messages[0]?.visibleAt).toBe(world.now);
  });
});

describe("what is written of an endpoint by deliveries", () => {
  const writes = async (answers: World["answers"], attempts: number, apartMs: number): Promise<number> => {
    const world = await begun();
    const noteFailure = jest.spyOn(world.endpoints, "noteFailure");
    const forgive = jest.spyOn(world.endpoints, "forgive");
    world.answers = answers;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      await deliver(world.parts, KEY, 1);
      world.now += apartMs;
    }
    return noteFailure.mock.calls.length + forgive.mock.calls.length;
  };
  const MINUTE_MS = 60_000;

  it("is nothing where they arrive", async () => {
    expect(await writes([{ status: 200 }], 1, 0)).toBe(0);
  });

  it("is the beginning of a run of failures, and then one an hour, however many fail", async () => {
    expect(await writes([{ status: 500 }], 12, MINUTE_MS)).toBe(1);
    expect(await writes([{ status: 500 }], 12, 10 * MINUTE_MS)).toBe(2);
  });
});

describe("a delivery that was cancelled", () => {
  it("is not sent where its message comes again after its endpoint was enabled", async () => {
    const world = await begun();
    const before = endpoint();
    await world.endpoints.disable(before, "gone", NOW_TEXT);
    await world.deliverAll();
    await world.endpoints.replace({ ...before, version: 3 });
    await world.queue.send([KEY]);
    await world.deliverAll();
    expect(world.sent).toEqual([]);
    expect(await world.delivery(KEY)).toMatchObject({ status: "cancelled" });
  });
});

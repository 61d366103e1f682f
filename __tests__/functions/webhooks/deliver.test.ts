import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { systemClock } from "../../../functions/shared/clock";
import { ATTEMPTS_MAX } from "../../../functions/webhooks/backoff";
import { ATTEMPTS_KEPT, newDelivery } from "../../../functions/webhooks/delivery";
import { dispatch } from "../../../functions/webhooks/dispatch";
import { deliver } from "../../../functions/webhooks/deliver";
import type { Answer } from "../../../functions/webhooks/post";
import { DeliveryMessageError, receiveDelivery } from "../../../functions/webhooks/receive";
import { rotated, firstSecrets } from "../../../functions/webhooks/signing-secrets";
import { endpoint, endpointId, event, eventId, NOW, NOW_TEXT, secretOf } from "./support/samples";
import { platformEvent, World } from "./support/world";

const KEY = { endpointId: endpointId(1), eventId: eventId(1) };
const HOUR_MS = 60 * 60 * 1000;

/** A world with one endpoint and one event on its way to it. */
async function begun(over: Parameters<World["endpoint"]>[0] = {}): Promise<World> {
  const world = new World();
  await world.endpoint(over);
  await dispatch(world.parts, await world.endpoints.all(), platformEvent(1));
  return world;
}

describe("a delivery", () => {
  it("is sent as JSON under its event's id, signed as of now, and is done", async () => {
    const world = await begun();
    world.now = systemClock.now();
    await world.deliverAll();
    const [sent] = world.sent;
    expect(sent?.headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": "EcosystemAWS-Webhooks/1",
      "webhook-id": eventId(1),
    });
    expect(sent?.target.url.href).toBe(endpoint().url);
    expect(new Webhook(secretOf(1)).verify(sent?.body ?? "", { ...sent?.headers })).toEqual({
      type: "payment.completed",
      timestamp: NOW_TEXT,
      id: eventId(1),
      data: { payment: { id: "pay_1" } },
    });
    const delivery = await world.delivery(KEY);
    expect(delivery).toMatchObject({ status: "delivered", attemptCount: 1 });
    expect(delivery.attempts).toEqual([{ at: delivery.deliveredAt, latencyMs: 0, status: 200 }]);
    expect(world.counts).toEqual(["WebhooksDelivered"]);
  });

  it("is signed by both secrets during a rotation, and by the new one afterwards", async () => {
    const world = await begun();
    const before = firstSecrets(endpointId(1), secretOf(1), NOW_TEXT);
    const ends = new Date(NOW + HOUR_MS).toISOString();
    const secrets = rotated(before, secretOf(2), NOW_TEXT, ends);
    await world.endpoints.rotate({ ...endpoint(), version: 2 }, secrets);
    world.answers = [{ status: 500 }];
    await world.deliverAll();
    const counts = world.sent.map(({ at, headers }) => [
      at < NOW + HOUR_MS,
      headers["webhook-signature"]!.split(" ").length,
    ]);
    expect(new Set(counts.map(String))).toEqual(new Set(["true,2", "false,1"]));
  });

  it.each([200, 201, 204, 299])("is delivered by the status %d", async (status) => {
    const world = await begun();
    world.answers = [{ status }];
    await world.deliverOnce();
    expect(await world.delivery(KEY)).toMatchObject({ status: "delivered" });
    expect(world.messages).toEqual([]);
  });

  it.each<[string, Answer, object]>([
    ["a redirect", { status: 302 }, { failureCode: "unexpected_status", attempts: [{ status: 302 }] }],
    ["an error of the receiver's", { status: 500 }, { failureCode: "unexpected_status", attempts: [{ status: 500 }] }],
    ["a refusal", { status: 404 }, { failureCode: "unexpected_status", attempts: [{ status: 404 }] }],
    ["no answer", { error: "timeout" }, { failureCode: "timeout", attempts: [{ error: "timeout" }] }],
    ["a bad certificate", { error: "tls" }, { failureCode: "tls", attempts: [{ error: "tls" }] }],
  ])("is tried again after %s", async (_, answer, expected) => {
    const world = await begun();
    world.answers = [answer, { status: 200 }];
    await world.deliverOnce();
    const waiting = await world.delivery(KEY);
    expect(waiting).toMatchObject({ status: "pending", attemptCount: 1, ...expected });
    expect(world.messages[0]?.visibleAt).toBe(Date.parse(waiting.nextAttemptAt!));
    expect(world.counts).toEqual(["WebhookAttemptsFailed"]);
    await world.deliverAll();
    const delivered = await world.delivery(KEY);
    expect(delivered).toMatchObject({ status: "delivered", attemptCount: 2 });
    expect(delivered).not.toHaveProperty("nextAttemptAt");
    expect(delivered).not.toHaveProperty("failureCode");
  });

  it("is tried again no sooner than the receiver asks", async () => {
    const world = await begun();
    world.answers = [{ status: 503, retryAfter: "3600" }];
    await world.deliverOnce();
    expect(world.messages[0]?.visibleAt).toBe(NOW + HOUR_MS);
  });

  it("is tried twelve times over days, has failed then, and lies with the dead letters", async () => {
    const world = await begun();
    world.answers = [{ status: 500 }];
    await world.deliverAll();
    expect(world.sent).toHaveLength(ATTEMPTS_MAX);
    expect(world.now - NOW).toBeGreaterThan(2 * 24 * HOUR_MS);
    expect(await world.delivery(KEY)).toMatchObject({ status: "failed", attemptCount: ATTEMPTS_MAX });
    expect(world.dead).toEqual([KEY]);
    expect(world.counts.filter((name) => name === "WebhookDeliveriesFailed")).toHaveLength(1);
    expect(new Set(world.sent.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(world.sent.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(ATTEMPTS_MAX);
  });

  it("is tried all over where it is moved back from the dead letters", async () => {
    const world = await begun();
    world.answers = [{ status: 500 }];
    await world.deliverAll();
    world.answers = [{ status: 500 }, { status: 200 }];
    await world.queue.send([KEY]);
    await world.deliverAll();
    expect(await world.delivery(KEY)).toMatchObject({ status: "delivered", attemptCount: ATTEMPTS_MAX + 2 });
  });

  it("keeps the last of its attempts, and the count of all", async () => {
    const world = await begun();
    world.answers = [{ status: 500 }];
    for (let round = 0; round < 3; round++) {
      await world.deliverAll();
      // Else it would be disabled for failing.
      await world.endpoints.forgive(endpoint());
      await world.queue.send([KEY]);
    }
    const { attempts, attemptCount } = await world.delivery(KEY);
    expect([attempts.length, attemptCount]).toEqual([ATTEMPTS_KEPT, 3 * ATTEMPTS_MAX]);
  });

  it("has failed where its last attempt died and the queue hands it out once more", async () => {
    const world = await begun();
    expect(await deliver(world.parts, KEY, ATTEMPTS_MAX + 1)).toEqual({ kind: "dead" });
    expect(world.sent).toEqual([]);
    expect(await world.delivery(KEY)).toMatchObject({ status: "failed" });
    expect(world.counts).toEqual(["WebhookDeliveriesFailed"]);
  });

  it("is not sent again where its message comes again after it arrived", async () => {
    const world = await begun();
    await world.queue.send([KEY]);
    await world.deliverAll();
    expect(world.sent).toHaveLength(1);
  });

  it("is dropped where it is kept no more", async () => {
    const world = new World();
    await world.endpoint();
    await world.queue.send([KEY]);
    await world.deliverAll();
    expect(world.sent).toEqual([]);
    expect(world.logged[0]).toContain("a delivery is kept no more");
    await world.deliveries.begin(newDelivery(event(1), endpointId(1), NOW_TEXT));
    await world.queue.send([KEY]);
    await world.deliverAll();
    expect(world.sent).toEqual([]);
  });
});

describe("a delivery to an endpoint that is sent to no more", () => {
  it("is cancelled where the endpoint was deleted", async () => {
    const world = await begun();
    await world.endpoints.remove(endpointId(1));
    await world.deliverAll();
    expect(world.sent).toEqual([]);
    expect(await world.delivery(KEY)).toMatchObject({ status: "cancelled", failureCode: "endpoint_deleted" });
    expect(world.counts).toEqual(["WebhookDeliveriesCancelled"]);
  });

  it("is cancelled where the endpoint was disabled, and stays so", async () => {
    const world = await begun();
    await world.endpoints.disable(endpoint(), "gone", NOW_TEXT);
    await world.queue.send([KEY]);
    await world.deliverAll();
    expect(world.sent).toEqual([]);
    expect(await world.delivery(KEY)).toMatchObject({ status: "cancelled", failureCode: "endpoint_disabled" });
  });

  it("disables the endpoint by its answer 410, and is not tried again", async () => {
    const world = await begun();
    world.answers = [{ status: 410 }];
    await world.deliverAll();
    expect(world.sent).toHaveLength(1);
    expect(world.dead).toEqual([]);
    expect(await world.delivery(KEY)).toMatchObject({ status: "failed", failureCode: "gone" });
    expect(await world.endpoints.find(endpointId(1))).toMatchObject({ status: "disabled", disabledReason: "gone" });
    expect(world.counts).toEqual(["WebhookAttemptsFailed", "WebhookEndpointsDisabled", "WebhookDeliveriesFailed"]);
  });

  it("does not disable an endpoint that was sent elsewhere meanwhile: the delivery goes there", async () => {
    const world = await begun();
    const moved = { ...endpoint(), url: "https://new.example.com/", version: 2 };
    world.answers = [{ status: 410 }, { status: 200 }];
    const { post } = world.parts;
    const movingPost: typeof post = async (...sent) => {
      await world.endpoints.replace(moved);
      return post(...sent);
    };
    expect(await deliver({ ...world.parts, post: movingPost }, KEY, 1)).toMatchObject({ kind: "again" });
    await world.deliverAll();
    expect(world.sent.map(({ target }) => target.url.href)).toEqual([endpoint().url, moved.url]);
    expect(await world.endpoints.find(endpointId(1))).toMatchObject({ status: "enabled" });
  });
});

describe("an endpoint that fails", () => {
  it("is disabled after five days of nothing else, and counted", async () => {
    const world = await begun();
    world.answers = [{ error: "timeout" }];
    let number = 1;
    while ((await world.endpoints.find(endpointId(1)))?.status === "enabled") {
      await world.deliverOnce();
      world.now += HOUR_MS;
      number += 1;
      await dispatch(world.parts, await world.endpoints.all(), platformEvent(number));
      expect(world.now - NOW).toBeLessThan(6 * 24 * HOUR_MS);
    }
    expect(world.now - NOW).toBeGreaterThan(5 * 24 * HOUR_MS);
    expect(await world.endpoints.find(endpointId(1))).toMatchObject({ disabledReason: "failing" });
    expect(world.counts.filter((name) => name === "WebhookEndpointsDisabled")).toHaveLength(1);
    expect(world.logged.some((line) => line.startsWith("an endpoint was disabled"))).toBe(true);
  });

  it("is forgiven by one success", async () => {
    const world = await begun();
    world.answers = [{ status: 500 }, { status: 200 }];
    await world.deliverOnce();
    expect(await world.endpoints.find(endpointId(1))).toMatchObject({ failingSince: NOW_TEXT });
    await world.deliverAll();
    expect(await world.endpoints.find(endpointId(1))).not.toHaveProperty("failingSince");
  });
});

describe("the guard before each delivery", () => {
  it("sends nothing where the name leads inside by now, and counts it", async () => {
    const world = await begun();
    world.addresses = ["169.254.169.254"];
    await world.deliverOnce();
    expect(world.sent).toEqual([]);
    expect(await world.delivery(KEY)).toMatchObject({ status: "pending", failureCode: "not_allowed" });
    expect(world.counts).toEqual(["WebhookTargetsRefused", "WebhookAttemptsFailed"]);
  });

  it("tries again where the name has no address for now", async () => {
    const world = await begun();
    world.addresses = [];
    await world.deliverOnce();
    expect(await world.delivery(KEY)).toMatchObject({ status: "pending", failureCode: "unresolved" });
    world.addresses = ["93.184.216.34"];
    await world.deliverAll();
    expect(world.sent.map(({ target }) => target.addresses)).toEqual([["93.184.216.34"]]);
  });

  it("connects to what it checked: the name is resolved once an attempt", async () => {
    const world = await begun();
    const resolve = jest.fn().mockResolvedValueOnce(["93.184.216.34"]).mockResolvedValue(["127.0.0.1"]);
    await deliver({ ...world.parts, resolve }, KEY, 1);
    expect(resolve).toHaveBeenCalledTimes(1);
    expect(world.sent[0]?.target.addresses).toEqual(["93.184.216.34"]);
  });
});

describe("a message of the delivery queue", () => {
  const message = (body: string, receives = "1") =>
    ({ body, receiptHandle: "0", attributes: { ApproximateReceiveCount: receives } }) as Parameters<
      typeof receiveDelivery
    >[2];

  it.each(["hello", "{}", '{"endpointId":"we#1","eventId":"x"}'])(
    "is refused where it names no delivery: %s",
    async (body) => {
      const world = await begun();
      await expect(receiveDelivery(world.parts, world.queue, message(body))).rejects.toThrow(DeliveryMessageError);
      expect(world.counts).toEqual(["WebhookDeliveryErrors"]);
    },
  );

  it("stays in the queue where the table cannot be read, with the error in the log", async () => {
    const world = await begun();
    world.table.before = () => {
      throw new Error("no network");
    };
    await world.deliverOnce();
    expect(world.messages).toHaveLength(1);
    expect(world.logged).toEqual(["an attempt broke off no network"]);
    world.table.before = () => undefined;
    await world.deliverAll();
    expect(world.sent).toHaveLength(1);
  });

  it("stays in the queue where it could not be hidden, and comes back by the queue's own time", async () => {
    const world = await begun();
    world.answers = [{ status: 500 }, { status: 200 }];
    world.beforeQueue = () => {
      throw new Error("throttled");
    };
    await world.deliverOnce();
    expect(world.messages[0]?.visibleAt).toBe(NOW + 180_000);
    await world.deliverAll();
    expect(await world.delivery(KEY)).toMatchObject({ status: "delivered" });
  });

  it("may die with any call: in the end it is delivered, at least once, under one id", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ call: fc.integer({ min: 1, max: 7 }), isDone: fc.boolean() }), { maxLength: 5 }),
        fc.array(fc.constantFrom<Answer>({ status: 500 }, { error: "timeout" }), { maxLength: 3 }),
        async (deaths, failures) => {
          const world = await begun();
          world.answers = [...failures, { status: 200 }];
          for (const { call, isDone } of deaths) {
            let calls = 0;
            world.table.before = () => {
              calls += 1;
              if (calls > call || (calls === call && !isDone)) throw new Error("killed");
            };
            world.table.after = () => {
              if (calls >= call) throw new Error("killed");
            };
            world.now += 181_000;
            await world.deliverOnce();
          }
          world.table.before = world.table.after = () => undefined;
          await world.deliverAll();
          expect(world.dead).toEqual([]);
          expect(await world.delivery(KEY)).toMatchObject({ status: "delivered" });
          expect(new Set(world.sent.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([eventId(1)]));
        },
      ),
      { numRuns: 100 },
    );
  });
});

it("no secret stands in any log", async () => {
  const world = await begun();
  world.answers = [{ status: 500 }, { error: "tls" }, { status: 200 }];
  await world.deliverAll();
  expect(world.logged.length).toBeGreaterThan(2);
  expect(world.logged.join("\n")).not.toContain("whsec_");
  expect(world.logged.join("\n")).not.toContain("v1,");
});

import { Webhook } from "standardwebhooks";
import { systemClock } from "../../../functions/shared/clock";
import { dispatch } from "../../../functions/webhooks/dispatch";
import { client, faults } from "./support/api-client";
import { endpointId, eventId, NOW_TEXT } from "./support/samples";
import { platformEvent, World } from "./support/world";

const URL_TEXT = "https://hooks.example.com/webhooks";
describe("POST /webhook-endpoints/{endpoint_id}/test", () => {
  const path = `/webhook-endpoints/${endpointId(1)}`;

  it("sends that endpoint alone, whatever its filter, an event that nobody takes for a payment", async () => {
    const world = new World();
    world.now = systemClock.now();
    await world.endpoint({ id: endpointId(2) });
    const created = await client(world)("POST /webhook-endpoints", { url: URL_TEXT, event_types: ["dispute.won"] });
    const id = String(created.body.endpoint_id);
    const { status, body } = await client(world)(`POST /webhook-endpoints/${id}/test`);
    expect(status).toBe(202);
    expect(body).toMatchObject({
      endpoint_id: id,
      event_type: "webhook_endpoint.test",
      status: "pending",
      attempts: 0,
    });
    await world.deliverAll();
    expect(world.sent).toHaveLength(1);
    const [sent] = world.sent;
    expect(new Webhook(String(created.body.secret)).verify(sent?.body ?? "", { ...sent?.headers })).toEqual({
      type: "webhook_endpoint.test",
      timestamp: new Date(world.now).toISOString(),
      id: body.event_id,
      data: { webhook_endpoint: { endpoint_id: id, url: URL_TEXT } },
    });
  });

  it("is refused where the endpoint is disabled", async () => {
    const world = new World();
    await world.endpoint({ status: "disabled" });
    expect((await client(world)(`POST ${path}/test`)).status).toBe(409);
  });

  it("says where the queue does not take it, and asking again is right", async () => {
    const world = new World();
    await world.endpoint();
    world.refusing = 1;
    expect((await client(world)(`POST ${path}/test`)).status).toBe(503);
    expect((await client(world)(`POST ${path}/test`)).status).toBe(202);
  });
});

describe("deliveries of an endpoint", () => {
  const path = `/webhook-endpoints/${endpointId(1)}/deliveries`;
  const dispatched = async (count: number): Promise<World> => {
    const world = new World();
    await world.endpoint();
    for (let number = 1; number <= count; number++) {
      await dispatch(world.parts, await world.endpoints.all(), platformEvent(number));
    }
    return world;
  };

  it("are listed with what became of them, the newest first, and by status", async () => {
    const world = await dispatched(2);
    world.answers = [{ status: 503 }, { status: 200 }];
    await world.deliverOnce();
    const { body } = await client(world)(`GET ${path}`);
    const common = { endpoint_id: endpointId(1), event_type: "payment.completed", attempts: 1, created_at: NOW_TEXT };
    const failed = {
      ...common,
      delivery_id: eventId(1),
      event_id: eventId(1),
      status: "pending",
      response_status: 503,
      failure_code: "unexpected_status",
      next_attempt_at: expect.stringMatching(/^2026-11-15T12:00:0[0-9.]+Z$/),
    };
    const delivered = {
      ...common,
      delivery_id: eventId(2),
      event_id: eventId(2),
      status: "delivered",
      response_status: 200,
      delivered_at: NOW_TEXT,
    };
    expect(body).toEqual({ data: [delivered, failed] });
    expect((await client(world)(`GET ${path}`, undefined, { status: "pending" })).body).toEqual({ data: [failed] });
  });

  it("come page by page", async () => {
    const world = await dispatched(3);
    const first = await client(world)(`GET ${path}`, undefined, { limit: "2" });
    const second = await client(world)(`GET ${path}`, undefined, {
      limit: "2",
      cursor: String(first.body.next_cursor),
    });
    const ids = [first, second].flatMap(({ body }) =>
      (body.data as { readonly delivery_id: string }[]).map(({ delivery_id: id }) => id),
    );
    expect(ids).toEqual([3, 2, 1].map(eventId));
    expect((await client(world)(`GET ${path}`, undefined, { cursor: "x" })).status).toBe(400);
  });

  it.each([undefined, "pending"])(
    "have no next page behind one that holds the last of them (status %s)",
    async (status) => {
      const world = await dispatched(2);
      const { body } = await client(world)(`GET ${path}`, undefined, { limit: "2", ...(status && { status }) });
      expect(body).toEqual({ data: [expect.anything(), expect.anything()] });
    },
  );

  it("go on by a cursor of the same list alone", async () => {
    const world = await dispatched(2);
    const { body } = await client(world)(`GET ${path}`, undefined, { limit: "1" });
    const cursor = String(body.next_cursor);
    expect((await client(world)(`GET ${path}`, undefined, { cursor, status: "pending" })).status).toBe(400);
    await world.endpoint({ id: endpointId(2) });
    const other = await client(world)(`GET /webhook-endpoints/${endpointId(2)}/deliveries`, undefined, { cursor });
    expect(faults(other)).toEqual([["cursor_invalid", expect.stringMatching("of this list")]]);
  });

  it("can be sent again, delivered or failed, under the same id and with the attempts before", async () => {
    const world = await dispatched(1);
    await world.deliverAll();
    for (const [answers, status, attempts] of [
      [[{ status: 410 }], "failed", 2],
      [[{ status: 200 }], "delivered", 3],
    ] as const) {
      const replayed = await client(world)(`POST ${path}/${eventId(1)}/replay`);
      expect(replayed.status).toBe(202);
      expect(replayed.body).toMatchObject({ delivery_id: eventId(1), status: "pending" });
      expect(replayed.body).not.toHaveProperty("delivered_at");
      world.answers = [...answers];
      await world.deliverAll();
      expect(await world.delivery({ endpointId: endpointId(1), eventId: eventId(1) })).toMatchObject({
        status,
        attemptCount: attempts,
      });
      await client(world)(`PATCH /webhook-endpoints/${endpointId(1)}`, { status: "enabled" });
    }
    expect(new Set(world.sent.map(({ headers, body }) => `${headers["webhook-id"]} ${body}`)).size).toBe(1);
  });

  it("cannot be sent again where they are kept no more, nor to an endpoint that is disabled", async () => {
    const world = await dispatched(1);
    expect((await client(world)(`POST ${path}/${eventId(2)}/replay`)).status).toBe(404);
    world.table.items.delete(`EVENT#${eventId(1)}|BODY`);
    expect((await client(world)(`POST ${path}/${eventId(1)}/replay`)).status).toBe(404);
    await dispatch(world.parts, await world.endpoints.all(), platformEvent(1));
    await client(world)(`PATCH /webhook-endpoints/${endpointId(1)}`, { status: "disabled" });
    expect((await client(world)(`POST ${path}/${eventId(1)}/replay`)).status).toBe(409);
  });
});

import { ENDPOINTS_MAX } from "../../../functions/webhooks/endpoint";
import { client, faults } from "./support/api-client";
import { cancelled } from "./support/memory-table";
import { endpoint, endpointId, eventId, NOW_TEXT } from "./support/samples";
import { World } from "./support/world";

const URL_TEXT = "https://hooks.example.com/webhooks";
describe("POST /webhook-endpoints", () => {
  it("makes an endpoint for all events, and tells its secret", async () => {
    const world = new World();
    const { status, body } = await client(world)("POST /webhook-endpoints", { url: URL_TEXT });
    expect(status).toBe(201);
    expect(body).toEqual({
      endpoint_id: expect.stringMatching(/^we_[0-9a-f-]{36}$/),
      url: URL_TEXT,
      event_types: ["*"],
      description: "",
      status: "enabled",
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      created_at: NOW_TEXT,
      updated_at: NOW_TEXT,
    });
  });

  it("tells the secret this once: no list, no reading and no change shows it again", async () => {
    const world = new World();
    const call = client(world);
    const { body } = await call("POST /webhook-endpoints", { url: URL_TEXT });
    const path = `/webhook-endpoints/${String(body.endpoint_id)}`;
    const later = [
      await call("GET /webhook-endpoints"),
      await call(`GET ${path}`),
      await call(`PATCH ${path}`, { description: "Shop" }),
      await call(`POST ${path}/test`),
      await call(`GET ${path}/deliveries`),
    ];
    expect(later.map(({ status }) => status)).toEqual([200, 200, 200, 202, 200]);
    expect(JSON.stringify(later)).not.toContain("whsec_");
  });

  it("takes a description and filters", async () => {
    const world = new World();
    const asked = { url: URL_TEXT, description: "Shop", event_types: ["payment.*", "dispute.won"] };
    expect((await client(world)("POST /webhook-endpoints", asked)).body).toMatchObject(asked);
  });

  it("refuses what it cannot send to, and filters that let nothing pass, all at once", async () => {
    const world = new World();
    const asked = { url: "http://localhost:81/", event_types: ["payment.completed", "pigeon.*"] };
    const answer = await client(world)("POST /webhook-endpoints", asked);
    expect(answer.status).toBe(422);
    expect(faults(answer)).toEqual([
      ["url_not_allowed", "url: must begin with https://."],
      ["url_not_allowed", "url: must be at port 443 or 8443."],
      ["url_not_allowed", "url: must name a host of the public Internet."],
      ["invalid", "event_types[1]: must be a type of event, all of a kind such as payment.*, or *."],
    ]);
    expect(world.table.items.size).toBe(0);
  });

  it.each([
    [["10.0.0.1"], "url: must resolve to public addresses."],
    [["93.184.216.34", "169.254.169.254"], "url: must resolve to public addresses."],
    [[], "url: must name a host that resolves."],
  ])("refuses a host that resolves to %j", async (addresses, message) => {
    const world = new World();
    world.addresses = addresses;
    expect(faults(await client(world)("POST /webhook-endpoints", { url: URL_TEXT }))).toEqual([
      ["url_not_allowed", message],
    ]);
  });

  it("refuses one more than there may be", async () => {
    const world = new World();
    const call = client(world);
    for (let count = 0; count < ENDPOINTS_MAX; count++) await call("POST /webhook-endpoints", { url: URL_TEXT });
    const answer = await call("POST /webhook-endpoints", { url: URL_TEXT });
    expect([answer.status, faults(answer)[0]?.[0]]).toEqual([409, "too_many_endpoints"]);
  });

  it("tries again where others are on the same items, and says so where that does not end", async () => {
    const world = new World();
    let conflicts = 2;
    world.table.before = () => {
      if (conflicts-- > 0) throw cancelled("None", "None", "TransactionConflict");
    };
    expect((await client(world)("POST /webhook-endpoints", { url: URL_TEXT })).status).toBe(201);
    conflicts = 100;
    expect((await client(world)("POST /webhook-endpoints", { url: URL_TEXT })).status).toBe(503);
  });
});

describe("GET /webhook-endpoints", () => {
  it("lists the newest first, page by page", async () => {
    const world = new World();
    for (let number = 1; number <= 3; number++) await world.endpoint({ id: endpointId(number) });
    const first = await client(world)("GET /webhook-endpoints", undefined, { limit: "2" });
    const second = await client(world)("GET /webhook-endpoints", undefined, {
      limit: "2",
      cursor: String(first.body.next_cursor),
    });
    const ids = [first, second].map(({ body }) =>
      (body.data as { readonly endpoint_id: string }[]).map(({ endpoint_id: id }) => id),
    );
    expect(ids).toEqual([[endpointId(3), endpointId(2)], [endpointId(1)]]);
    expect(second.body).not.toHaveProperty("next_cursor");
    const whole = await client(world)("GET /webhook-endpoints", undefined, { limit: "3" });
    expect(whole.body).not.toHaveProperty("next_cursor");
  });

  it("refuses a cursor that no such list gave", async () => {
    const cursor = Buffer.from("ENDPOINTS#COUNT").toString("base64url");
    const answer = await client(new World())("GET /webhook-endpoints", undefined, { cursor });
    expect([answer.status, faults(answer)[0]?.[0]]).toEqual([400, "cursor_invalid"]);
  });
});

describe("the description of a webhook endpoint", () => {
  const described = async (description: string) => {
    const world = new World();
    await world.endpoint({ description: "Shop" });
    return client(world)(`PATCH /webhook-endpoints/${endpointId(1)}`, { description });
  };

  it("is taken away by empty text", async () => {
    expect(await described("")).toMatchObject({ status: 200, body: { description: "" } });
  });

  it("has at most 255 characters, and no control characters", async () => {
    const message = "description: must be at most 255 characters, no control characters.";
    expect((await described("x".repeat(255))).status).toBe(200);
    for (const text of ["x".repeat(256), "a\nb"]) expect(faults(await described(text))).toEqual([["invalid", message]]);
  });
});

describe("PATCH /webhook-endpoints/{endpoint_id}", () => {
  const path = `/webhook-endpoints/${endpointId(1)}`;

  it("changes what is given", async () => {
    const world = new World();
    await world.endpoint();
    const { status, body } = await client(world)(`PATCH ${path}`, { status: "disabled" });
    expect(status).toBe(200);
    expect(body).toMatchObject({ url: endpoint().url, status: "disabled", disabled_reason: "requested" });
    expect((await client(world)(`PATCH ${path}`, { status: "enabled" })).body).not.toHaveProperty("disabled_reason");
  });

  it("refuses what an endpoint may not be made with either", async () => {
    const world = new World();
    await world.endpoint();
    const answer = await client(world)(`PATCH ${path}`, { url: "https://10.0.0.1/", event_types: ["x.y"] });
    expect(faults(answer).map(([code]) => code)).toEqual(["url_not_allowed", "invalid"]);
    expect(await world.endpoints.find(endpointId(1))).toEqual(endpoint());
  });

  it("says where somebody else was quicker", async () => {
    const world = new World();
    await world.endpoint();
    world.table.before = (command) => {
      if (command !== "PutItemCommand") return;
      const item = world.table.items.get(`ENDPOINTS|${endpointId(1)}`)!;
      item.version = { N: "9" };
    };
    const answer = await client(world)(`PATCH ${path}`, { description: "Shop" });
    expect([answer.status, faults(answer)[0]?.[0]]).toEqual([409, "version_conflict"]);
  });
});

describe("POST /webhook-endpoints/{endpoint_id}/rotate-secret", () => {
  const path = `/webhook-endpoints/${endpointId(1)}/rotate-secret`;

  it("gives a new secret, and lets the old one sign for a day", async () => {
    const world = new World();
    await world.endpoint();
    const { status, body } = await client(world)(`POST ${path}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      secret: expect.stringMatching(/^whsec_/),
      previous_secret_expires_at: "2026-11-16T12:00:00.000Z",
    });
    expect((await world.endpoints.findSecrets(endpointId(1)))?.secrets).toHaveLength(2);
    world.now += 24 * 60 * 60 * 1000;
    const shown = await client(world)(`GET /webhook-endpoints/${endpointId(1)}`);
    expect(shown.body).not.toHaveProperty("previous_secret_expires_at");
  });

  it("ends the old one at once where that is asked", async () => {
    const world = new World();
    await world.endpoint();
    const { body } = await client(world)(`POST ${path}`, { overlap_hours: 0 });
    expect(body).not.toHaveProperty("previous_secret_expires_at");
    expect((await world.endpoints.findSecrets(endpointId(1)))?.secrets).toEqual([
      { secret: body.secret, createdAt: NOW_TEXT },
    ]);
  });

  it("says where somebody else was quicker", async () => {
    const world = new World();
    await world.endpoint();
    world.table.before = (command) => {
      if (command === "TransactWriteItemsCommand") throw cancelled("ConditionalCheckFailed", "None");
    };
    expect((await client(world)(`POST ${path}`)).status).toBe(409);
  });
});

describe("DELETE /webhook-endpoints/{endpoint_id}", () => {
  it("removes it once", async () => {
    const world = new World();
    await world.endpoint();
    expect(await client(world)(`DELETE /webhook-endpoints/${endpointId(1)}`)).toEqual({ status: 204, body: {} });
    expect(world.table.dump("SECRETS")).toBe("");
    expect((await client(world)(`DELETE /webhook-endpoints/${endpointId(1)}`)).status).toBe(404);
  });
});

describe("an endpoint that is not there", () => {
  it.each([
    ["GET", "", undefined],
    ["PATCH", "", { description: "x" }],
    ["DELETE", "", undefined],
    ["POST", "/rotate-secret", {}],
    ["POST", "/test", {}],
    ["GET", "/deliveries", undefined],
    ["POST", `/deliveries/${eventId(1)}/replay`, undefined],
  ])("%s %s is answered by 404", async (method, rest, body) => {
    const answer = await client(new World())(`${method} /webhook-endpoints/${endpointId(1)}${rest}`, body);
    expect([answer.status, faults(answer)[0]?.[0]]).toEqual([404, "endpoint_not_found"]);
  });
});

import type { JsonObject } from "../../../local/gateway/answers";
import { isServed } from "../../../local/gateway/refusals";
import type { GatewayResponse } from "../../../local/gateway/request";
import { eventSchemas } from "../../../local/gateway/services/event-schemas";
import { bodyOf, fakeUpstream, restCall } from "./fake-upstream";

const { forward, requests } = fakeUpstream();
const REGISTRY = "/v1/registries/name/payments";
const SCHEMA = `${REGISTRY}/schemas/name/${encodeURIComponent("ecosystemaws.payments@payment.completed")}`;
const schema = (content = "{}"): JsonObject => ({ Type: "JSONSchemaDraft4", Content: content, tags: { a: "1" } });

function service(): (method: string, path: string, body?: JsonObject) => Promise<GatewayResponse> {
  const { handle } = eventSchemas({ account: "123456789012", clock: () => 0 });
  return (method, path, body = {}) => handle(restCall("schemas", method, path, body), forward);
}

describe("EventBridge's schema registries", () => {
  it("are served by the front door alone", async () => {
    expect(isServed(restCall("schemas", "GET", REGISTRY))).toBe(true);
    await service()("POST", REGISTRY);
    expect(requests).toEqual([]);
  });

  it("read back as made and as changed", async () => {
    const call = service();
    expect((await call("POST", REGISTRY, { Description: "one", tags: { a: "1" } })).status).toBe(201);
    await call("PUT", REGISTRY, { Description: "two" });
    expect(bodyOf(await call("GET", REGISTRY))).toEqual({
      RegistryName: "payments",
      RegistryArn: "arn:aws:schemas:us-east-1:123456789012:registry/payments",
      Description: "two",
      tags: { a: "1" },
    });
  });

  it("are not made twice, and not deleted while they have schemas", async () => {
    const call = service();
    await call("POST", REGISTRY);
    expect((await call("POST", REGISTRY)).status).toBe(409);
    await call("POST", SCHEMA, schema());
    expect((await call("DELETE", REGISTRY)).status).toBe(400);
    expect((await call("DELETE", SCHEMA)).status).toBe(204);
    expect((await call("DELETE", REGISTRY)).status).toBe(204);
    expect((await call("GET", REGISTRY)).status).toBe(404);
  });

  it("have schemas, of which other content is a new version", async () => {
    const call = service();
    await call("POST", REGISTRY);
    expect(bodyOf(await call("POST", SCHEMA, schema()))).toMatchObject({ SchemaVersion: "1" });
    await call("PUT", SCHEMA, schema());
    await call("PUT", SCHEMA, { Description: "new" });
    expect(bodyOf(await call("GET", SCHEMA))).toMatchObject({ SchemaVersion: "1", Description: "new", Content: "{}" });
    await call("PUT", SCHEMA, schema('{"type":"object"}'));
    expect(bodyOf(await call("GET", SCHEMA))).toMatchObject({
      SchemaName: "ecosystemaws.payments@payment.completed",
      SchemaArn: "arn:aws:schemas:us-east-1:123456789012:schema/payments/ecosystemaws.payments@payment.completed",
      SchemaVersion: "2",
      Type: "JSONSchemaDraft4",
      Content: '{"type":"object"}',
      LastModified: "1970-01-01T00:00:00Z",
    });
    expect((await call("POST", SCHEMA, schema())).status).toBe(409);
  });

  it("refuse a schema that is no JSON or of another kind, and one in no registry", async () => {
    const call = service();
    expect((await call("POST", SCHEMA, schema())).status).toBe(404);
    await call("POST", REGISTRY);
    expect((await call("POST", SCHEMA, schema("{"))).status).toBe(400);
    expect((await call("POST", SCHEMA, { ...schema(), Type: "Avro" })).status).toBe(400);
    expect((await call("GET", SCHEMA)).status).toBe(404);
  });

  it("have tags, as have schemas", async () => {
    const call = service();
    await call("POST", REGISTRY, { tags: { a: "1", b: "2" } });
    const tags = `/tags/${encodeURIComponent("arn:aws:schemas:us-east-1:123456789012:registry/payments")}`;
    await call("POST", tags, { tags: { c: "3" } });
    await call("DELETE", `${tags}?tagKeys=a&tagKeys=b`);
    expect(bodyOf(await call("GET", tags))).toEqual({ tags: { c: "3" } });
    expect((await call("GET", "/tags/arn%3Anone")).status).toBe(404);
  });

  it("refuse by name what is not served", async () => {
    const call = service();
    await call("POST", REGISTRY);
    for (const [method, path] of [
      ["GET", "/v1/discoverers"],
      ["GET", `${SCHEMA}/language/Java8`],
      ["PATCH", REGISTRY],
      ["PATCH", SCHEMA],
    ] as const) {
      const answer = await call(method, path);
      expect(answer.status).toBe(400);
      expect(bodyOf(answer)["message"]).toBe(`The embedded AWS does not serve schemas ${method} ${path}.`);
    }
  });
});

import type { JsonObject } from "../../../../local/gateway/answers";
import { bodyOf } from "../fake-upstream";
import { documentOf, eventIn, Front, operation, type Served, uriOf } from "./served-api";

const header = { type: "apiKey", name: "Authorization", in: "header" };
const securitySchemes = (more: JsonObject = {}): JsonObject => ({
  key: { type: "apiKey", name: "x-api-key", in: "header" },
  ...more,
});

describe("an API key", () => {
  const keyed = (more: JsonObject = {}): Promise<Served> =>
    new Front().serve(
      documentOf(
        { "/payments": { get: operation({ security: [{ key: [] }] }), post: operation({ security: [{ key: [] }] }) } },
        { components: { securitySchemes: securitySchemes() }, ...more },
      ),
    );
  const statuses = async (api: Served, key: string, times: number, method = "GET"): Promise<number[]> => {
    const all: number[] = [];
    for (let time = 0; time < times; time += 1)
      all.push((await api.send({ method, path: "/payments", headers: { "X-API-Key": key } })).status);
    return all;
  };

  it("opens its plan's stage, and the function is told whose it is", async () => {
    const api = await keyed();
    const key = await api.key();
    const event = eventIn(await api.send({ path: "/payments", headers: { "x-api-key": key } }));
    expect(event).toMatchObject({
      requestContext: { identity: { apiKey: key, apiKeyId: key.replace("value-of-", "") } },
    });
  });

  it("is asked for: none, a wrong one and one without a plan for the stage are forbidden", async () => {
    const api = await keyed();
    const other = await api.key({ apiStages: [{ apiId: api.apiId, stage: "other" }] });
    for (const headers of [{}, { "x-api-key": "wrong" }, { "x-api-key": other }] as Record<string, string>[]) {
      const answer = await api.send({ path: "/payments", headers });
      expect(answer.status).toBe(403);
      expect(bodyOf(answer)).toEqual({ message: "Forbidden" });
    }
  });

  it("opens nothing once it is disabled", async () => {
    const api = await keyed();
    const key = await api.key();
    expect(await statuses(api, key, 1)).toEqual([200]);
    const off = { patchOperations: [{ op: "replace", path: "/enabled", value: "false" }] };
    await api.front.control("PATCH", `/apikeys/${key.replace("value-of-", "")}`, off);
    expect(await statuses(api, key, 1)).toEqual([403]);
  });

  it("is throttled by its plan: a burst, then so many a second", async () => {
    const api = await keyed();
    const key = await api.key({ throttle: { rateLimit: 1, burstLimit: 2 } });
    expect(await statuses(api, key, 3)).toEqual([200, 200, 429]);
    api.front.now += 1000;
    expect(await statuses(api, key, 2)).toEqual([200, 429]);
    const answer = await api.send({ path: "/payments", headers: { "x-api-key": key } });
    expect(bodyOf(answer)).toEqual({ message: "Too Many Requests" });
  });

  it("is throttled by its plan's limits of a method", async () => {
    const api = await keyed();
    const throttle = { "/payments/POST": { rateLimit: 1, burstLimit: 1 } };
    const key = await api.key({ apiStages: [{ apiId: api.apiId, stage: "test", throttle }] });
    expect(await statuses(api, key, 2, "POST")).toEqual([200, 429]);
    expect(await statuses(api, key, 2)).toEqual([200, 200]);
  });

  it("is refused for the rest of the day once its quota is used up", async () => {
    const api = await keyed();
    const key = await api.key({ quota: { limit: 2, period: "DAY" } });
    expect(await statuses(api, key, 3)).toEqual([200, 200, 429]);
    const answer = await api.send({ path: "/payments", headers: { "x-api-key": key } });
    expect(bodyOf(answer)).toEqual({ message: "Limit Exceeded" });
    api.front.now += 86_400_000;
    expect(await statuses(api, key, 1)).toEqual([200]);
  });

  it("comes from the authoriser where the API says so", async () => {
    const authorizer = { type: "token", authorizerUri: uriOf("authoriser") };
    const schemes = securitySchemes({ jwt: { ...header, "x-amazon-apigateway-authorizer": authorizer } });
    const front = new Front();
    front.letIn("authoriser");
    const api = await front.serve(
      documentOf(
        { "/payments": { get: operation({ security: [{ key: [], jwt: [] }] }) } },
        { components: { securitySchemes: schemes }, "x-amazon-apigateway-api-key-source": "AUTHORIZER" },
      ),
    );
    const usageIdentifierKey = await api.key();
    const policyDocument = { Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" }] };
    front.gateway.functions["authoriser"] = () => ({ principalId: "p", policyDocument, usageIdentifierKey });
    expect((await api.send({ path: "/payments", headers: { Authorization: "t" } })).status).toBe(200);
  });
});

describe("a stage's limits", () => {
  it.each([
    ["*/*", [200, 429]],
    ["payments/GET", [200, 429]],
    ["~1payments/GET", [200, 429]],
    ["payments/POST", [200, 200]],
  ])("of %s hold without a key", async (method, expected) => {
    const api = await new Front().serve(documentOf({ "/payments": { get: operation() } }));
    api.stage({ methodSettings: { [method]: { throttlingRateLimit: 1, throttlingBurstLimit: 1 } } });
    const statuses = [(await api.send({ path: "/payments" })).status, (await api.send({ path: "/payments" })).status];
    expect(statuses).toEqual(expected);
  });

  it("are none where they are -1", async () => {
    const api = await new Front().serve(documentOf({ "/payments": { get: operation() } }));
    api.stage({ methodSettings: { "*/*": { throttlingRateLimit: -1, throttlingBurstLimit: -1 } } });
    expect((await api.send({ path: "/payments" })).status).toBe(200);
  });
});

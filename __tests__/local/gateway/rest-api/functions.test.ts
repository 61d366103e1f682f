import type { JsonObject } from "../../../../local/gateway/answers";
import { bodyOf, restCall } from "../fake-upstream";
import { ACCOUNT, documentOf, eventIn, Front, operation, type Served } from "./served-api";

const paths = {
  "/payments": { get: operation({ operationId: "listPayments" }), post: operation() },
  "/payments/{id}": { get: operation() },
  "/payments/search": { get: operation() },
  "/files/{proxy+}": { "x-amazon-apigateway-any-method": operation() },
};
const served = (): Promise<Served> => new Front().serve(documentOf(paths));
/** AddPermission: what was known of functions' policies is read again. */
const policyChanged = restCall("lambda", "POST", "/2015-03-31/functions/reader/policy");

describe("a function's event", () => {
  it("has the request as API Gateway gives it", async () => {
    const api = await served();
    const answer = await api.send({
      method: "POST",
      path: "/payments?a=1&a=2&b=x%20y",
      headers: { "Content-Type": "application/json", "X-Twice": "1", "User-Agent": "curl", Connection: "keep-alive" },
      body: '{"amount":1}',
    });
    const { headers, requestContext, ...event } = eventIn(answer) as {
      headers: JsonObject;
      requestContext: JsonObject;
    };
    expect(event).toMatchObject({
      resource: "/payments",
      path: "/payments",
      httpMethod: "POST",
      queryStringParameters: { a: "2", b: "x y" },
      multiValueQueryStringParameters: { a: ["1", "2"], b: ["x y"] },
      pathParameters: null,
      stageVariables: { colour: "red" },
      body: '{"amount":1}',
      isBase64Encoded: false,
      multiValueHeaders: { "X-Twice": ["1"] },
    });
    expect(headers).toMatchObject({ "Content-Type": "application/json", "X-Forwarded-Proto": "https" });
    expect(headers).not.toHaveProperty("Connection");
    expect(requestContext).toMatchObject({
      accountId: ACCOUNT,
      apiId: api.apiId,
      stage: "test",
      httpMethod: "POST",
      resourcePath: "/payments",
      protocol: "HTTP/1.1",
      requestTime: "21/Nov/2026:12:00:00 +0000",
      requestTimeEpoch: api.front.now,
      requestId: answer.headers["x-amzn-requestid"],
      identity: { sourceIp: "127.0.0.1", userAgent: "curl", userArn: null },
    });
    expect(requestContext).not.toHaveProperty("authorizer");
    expect(requestContext).not.toHaveProperty("identity.apiKey");
  });

  it("has null for what is empty, the operation's name where it has one, and path parameters decoded", async () => {
    const api = await served();
    expect(eventIn(await api.send({ path: "/payments" }))).toMatchObject({
      body: null,
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      requestContext: { operationName: "listPayments" },
    });
    expect(eventIn(await api.send({ path: "/payments/a%20b" }))).toMatchObject({ pathParameters: { id: "a b" } });
  });

  it("has the body of a binary media type in Base64, and its answer is decoded where the caller accepts one", async () => {
    const api = await new Front().serve(documentOf(paths, { "x-amazon-apigateway-binary-media-types": ["image/*"] }));
    const body = Buffer.from([0, 1]).toString("latin1");
    const headers = { "Content-Type": "image/png" };
    expect(eventIn(await api.send({ method: "POST", path: "/payments", headers, body }))).toMatchObject({
      body: "AAE=",
      isBase64Encoded: true,
    });
    api.front.gateway.functions["reader"] = () => ({ statusCode: 200, isBase64Encoded: true, body: "AAE=" });
    expect((await api.send({ path: "/payments", headers: { Accept: "image/png" } })).body).toEqual(Buffer.from([0, 1]));
    expect((await api.send({ path: "/payments" })).body.toString()).toBe("AAE=");
  });
});

describe("a function's answer", () => {
  const answering = async (result: unknown): ReturnType<Served["send"]> => {
    const api = await served();
    api.front.gateway.functions["reader"] = () => result;
    return api.send({ path: "/payments" });
  };

  it("has its status, its headers over the defaults, several of one name, and the request's id", async () => {
    const answer = await answering({
      statusCode: "201",
      headers: { "content-type": "text/plain", "X-Number": 1, "WWW-Authenticate": "Basic" },
      multiValueHeaders: { "set-cookie": ["a=1", "b=2"] },
      body: "made",
    });
    expect(answer).toMatchObject({
      status: 201,
      headers: {
        "content-type": "text/plain",
        "X-Number": "1",
        "x-amzn-Remapped-WWW-Authenticate": "Basic",
        "set-cookie": ["a=1", "b=2"],
      },
    });
    expect(answer.headers).not.toHaveProperty("Content-Type");
    expect(answer.headers["x-amzn-requestid"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.body.toString()).toBe("made");
  });

  it("is JSON, and empty, where it says no more than its status", async () => {
    const answer = await answering({ statusCode: 204 });
    expect(answer).toMatchObject({
      status: 204,
      headers: { "Content-Type": "application/json" },
      body: Buffer.alloc(0),
    });
  });

  it.each<[string, unknown]>([
    ["nothing", null],
    ["no status", { body: "x" }],
    ["a status that is none", { statusCode: 1000 }],
    ["a body that is no text", { statusCode: 200, body: { a: 1 } }],
    ["headers that are none", { statusCode: 200, headers: "x" }],
    ["several headers that are no list", { statusCode: 200, multiValueHeaders: { a: "x" } }],
  ])("is 502 where the function gives %s", async (_what, result) => {
    const answer = await answering(result);
    expect(answer.status).toBe(502);
    expect(bodyOf(answer)).toEqual({ message: "Internal server error" });
  });

  it("is 502 where the function fails", async () => {
    const api = await served();
    api.front.gateway.functions["reader"] = () => {
      throw new Error("no");
    };
    const answer = await api.send({ path: "/payments" });
    expect(answer.status).toBe(502);
    expect(bodyOf(answer)).toEqual({ message: "Internal server error" });
  });

  it("is 504 where it comes too late", async () => {
    const slow = operation();
    Object.assign(slow["x-amazon-apigateway-integration"] as object, { timeoutInMillis: 50 });
    const api = await new Front().serve(documentOf({ "/slow": { get: slow } }));
    api.front.gateway.invocationTakes = new Promise(() => {});
    const answer = await api.send({ path: "/slow" });
    expect(answer.status).toBe(504);
    expect(bodyOf(answer)).toEqual({ message: "Endpoint request timed out" });
  });
});

describe("a function's permission", () => {
  const source = (api: Served, end: string): JsonObject => ({
    ArnLike: { "AWS:SourceArn": `arn:aws:execute-api:us-east-1:${ACCOUNT}:${api.apiId}/${end}` },
  });

  it.each(["*/*", "test/GET/payments/*", "*/GET/*"])("may name the source by %s", async (end) => {
    const api = await served();
    api.front.letIn("reader", source(api, end));
    expect((await api.send({ path: "/payments/1" })).status).toBe(200);
  });

  it("is needed: without it the answer is 500, and the log says why", async () => {
    const api = await served();
    for (const refuse of [
      () => api.front.letIn("reader", source(api, "*/POST/*")),
      () => {
        delete api.front.gateway.policies["reader"];
      },
    ]) {
      refuse();
      await api.front.handle(policyChanged);
      const answer = await api.send({ path: "/payments/1" });
      expect(answer.status).toBe(500);
      expect(bodyOf(answer)).toEqual({ message: "Internal server error" });
      expect(api.front.logged.at(-1)).toContain(
        `does not let apigateway.amazonaws.com call it for arn:aws:execute-api:us-east-1:${ACCOUNT}:${api.apiId}/test/GET/payments/*`,
      );
    }
  });

  it("is that of the version or alias that the integration names", async () => {
    const front = new Front();
    const api = await front.serve(documentOf({ "/a": { get: operation({}, "reader:live") } }));
    expect((await api.send({ path: "/a" })).status).toBe(500);
    front.letIn("reader:live");
    await front.handle(policyChanged);
    expect((await api.send({ path: "/a" })).status).toBe(200);
  });

  it("is not enough where there is no such function", async () => {
    const api = await served();
    delete api.front.gateway.functions["reader"];
    expect((await api.send({ path: "/payments" })).status).toBe(500);
    expect(api.front.logged.at(-1)).toContain("could not be called: 404");
  });
});

describe("a mock", () => {
  it("answers with its constant headers, for CORS", async () => {
    const response = (statusCode: string, value: string): JsonObject => ({
      statusCode,
      responseParameters: {
        "method.response.header.Access-Control-Allow-Origin": value,
        "method.response.header.X": "method.request.header.X",
      },
      responseTemplates: { "application/json": '{"preflight":true}' },
    });
    const mock = {
      type: "mock",
      requestTemplates: { "application/json": '{"statusCode": 200}' },
      responses: { default: response("200", "'*'"), "5\\d\\d": response("500", "'none'") },
    };
    const api = await new Front().serve(documentOf({ "/a": { options: { "x-amazon-apigateway-integration": mock } } }));
    const answer = await api.send({ method: "OPTIONS", path: "/a" });
    expect(answer).toMatchObject({ status: 200, headers: { "Access-Control-Allow-Origin": "*" } });
    expect(answer.headers).not.toHaveProperty("X");
    expect(bodyOf(answer)).toEqual({ preflight: true });
  });
});

import { jsonAnswer, textIn, type JsonObject } from "../../../../local/gateway/answers";
import { bodyOf } from "../fake-upstream";
import { ACCOUNT, documentOf, eventIn, Front, operation, type Served } from "./served-api";

const paths = {
  "/payments": { get: operation({ operationId: "listPayments" }), post: operation() },
  "/payments/{id}": { get: operation() },
  "/payments/search": { get: operation() },
  "/files/{proxy+}": { "x-amazon-apigateway-any-method": operation() },
};
const served = (): Promise<Served> => new Front().serve(documentOf(paths));
const HOST = (apiId: string): string => `${apiId}.execute-api.us-east-1.amazonaws.com`;

describe("a REST API's addresses", () => {
  it("are a path that names API and stage", async () => {
    const api = await served();
    expect(eventIn(await api.send({ path: "/payments/1" }))).toMatchObject({
      path: "/payments/1",
      requestContext: { path: "/test/payments/1" },
    });
    const other = `/_aws/execute-api/${api.apiId}/test/payments/2`;
    expect(eventIn(await api.send({ target: other }))).toMatchObject({ path: "/payments/2" });
  });

  it("are the API's own host name, whatever the port", async () => {
    const api = await served();
    for (const port of ["", ":4566"]) {
      const answer = await api.send({ target: "/test/payments/1", headers: { Host: `${HOST(api.apiId)}${port}` } });
      expect(eventIn(answer)).toMatchObject({
        requestContext: { domainName: HOST(api.apiId), domainPrefix: api.apiId },
      });
    }
  });

  it("are not the own host name where that is switched off", async () => {
    const api = await served();
    const path = `/restapis/${api.apiId}`;
    const off = { patchOperations: [{ op: "replace", path: "/disableExecuteApiEndpoint", value: "true" }] };
    await api.front.control("PATCH", path, off);
    const answer = await api.send({ target: "/test/payments/1", headers: { Host: HOST(api.apiId) } });
    expect(answer).toMatchObject({ status: 403, body: Buffer.from('{"message":"Forbidden"}') });
    expect((await api.send({ path: "/payments/1" })).status).toBe(200);
  });

  it("are a custom domain by its mappings, the longest first, and the function sees the base path", async () => {
    const api = await served();
    await api.front.made("/domainnames", { domainName: "api.example.com" });
    const mappings = "/domainnames/api.example.com/basepathmappings";
    await api.front.made(mappings, { basePath: "", restApiId: api.apiId, stage: "test" });
    await api.front.made(mappings, { basePath: "v1", restApiId: api.apiId });
    const headers = { Host: "API.example.com" };
    expect(eventIn(await api.send({ target: "/payments/1", headers }))).toMatchObject({ pathParameters: { id: "1" } });
    const mapped = eventIn(await api.send({ target: "/v1/test/payments/2", headers }));
    expect(mapped).toMatchObject({
      pathParameters: { id: "2" },
      path: "/v1/test/payments/2",
      requestContext: { path: "/v1/test/payments/2" },
    });
  });

  it("answer 403 for a domain that maps nothing and for a stage that is not there", async () => {
    const api = await served();
    await api.front.made("/domainnames", { domainName: "api.example.com" });
    expect((await api.send({ target: "/payments", headers: { Host: "api.example.com" } })).status).toBe(403);
    expect((await api.send({ target: `/restapis/${api.apiId}/none/_user_request_/payments` })).status).toBe(403);
  });

  it("leave to the emulator what is no REST API", async () => {
    const api = await served();
    api.front.gateway.signed = jsonAnswer(418, {});
    for (const sent of [
      { target: "/bucket/key" },
      { target: "/x", headers: { Host: "other.example.com" } },
      { target: "/restapis/none/test/_user_request_/" },
    ])
      expect((await api.send(sent)).status).toBe(418);
  });
});

describe("a request's route", () => {
  it.each([
    ["GET", "/payments/search", "/payments/search"],
    ["GET", "/payments/other", "/payments/{id}"],
    ["DELETE", "/files/a/b", "/files/{proxy+}"],
  ])("%s %s goes to %s", async (method, path, resource) => {
    expect(eventIn(await (await served()).send({ method, path }))["resource"]).toBe(resource);
  });

  it.each([
    ["GET", "/nowhere"],
    ["DELETE", "/payments"],
    ["GET", "/payments/1/2"],
  ])("%s %s is missing its authentication token, as API Gateway says", async (method, path) => {
    const answer = await (await served()).send({ method, path });
    expect(answer).toMatchObject({
      status: 403,
      headers: { "x-amzn-ErrorType": "MissingAuthenticationTokenException" },
    });
    expect(bodyOf(answer)).toEqual({ message: "Missing Authentication Token" });
  });
});

describe("what is told of a request", () => {
  const formatted = {
    accessLogSettings: {
      destinationArn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/api`,
      format:
        '{"id":"$context.requestId","status":"$context.status","path":"$context.resourcePath","key":"$context.identity.apiKeyId","error":"${context.error.responseType}"}',
    },
  };
  const linesOf = ({ written }: Front): JsonObject[] =>
    written.calls
      .filter(({ target }) => target.endsWith("PutLogEvents"))
      .map(({ input }) => JSON.parse(textIn((input["logEvents"] as JsonObject[])[0]?.["message"])) as JsonObject);

  it("is a line of the stage's access log, with a hyphen for what is not known", async () => {
    const api = await served();
    api.stage(formatted);
    const answer = await api.send({ path: "/payments/1" });
    await api.send({ path: "/nowhere" });
    expect(linesOf(api.front)).toEqual([
      { id: answer.headers["x-amzn-requestid"], status: "200", path: "/payments/{id}", key: "-", error: "-" },
      expect.objectContaining({ status: "403", path: "-", error: "MISSING_AUTHENTICATION_TOKEN" }),
    ]);
    expect(api.front.written.calls.filter(({ target }) => target.endsWith("CreateLogStream"))).toHaveLength(1);
    expect(api.front.written.calls[0]?.input).toMatchObject({ logGroupName: "/api" });
  });

  it("is no line where the stage has no access log", async () => {
    const api = await served();
    await api.send({ path: "/payments/1" });
    expect(linesOf(api.front)).toEqual([]);
  });

  it("is in the metrics of the API and of its stage", async () => {
    const api = await served();
    await api.send({ path: "/nowhere" });
    const { input } = api.front.written.calls.find(({ target }) => target.endsWith("PutMetricData"))!;
    expect(input["Namespace"]).toBe("AWS/ApiGateway");
    const ofStage = [
      { Name: "ApiName", Value: "payments" },
      { Name: "Stage", Value: "test" },
    ];
    expect(input["MetricData"]).toEqual(
      expect.arrayContaining([
        { MetricName: "Count", Dimensions: ofStage.slice(0, 1), Value: 1, Unit: "Count" },
        { MetricName: "4XXError", Dimensions: ofStage, Value: 1, Unit: "Count" },
        { MetricName: "5XXError", Dimensions: ofStage, Value: 0, Unit: "Count" },
      ]),
    );
  });

  it("does not fail the request where it cannot be written, and is said in the front door's log", async () => {
    const front = new Front();
    Object.assign(front.context.emulator, { json: () => Promise.reject(new Error("gone")) });
    const api = await front.serve(documentOf(paths));
    api.stage(formatted);
    expect((await api.send({ path: "/payments/1" })).status).toBe(200);
    expect(front.logged).toEqual(
      expect.arrayContaining([
        expect.stringContaining("no access log in /api"),
        expect.stringContaining("no metrics of payments"),
      ]),
    );
  });
});

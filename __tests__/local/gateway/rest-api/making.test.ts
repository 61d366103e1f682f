import { jsonAnswer, parseObject, textIn, type JsonObject } from "../../../../local/gateway/answers";
import type { GatewayResponse } from "../../../../local/gateway/request";
import { chain } from "../../../../local/gateway/correction";
import { restApis } from "../../../../local/gateway/services/rest-api/corrections";
import { bodyOf, restCall } from "../fake-upstream";
import { documentOf, Front, operation, uriOf } from "./served-api";

const messageOf = (response: GatewayResponse): unknown => bodyOf(response)["message"];
const paths = { "/payments/{id}": { get: operation({ operationId: "getPayment" }) } };

describe("PutRestApi in mode overwrite", () => {
  it("makes resources, methods, models, validators, authorisers and gateway responses by the emulator's own calls", async () => {
    const front = new Front();
    const apiId = await front.made("/restapis", { name: "api" });
    const document = documentOf(
      {
        "/payments": {
          post: operation({
            requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Pay" } } } },
            responses: { "201": { headers: { Location: {} } }, default: {} },
            security: [{ jwt: [] }],
            "x-amazon-apigateway-request-validator": "all",
          }),
          options: {
            "x-amazon-apigateway-integration": {
              type: "mock",
              requestTemplates: { "application/json": '{"statusCode": 200}' },
              responses: { default: { statusCode: "200", responseParameters: { "method.response.header.X": "'1'" } } },
            },
          },
        },
        ...paths,
      },
      {
        "x-amazon-apigateway-request-validators": {
          all: { validateRequestBody: true, validateRequestParameters: true },
        },
        "x-amazon-apigateway-gateway-responses": { THROTTLED: { statusCode: 429 } },
        components: {
          schemas: { Pay: { properties: { of: { $ref: "#/components/schemas/Pay" } } } },
          securitySchemes: {
            jwt: {
              type: "apiKey",
              name: "Authorization",
              in: "header",
              "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: uriOf("authoriser") },
            },
          },
        },
      },
    );
    const answer = await front.put(apiId, document);
    expect(answer.status).toBe(200);
    expect(bodyOf(answer)).toMatchObject({ name: "payments", apiKeySource: "HEADER" });

    const kept = front.gateway.kept(`/restapis/${apiId}/`);
    const found = (end: RegExp): JsonObject => Object.entries(kept).find(([path]) => end.test(path))?.[1] ?? {};
    expect(Object.values(kept).map((one) => one["path"])).toEqual(
      expect.arrayContaining(["/", "/payments", "/payments/{id}"]),
    );
    expect(parseObject(textIn(found(/\/models\/Pay$/)["schema"]))).toMatchObject({
      properties: { of: { $ref: `https://apigateway.amazonaws.com/restapis/${apiId}/models/Pay` } },
    });
    expect(found(/\/methods\/POST$/)).toMatchObject({
      authorizationType: "CUSTOM",
      authorizerId: found(/\/authorizers\/\w+$/)["id"],
      requestValidatorId: found(/\/requestvalidators\/\w+$/)["id"],
      requestModels: { "application/json": "Pay" },
    });
    expect(found(/\/methods\/POST\/responses\/201$/)).toMatchObject({
      responseParameters: { "method.response.header.Location": false },
    });
    expect(Object.keys(kept).some((path) => path.endsWith("/responses/default"))).toBe(false);
    expect(found(/\/methods\/OPTIONS\/integration$/)).toMatchObject({ type: "MOCK" });
    expect(found(/\/methods\/OPTIONS\/integration\/responses\/200$/)).toMatchObject({ selectionPattern: "" });
    expect(found(/\/gatewayresponses\/THROTTLED$/)).toMatchObject({ statusCode: 429 });
  });

  it("takes away what was there before", async () => {
    const front = new Front();
    const apiId = await front.made("/restapis", { name: "api" });
    await front.put(apiId, documentOf({ "/": { get: operation() }, "/old": { get: operation() } }));
    await front.put(apiId, documentOf(paths));
    const kept = Object.keys(front.gateway.kept(`/restapis/${apiId}/`));
    expect(Object.values(front.gateway.kept(`/restapis/${apiId}/`)).map((one) => one["path"])).not.toContain("/old");
    expect(kept.filter((path) => path.includes("/top/methods/"))).toEqual([]);
  });

  it("is refused with all faults of the document, and then changes nothing", async () => {
    const front = new Front();
    const apiId = await front.made("/restapis", { name: "api" });
    const before = front.gateway.kept("/");
    const answer = await front.put(apiId, documentOf({ a: {}, b: {} }));
    expect(answer).toMatchObject({ status: 400, headers: { "x-amzn-errortype": "BadRequestException" } });
    expect(messageOf(answer)).toBe(
      'Errors found during import:\n\tpath "a" does not begin with /\n\tpath "b" does not begin with /',
    );
    expect(front.gateway.kept("/")).toEqual(before);
  });

  it("is refused in another mode, for an API that is not there, and where the caller may not", async () => {
    const front = new Front();
    const apiId = await front.made("/restapis", { name: "api" });
    expect(messageOf(await front.put(apiId, documentOf(paths), "merge"))).toContain("mode overwrite, not merge");
    expect((await front.put("none", documentOf(paths))).status).toBe(404);
  });

  it("is refused where the emulator says that the caller may not", async () => {
    const front = new Front();
    const apiId = await front.made("/restapis", { name: "api" });
    const { forward } = front.gateway;
    const handle = chain(restApis(front.context), (request) =>
      request.method === "PUT" ? Promise.resolve(jsonAnswer(403, { message: "not authorized" })) : forward(request),
    );
    const answer = await handle(restCall("apigateway", "PUT", `/restapis/${apiId}?mode=overwrite`, documentOf(paths)));
    expect(answer.status).toBe(403);
  });
});

describe("ImportRestApi", () => {
  it("makes an API of a document", async () => {
    const front = new Front();
    const answer = await front.control("POST", "/restapis?mode=import", documentOf(paths));
    expect(answer.status).toBe(201);
    const apiId = textIn(bodyOf(answer)["id"]);
    expect(bodyOf(answer)["name"]).toBe("payments");
    expect(Object.values(front.gateway.kept(`/restapis/${apiId}/`)).map((one) => one["path"])).toContain(
      "/payments/{id}",
    );
  });

  it("is refused with the document's faults", async () => {
    const answer = await new Front().control("POST", "/restapis?mode=import", { openapi: "2.0" });
    expect(answer.status).toBe(400);
  });
});

describe("a deployment", () => {
  it("is what the API was: a later change is served by a later deployment alone", async () => {
    const served = await new Front().serve(documentOf(paths));
    const { front, apiId } = served;
    await front.put(apiId, documentOf({ "/other": { get: operation() } }));
    expect((await served.send({ path: "/payments/1" })).status).toBe(200);
    expect((await served.send({ path: "/other" })).status).toBe(403);
    const deploymentId = await front.made(`/restapis/${apiId}/deployments`, {});
    expect((await served.send({ path: "/other" })).status).toBe(403);
    served.stage({ deploymentId });
    await front.control("PATCH", `/restapis/${apiId}/stages/test`, { patchOperations: [] });
    expect((await served.send({ path: "/payments/1" })).status).toBe(403);
    expect((await served.send({ path: "/other" })).status).toBe(200);
  });

  it("is refused without a method, and with an integration that is not served", async () => {
    const front = new Front();
    const apiId = await front.made("/restapis", { name: "api" });
    const deploy = (): Promise<GatewayResponse> => front.control("POST", `/restapis/${apiId}/deployments`);
    expect(messageOf(await deploy())).toBe("The REST API doesn't contain any methods");
    const method = `/restapis/${apiId}/resources/top/methods/GET`;
    await front.control("PUT", method, { authorizationType: "NONE" });
    await front.control("PUT", `${method}/integration`, { type: "HTTP_PROXY", uri: "https://example.com" });
    expect(messageOf(await deploy())).toContain("GET / has HTTP_PROXY");
  });

  it("cannot be deleted while a stage points to it", async () => {
    const { front, apiId } = await new Front().serve(documentOf(paths));
    const [deployment = ""] = Object.keys(front.gateway.kept(`/restapis/${apiId}/deployments/`));
    expect(messageOf(await front.control("DELETE", deployment))).toContain("Active stages pointing to this deployment");
    await front.control("DELETE", `/restapis/${apiId}/stages/test`);
    expect((await front.control("DELETE", deployment)).status).toBe(202);
  });

  it("ends with its API", async () => {
    const served = await new Front().serve(documentOf(paths));
    await served.front.control("DELETE", `/restapis/${served.apiId}`);
    // What is no API of the front door's goes on to the emulator.
    served.front.gateway.signed = jsonAnswer(404, {});
    expect((await served.send({ path: "/payments/1" })).status).toBe(404);
  });
});

describe("what is not served of API Gateway", () => {
  it("is refused by name where the emulator has no such call", async () => {
    const answer = await new Front().control("PATCH", "/clientcertificates/1");
    expect(answer.status).toBe(400);
    expect(messageOf(answer)).toBe("The embedded AWS does not serve PATCH /clientcertificates/1 of API Gateway.");
  });

  it.each<[string, string, string, JsonObject]>([
    ["resource policies of REST APIs", "POST", "/restapis", { policy: "{}" }],
    ["canaries of stages", "POST", "/restapis/a/stages", { canarySettings: { percentTraffic: 10 } }],
    [
      "canaries of stages",
      "PATCH",
      "/restapis/a/stages/s",
      { patchOperations: [{ op: "replace", path: "/canarySettings/percentTraffic", value: "10" }] },
    ],
    ["caches of stages", "POST", "/restapis/a/stages", { cacheClusterEnabled: true }],
  ])("is refused: %s, by %s %s", async (what, method, path, body) => {
    expect(messageOf(await new Front().control(method, path, body))).toBe(`The embedded AWS does not serve ${what}.`);
  });

  it("is refused in an update of an API, too", async () => {
    const { front, apiId } = await new Front().serve(documentOf(paths));
    const policy = { patchOperations: [{ op: "replace", path: "/policy", value: "{}" }] };
    expect(messageOf(await front.control("PATCH", `/restapis/${apiId}`, policy))).toContain("resource policies");
  });

  it("is let pass where it is switched off", async () => {
    const { front, apiId } = await new Front().serve(documentOf(paths));
    const off = { patchOperations: [{ op: "replace", path: "/cacheClusterEnabled", value: "false" }] };
    expect((await front.control("PATCH", `/restapis/${apiId}/stages/test`, off)).status).toBe(200);
  });
});

describe("logs of a stage", () => {
  const accessLog = {
    patchOperations: [{ op: "replace", path: "/accessLogSettings/format", value: "$context.requestId" }],
  };

  it("need the account's role", async () => {
    const { front, apiId } = await new Front().serve(documentOf(paths));
    const path = `/restapis/${apiId}/stages/test`;
    expect(messageOf(await front.control("PATCH", path, accessLog))).toContain("CloudWatch Logs role ARN must be set");
    const off = { patchOperations: [{ op: "replace", path: "/*/*/logging/loglevel", value: "OFF" }] };
    expect((await front.control("PATCH", path, off)).status).toBe(200);
    front.gateway.keep("/account", { cloudwatchRoleArn: "arn:aws:iam::1:role/logs" });
    expect((await front.control("PATCH", path, accessLog)).status).toBe(200);
  });
});

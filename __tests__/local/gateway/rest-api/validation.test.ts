import type { JsonObject } from "../../../../local/gateway/answers";
import { bodyOf } from "../fake-upstream";
import { documentOf, Front, operation, type Served } from "./served-api";

describe("a request validator", () => {
  const Pay = {
    type: "object",
    required: ["amount", "currency"],
    additionalProperties: false,
    properties: {
      amount: { type: "number", minimum: 0 },
      currency: { $ref: "#/components/schemas/Currency" },
      at: { type: "string", format: "date-time" },
    },
  };
  const validated = (validator: string): Promise<Served> =>
    new Front().serve(
      documentOf(
        {
          "/payments": {
            post: operation({
              parameters: [
                { name: "Idempotency-Key", in: "header", required: true },
                { name: "dry", in: "query", required: true },
              ],
              requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Pay" } } } },
              "x-amazon-apigateway-request-validator": validator,
            }),
          },
        },
        {
          components: { schemas: { Pay, Currency: { type: "string", pattern: "^[A-Z]{3}$" } } },
          "x-amazon-apigateway-request-validators": {
            all: { validateRequestBody: true, validateRequestParameters: true },
            parameters: { validateRequestBody: false, validateRequestParameters: true },
          },
          "x-amazon-apigateway-gateway-responses": {
            BAD_REQUEST_BODY: {
              statusCode: 422,
              responseTemplates: {
                "application/json":
                  '{"message":$context.error.messageString,"why":"${context.error.validationErrorString}"}',
              },
            },
          },
        },
      ),
    );
  const send = (
    api: Served,
    body: unknown,
    headers: Record<string, string> = { "Idempotency-Key": "1" },
  ): ReturnType<Served["send"]> =>
    api.send({
      method: "POST",
      path: "/payments?dry=1",
      headers,
      body: typeof body === "string" ? body : JSON.stringify(body),
    });

  it("lets a right request pass", async () => {
    expect(
      (await send(await validated("all"), { amount: 1, currency: "EUR", at: "2026-11-21T12:00:00Z" })).status,
    ).toBe(200);
  });

  it("names all required parameters that are missing", async () => {
    const answer = await (await validated("all")).send({ method: "POST", path: "/payments", body: "{}" });
    expect(answer.status).toBe(400);
    expect(bodyOf(answer)).toEqual({ message: "Missing required request parameters: [Idempotency-Key, dry]" });
  });

  it.each<[string, unknown, string]>([
    ["a field is missing", { amount: 1 }, 'object has missing required properties (["currency"])'],
    [
      "a field is unknown",
      { amount: 1, currency: "EUR", x: 1 },
      'properties which are not allowed by the schema: ["x"]',
    ],
    ["a type is another", { amount: "1", currency: "EUR" }, 'allowed: ["number"]'],
    ["a model that it refers to does not fit", { amount: 1, currency: "eur" }, "must match pattern"],
    ["a format is another", { amount: 1, currency: "EUR", at: "today" }, "must match format"],
    ["it is no JSON", "{", "[]"],
  ])("refuses a body where %s", async (_what, body, why) => {
    const answer = await send(await validated("all"), body);
    expect(answer.status).toBe(422);
    // The template puts what was found between quotes as it stands, as API Gateway does.
    expect(answer.body.toString()).toContain('"message":"Invalid request body"');
    expect(answer.body.toString()).toContain(why);
  });

  it("does not look at the body where it is for parameters alone", async () => {
    expect((await send(await validated("parameters"), "{")).status).toBe(200);
  });

  it("refuses more than 10 MB, whatever it validates", async () => {
    const answer = await send(await validated("parameters"), "x".repeat(10_485_761));
    expect(answer.status).toBe(413);
  });
});

describe("gateway responses", () => {
  const answered = async (responses: JsonObject, sent: Parameters<Served["send"]>[0]): ReturnType<Served["send"]> => {
    const api = await new Front().serve(
      documentOf({ "/payments": { get: operation() } }, { "x-amazon-apigateway-gateway-responses": responses }),
    );
    api.front.gateway.functions["reader"] = () => null;
    return api.send(sent);
  };
  const template = {
    "application/json":
      '{"type":"$context.error.responseType","stage":"$context.stage","colour":"$stageVariables.colour","status":"$context.status","kept":"$context.unknown"}',
  };

  it("are those of the type, with its status, headers and template", async () => {
    const MISSING_AUTHENTICATION_TOKEN = {
      statusCode: 404,
      responseParameters: {
        "gatewayresponse.header.content-type": "'application/problem+json'",
        "gatewayresponse.header.X-Id": "context.requestId",
        "gatewayresponse.header.X-Origin": "method.request.header.origin",
        "gatewayresponse.header.X-Query": "method.request.querystring.q",
        "gatewayresponse.header.X-Colour": "stageVariables.colour",
        "gatewayresponse.header.X-None": "method.request.path.id",
      },
      responseTemplates: template,
    };
    const answer = await answered(
      { MISSING_AUTHENTICATION_TOKEN, DEFAULT_4XX: { statusCode: 400 } },
      { path: "/none?q=1", headers: { Origin: "https://example.com" } },
    );
    expect(answer).toMatchObject({
      status: 404,
      headers: {
        "content-type": "application/problem+json",
        "X-Origin": "https://example.com",
        "X-Query": "1",
        "X-Colour": "red",
      },
    });
    expect(answer.headers["X-Id"]).toBe(answer.headers["x-amzn-requestid"]);
    expect(answer.headers).not.toHaveProperty("X-None");
    expect(answer.headers).not.toHaveProperty("Content-Type");
    // No integration has answered: the status is empty, as on AWS.
    expect(bodyOf(answer)).toEqual({
      type: "MISSING_AUTHENTICATION_TOKEN",
      stage: "test",
      colour: "red",
      status: "",
      kept: "$context.unknown",
    });
  });

  it("are those of the family where the type has none, with the type's own status", async () => {
    const missing = await answered({ DEFAULT_4XX: { responseTemplates: template } }, { path: "/none" });
    expect(missing.status).toBe(403);
    expect(bodyOf(missing)["type"]).toBe("MISSING_AUTHENTICATION_TOKEN");
    const failed = await answered({ DEFAULT_5XX: { responseTemplates: template } }, { path: "/payments" });
    expect(failed.status).toBe(502);
    expect(bodyOf(failed)["type"]).toBe("DEFAULT_5XX");
  });
});

import { readFileSync } from "node:fs";
import path from "node:path";
import {
  type ApiDocument,
  type Authorisation,
  gatewayBody,
  servedOperations,
  UnknownReferenceError,
} from "../../../modules/api/body";
import { gatewayResponses } from "../../../modules/api/gateway-responses";
import { apiDocument } from "../../../modules/api/document";
import { type Json, type JsonObject, walk } from "../support/terraform";

const uriOf = (name: string): string => `uri of ${name}`;
const bodyOf = (document: ApiDocument, authorisation: Authorisation = { by: "iam" }): JsonObject =>
  gatewayBody(document, { title: "payment-api-test", uriOf, authorisation }) as JsonObject;
const at = (value: Json, ...steps: string[]): JsonObject =>
  steps.reduce<Json>((inner, step) => (inner as JsonObject)[step]!, value) as JsonObject;

/** A document with one operation. */
const documentWith = (operation: object, components: ApiDocument["components"] = {}): ApiDocument => ({
  info: { version: "1.0.0" },
  paths: { "/things": { post: { operationId: "makeThing", "x-function": "thing-maker", ...operation } } },
  components,
});
const json = (schema: object, required = true): object => ({
  requestBody: { required, content: { "application/json": { schema } } },
});
const modelsOf = (operation: object, components?: ApiDocument["components"]): Json =>
  at(bodyOf(documentWith(operation, components)), "components", "schemas");
const operationOf = (operation: object, authorisation?: Authorisation): JsonObject =>
  at(bodyOf(documentWith(operation), authorisation), "paths", "/things", "post");

describe("API Gateway's document", () => {
  const whole = apiDocument();

  it("has every operation of the API's, and nothing else", () => {
    const served = servedOperations(whole, { uriOf });
    const documented = Object.values(whole.paths).flatMap((item) => Object.values(item));
    expect(served.map(({ id }) => id).sort()).toEqual(documented.map(({ operationId }) => operationId).sort());
    expect(served.length).toBeGreaterThan(20);
    const paths = at(bodyOf(whole), "paths");
    expect(Object.values(paths).flatMap((item) => Object.keys(item as JsonObject))).toHaveLength(served.length);
  });

  it("validates parameters on every operation, and bodies where they must be there", () => {
    for (const item of Object.values(at(bodyOf(whole), "paths")))
      for (const operation of Object.values(item as JsonObject) as JsonObject[])
        expect(operation["x-amazon-apigateway-request-validator"]).toBe(
          "requestBody" in operation ? "parameters-and-body" : "parameters",
        );
  });

  it("has one model, an object of whatever fields: what is wrong with a field, the function says by name", () => {
    expect(at(bodyOf(whole), "components", "schemas")).toEqual({ JsonObject: { type: "object" } });
  });

  it("refers to nothing that it does not have", () => {
    const body = bodyOf(whole);
    for (const { path: place, value } of walk(body)) {
      if (!place.endsWith("$ref")) continue;
      const steps = (value as string).replace("#/", "").split("/");
      expect(at(body, ...steps)).toBeDefined();
    }
  });

  it("reads no preflight: there is no CORS", () => {
    expect(JSON.stringify(bodyOf(whole))).not.toMatch(/"options"|Access-Control/i);
  });

  it("leaves out an operation whose function is not there", () => {
    const some = { uriOf: (name: string) => (name === "payment-reader" ? "uri" : undefined) };
    const functions = new Set(servedOperations(whole, some).map(({ functionName }) => functionName));
    expect(functions).toEqual(new Set(["payment-reader"]));
  });
});

describe("an operation", () => {
  it("is handed to its function as it came", () => {
    expect(operationOf({})["x-amazon-apigateway-integration"]).toEqual({
      type: "aws_proxy",
      httpMethod: "POST",
      uri: "uri of thing-maker",
      passthroughBehavior: "when_no_match",
      timeoutInMillis: 29_000,
    });
  });

  it("has its parameters' places, and which must be there", () => {
    const parameters = [
      { $ref: "#/components/parameters/Id" },
      { name: "limit", in: "query", schema: { type: "integer", maximum: 100 } },
    ];
    const document = documentWith(
      { parameters },
      { parameters: { Id: { name: "id", in: "path", required: true, schema: { pattern: "^x$" } } } },
    );
    expect(at(bodyOf(document), "paths", "/things", "post")["parameters"]).toEqual([
      { name: "id", in: "path", required: true, schema: { type: "string" } },
      { name: "limit", in: "query", required: false, schema: { type: "string" } },
    ]);
  });
});

describe("the model of a body", () => {
  it("has the kind of JSON, and no rule about what is in it", () => {
    const schema = {
      type: "object",
      required: ["a"],
      additionalProperties: false,
      properties: { a: { type: "string", pattern: "^a$" } },
    };
    expect(modelsOf(json(schema))).toEqual({ JsonObject: { type: "object" } });
    expect(modelsOf(json({ type: "array", items: {} }))).toEqual({ JsonArray: { type: "array" } });
    expect(operationOf(json(schema))["requestBody"]).toEqual({
      required: true,
      content: { "application/json": { schema: { $ref: "#/components/schemas/JsonObject" } } },
    });
  });

  it("is found behind references", () => {
    const components = { schemas: { Thing: { $ref: "#/components/schemas/Other" }, Other: { type: "object" } } };
    expect(modelsOf(json({ $ref: "#/components/schemas/Thing" }), components)).toEqual({
      JsonObject: { type: "object" },
    });
  });

  it("is not there for a body that may be left out, for one that is a sender's own, and for one of any kind", () => {
    for (const operation of [
      json({ type: "object" }, false),
      { ...json({ type: "object" }), "x-raw": true },
      { requestBody: { required: true, content: { "text/csv": {} } } },
      json({}),
      {},
    ])
      expect(modelsOf(operation)).toEqual({});
  });

  it("fails where a reference names nothing", () => {
    expect(() => modelsOf(json({ $ref: "#/components/schemas/Nothing" }))).toThrow(UnknownReferenceError);
    expect(() => modelsOf(json({ $ref: "elsewhere.yaml" }))).toThrow(
      "The API's document refers to elsewhere.yaml, which it does not have.",
    );
  });
});

describe("who may call", () => {
  const money = { "x-money": true };
  const schemesOf = (authorisation: Authorisation): JsonObject =>
    at(bodyOf(documentWith(money), authorisation), "components", "securitySchemes");
  const jwt: Authorisation = { by: "jwt", authoriserUri: "uri of authoriser" };
  const cognito: Authorisation = { by: "cognito", userPoolArns: ["pool"] };

  it.each<[string, Authorisation]>([
    ["IAM", { by: "iam" }],
    ["Cognito", cognito],
    ["JWT", jwt],
  ])("what moves or shows money: a key, and %s besides", (_, authorisation) => {
    expect(operationOf(money, authorisation)["security"]).toEqual([{ apiKey: [], authorised: [] }]);
  });

  it("what moves money where a key is enough: whoever has one", () => {
    expect(operationOf(money, { by: "api_key" })["security"]).toEqual([{ apiKey: [] }]);
    expect(schemesOf({ by: "api_key" })).toEqual({ apiKey: { type: "apiKey", name: "x-api-key", in: "header" } });
  });

  it("the rest: whoever has a key", () => {
    expect(operationOf({}, jwt)["security"]).toEqual([{ apiKey: [] }]);
  });

  it("what is open by the document: everybody, as its function checks signatures", () => {
    expect(operationOf({ security: [] }, jwt)["security"]).toEqual([]);
    const open = Object.entries(at(bodyOf(apiDocument()), "paths")).flatMap(([place, item]) =>
      Object.values(item as JsonObject)
        .filter((operation) => ((operation as JsonObject)["security"] as Json[]).length === 0)
        .map(() => place),
    );
    expect(open).toEqual(["/webhooks/{provider}"]);
  });

  it("is told by API Gateway's own extensions", () => {
    expect(schemesOf({ by: "iam" })["authorised"]).toMatchObject({ "x-amazon-apigateway-authtype": "awsSigv4" });
    expect(schemesOf(cognito)["authorised"]).toMatchObject({
      name: "Authorization",
      "x-amazon-apigateway-authtype": "cognito_user_pools",
      "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: ["pool"] },
    });
    expect(schemesOf(jwt)["authorised"]).toMatchObject({
      "x-amazon-apigateway-authtype": "custom",
      "x-amazon-apigateway-authorizer": {
        type: "token",
        authorizerUri: "uri of authoriser",
        authorizerResultTtlInSeconds: 60,
      },
    });
  });

  it("a bearer token is what three parts make; anything else does not reach the authoriser", () => {
    const { identityValidationExpression: form } = at(schemesOf(jwt), "authorised", "x-amazon-apigateway-authorizer");
    const pattern = new RegExp(form as string);
    expect(["Bearer aa.bb.cc", "Bearer a-_.b=.c"].map((text) => pattern.test(text))).toEqual([true, true]);
    expect(["aa.bb.cc", "Bearer aa.bb", "Bearer a b.c.d", "Basic aa.bb.cc"].map((text) => pattern.test(text))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("what API Gateway answers by itself", () => {
  const responses = gatewayResponses({ signed: false }) as unknown as Record<string, JsonObject>;
  const problemOf = (response: JsonObject): JsonObject =>
    JSON.parse((response["responseTemplates"] as JsonObject)["application/json"] as string) as JsonObject;

  it.each(Object.entries(responses))(
    "%s is a problem document, as the API's document has it, of the status that it names",
    (_, response) => {
      const required = at(apiDocument() as unknown as Json, "components", "schemas", "Problem")["required"] as string[];
      const problem = problemOf(response);
      expect(Object.keys(problem).sort()).toEqual([...required].sort());
      expect(problem["requestId"]).toBe("$context.requestId");
      expect(problem["type"]).toBe(`urn:ecosystemaws:problem:${problem["code"] as string}`);
      expect(response["responseParameters"]).toMatchObject({
        "gatewayresponse.header.Content-Type": "'application/problem+json'",
      });
      expect(response["statusCode"]).toBe(problem["status"]);
    },
  );

  it("repeats nothing of what was sent", () => {
    expect(JSON.stringify(responses)).not.toMatch(/validationErrorString|\$input|\$context\.(?!requestId)/);
  });

  it("asks to try again later where that helps", () => {
    const later = Object.entries(responses).filter(
      ([, response]) => "gatewayresponse.header.Retry-After" in (response["responseParameters"] as JsonObject),
    );
    expect(later.map(([type]) => type).sort()).toEqual([
      "DEFAULT_5XX",
      "INTEGRATION_FAILURE",
      "INTEGRATION_TIMEOUT",
      "QUOTA_EXCEEDED",
      "THROTTLED",
    ]);
  });

  it("a path that does not exist is not found; where requests are signed, it may be the signature that is missing", () => {
    const signed = gatewayResponses({ signed: true }) as unknown as Record<string, JsonObject>;
    expect(responses["MISSING_AUTHENTICATION_TOKEN"]).toMatchObject({ statusCode: 404 });
    expect(signed["MISSING_AUTHENTICATION_TOKEN"]).toMatchObject({ statusCode: 403 });
    expect(at(bodyOf(apiDocument(), { by: "iam" }), "x-amazon-apigateway-gateway-responses")).toEqual(signed);
  });

  it("names the header that is at fault", () => {
    expect(problemOf(responses["INVALID_API_KEY"]!)).toMatchObject({
      param: "x-api-key",
      errors: [{ code: "api_key_invalid", param: "x-api-key" }],
    });
    expect(problemOf(responses["UNAUTHORIZED"]!)["param"]).toBe("Authorization");
    expect(problemOf(responses["THROTTLED"]!)["param"]).toBe("");
  });

  it("uses codes as the functions do, where they have them; the document's introduction has the others", () => {
    const introduction = readFileSync(
      path.join(__dirname, "..", "..", "..", "functions", "api", "openapi.yaml"),
      "utf8",
    );
    const table = readFileSync(path.join(__dirname, "..", "..", "..", "functions", "api", "problem.ts"), "utf8");
    const ours = new Set(Object.values(responses).map((response) => problemOf(response)["code"] as string));
    const shared = [...ours].filter((code) => table.includes(`  ${code}: [`));
    const others = [...ours].filter((code) => !shared.includes(code));
    for (const code of others) expect(introduction).toContain(`\`${code}\``);
    expect(shared.sort()).toEqual([
      "forbidden",
      "internal_error",
      "malformed_json",
      "not_found",
      "payload_too_large",
      "rate_limited",
      "required",
      "unauthorised",
      "unavailable",
      "unsupported_media_type",
    ]);
  });
});

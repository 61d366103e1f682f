import type { JsonObject } from "../../../../local/gateway/answers";
import type { ApiDefinition } from "../../../../local/gateway/services/rest-api/definition";
import { readOpenApi } from "../../../../local/gateway/services/rest-api/openapi-document";
import { documentOf, operation, uriOf } from "./served-api";

const reading = (document: JsonObject): ReturnType<typeof readOpenApi> =>
  readOpenApi(Buffer.from(JSON.stringify(document)));

function definitionOf(document: JsonObject): ApiDefinition {
  const read = reading(document);
  if ("faults" in read) throw new Error(read.faults.join("\n"));
  return read.definition;
}

function faultsOf(document: JsonObject): readonly string[] {
  const read = reading(document);
  return "faults" in read ? read.faults : [];
}

/** Faults of a document that has one operation, GET /payments. */
const operationFaults = (more: JsonObject, root: JsonObject = {}): readonly string[] =>
  faultsOf(documentOf({ "/payments": { get: operation(more) } }, root));

const integration = (more: JsonObject): JsonObject => ({
  "x-amazon-apigateway-integration": { type: "aws_proxy", httpMethod: "POST", uri: uriOf("reader"), ...more },
});

const scheme = (name: string, value: JsonObject): JsonObject => ({
  components: { securitySchemes: { [name]: value } },
});
const header = { type: "apiKey", name: "Authorization", in: "header" };

describe("an OpenAPI document for API Gateway", () => {
  it("gives methods by path, any-method as ANY, with parameters of the path and of the operation", () => {
    const { name, methods } = definitionOf(
      documentOf({
        "/payments/{id}": {
          parameters: [{ name: "id", in: "path", required: true }],
          get: operation({ operationId: "getPayment", parameters: [{ name: "expand", in: "query" }] }),
          "x-amazon-apigateway-any-method": operation(),
        },
      }),
    );
    expect(name).toBe("payments");
    expect(methods).toMatchObject([
      {
        path: "/payments/{id}",
        httpMethod: "GET",
        operationName: "getPayment",
        requestParameters: { "method.request.path.id": true, "method.request.querystring.expand": false },
        authorizationType: "NONE",
        apiKeyRequired: false,
        integration: { type: "AWS_PROXY", uri: uriOf("reader"), timeoutInMillis: 29_000 },
      },
      { httpMethod: "ANY" },
    ]);
  });

  it("gives the API's own settings, or leaves them to their defaults", () => {
    const paths = { "/a": { get: operation() } };
    expect(definitionOf(documentOf(paths))).toMatchObject({ apiKeySource: undefined, binaryMediaTypes: undefined });
    const settings = {
      "x-amazon-apigateway-api-key-source": "AUTHORIZER",
      "x-amazon-apigateway-binary-media-types": ["image/png"],
      "x-amazon-apigateway-minimum-compression-size": 1024,
      "x-amazon-apigateway-gateway-responses": { THROTTLED: { statusCode: 429 } },
    };
    expect(definitionOf(documentOf(paths, settings))).toMatchObject({
      apiKeySource: "AUTHORIZER",
      binaryMediaTypes: ["image/png"],
      minimumCompressionSize: 1024,
      gatewayResponses: { THROTTLED: { statusCode: 429 } },
    });
  });

  it("is refused where it is no JSON, has another version or no title, with all faults at once", () => {
    expect(readOpenApi(Buffer.from("openapi: 3.0.1"))).toEqual({ faults: [expect.stringContaining("no JSON")] });
    expect(faultsOf({ openapi: "3.1.0", paths: {} })).toEqual([
      'openapi is "3.1.0"; served: 3.0.x',
      "info.title is missing",
    ]);
  });

  it("is refused where security stands at the root, which API Gateway would pass over", () => {
    expect(operationFaults({}, { security: [{ key: [] }] })).toEqual([expect.stringContaining("security at the root")]);
  });

  it("is refused where it asks for what is not served", () => {
    expect(operationFaults({}, { "x-amazon-apigateway-policy": {} })).toEqual([
      "x-amazon-apigateway-policy is not served",
    ]);
  });

  it.each([
    ["payments", 'path "payments" does not begin with /'],
    ["/pay ments", '"pay ments" is no path part'],
    ["/{proxy+}/x", "a greedy parameter must come last"],
  ])("is refused where a path is %s", (path, fault) => {
    expect(faultsOf(documentOf({ [path]: { get: operation() } }))).toEqual([expect.stringContaining(fault)]);
  });

  it("is refused where two parameters are children of one resource", () => {
    const paths = { "/payments/{id}": { get: operation() }, "/payments/{name}/refunds": { get: operation() } };
    expect(faultsOf(documentOf(paths))).toEqual([
      "/payments: only one child may be a parameter, there are {id} and {name}",
    ]);
  });
});

describe("an operation", () => {
  const validators = {
    "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true, validateRequestParameters: true } },
  };

  it("takes its own request validator, else the document's", () => {
    const root = { ...validators, "x-amazon-apigateway-request-validator": "all" };
    expect(definitionOf(documentOf({ "/a": { get: operation() } }, root)).methods[0]?.validator).toBe("all");
    const own = operation({ "x-amazon-apigateway-request-validator": "all" });
    expect(definitionOf(documentOf({ "/a": { get: own } }, validators)).methods[0]?.validator).toBe("all");
  });

  it("is refused with a request validator that is not there, or that says neither true nor false", () => {
    expect(operationFaults({ "x-amazon-apigateway-request-validator": "none" })).toEqual([
      'GET /payments: request validator "none" is not in x-amazon-apigateway-request-validators',
    ]);
    expect(
      operationFaults({}, { "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true } } }),
    ).toEqual([expect.stringContaining("must be true or false")]);
  });

  it("follows references within the document, and is refused where they lead nowhere", () => {
    const components = { parameters: { Limit: { name: "limit", in: "query", required: true } } };
    const { methods } = definitionOf(
      documentOf(
        { "/a": { get: operation({ parameters: [{ $ref: "#/components/parameters/Limit" }] }) } },
        { components },
      ),
    );
    expect(methods[0]?.requestParameters).toEqual({ "method.request.querystring.limit": true });
    expect(operationFaults({ parameters: [{ $ref: "#/components/parameters/None" }] })).toContain(
      "GET /payments: #/components/parameters/None is not in the document",
    );
  });

  it("is refused with a path parameter that is not in the path, or one in a cookie", () => {
    expect(operationFaults({ parameters: [{ name: "id", in: "path" }] })).toEqual([
      "GET /payments: path parameter id is not in the path",
    ]);
    expect(operationFaults({ parameters: [{ name: "s", in: "cookie" }] })).toEqual([
      'GET /payments: parameter s is in "cookie"',
    ]);
  });

  it.each<[string, JsonObject]>([
    ['an integration of type "http_proxy" is not served', { type: "http_proxy" }],
    ["the integration's uri names no function", { uri: "https://example.com" }],
    ['by httpMethod POST, not "GET"', { httpMethod: "GET" }],
    ["timeoutInMillis is 30000; allowed: 50 to 29000", { timeoutInMillis: 30_000 }],
    ["(VTL) are not served", { requestTemplates: { "application/json": "#set($x = 1)" } }],
  ])("is refused where %s", (fault, more) => {
    expect(operationFaults(integration(more))).toEqual([expect.stringContaining(fault)]);
  });
});

describe("a document's models", () => {
  const post = (schema: JsonObject): JsonObject => ({
    "/payments": { post: operation({ requestBody: { content: { "application/json": { schema } } } }) },
  });

  it("are its schemas, and one for each schema that stands in a body", () => {
    const schemas = {
      Pay: { type: "object", properties: { of: { $ref: "#/components/schemas/Currency" } } },
      Currency: { type: "string" },
    };
    const named = definitionOf(documentOf(post({ $ref: "#/components/schemas/Pay" }), { components: { schemas } }));
    expect(named.methods[0]?.requestModels).toEqual({ "application/json": "Pay" });
    expect(Object.keys(named.models)).toEqual(["Pay", "Currency"]);
    const inline = definitionOf(documentOf(post({ type: "object" })));
    const [name = ""] = Object.keys(inline.models);
    expect(inline.methods[0]?.requestModels).toEqual({ "application/json": name });
    expect(name).toMatch(/^MODEL[0-9a-f]{10}$/);
  });

  it.each(["example", "nullable", "discriminator", "readOnly", "exclusiveMinimum", "const"])(
    "are refused with the keyword %s, wherever it stands, as API Gateway refuses or ignores it",
    (keyword) => {
      const schemas = { Pay: { properties: { list: { items: { oneOf: [{ [keyword]: true }] } } } } };
      expect(operationFaults({}, { components: { schemas } })).toEqual([
        `model Pay: Invalid model schema specified. Unsupported keyword(s): ["${keyword}"]`,
      ]);
    },
  );

  it("are refused with a name of other characters, and where they refer to none", () => {
    expect(operationFaults({}, { components: { schemas: { "Pay-ment": {} } } })).toEqual([
      expect.stringContaining('"Pay-ment"'),
    ]);
    expect(faultsOf(documentOf(post({ $ref: "#/components/schemas/None" })))).toEqual([
      "POST /payments: there is no model None",
    ]);
    expect(operationFaults({}, { components: { schemas: { Pay: { $ref: "#/components/schemas/None" } } } })).toEqual([
      "model Pay: #/components/schemas/None is no model",
    ]);
  });
});

describe("an operation's security", () => {
  const authorizer = { type: "token", authorizerUri: uriOf("authoriser"), authorizerResultTtlInSeconds: 0 };
  const components = {
    securitySchemes: {
      key: { type: "apiKey", name: "x-api-key", in: "header" },
      iam: { ...header, "x-amazon-apigateway-authtype": "awsSigv4" },
      jwt: { ...header, "x-amazon-apigateway-authtype": "custom", "x-amazon-apigateway-authorizer": authorizer },
      pool: { ...header, "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: ["arn"] } },
    },
  };
  const secured = (requirement: JsonObject): ApiDefinition =>
    definitionOf(documentOf({ "/a": { get: operation({ security: [requirement] }) } }, { components }));

  it.each<[string, JsonObject, JsonObject]>([
    ["a key", { key: [] }, { authorizationType: "NONE", apiKeyRequired: true }],
    ["a signature", { iam: [] }, { authorizationType: "AWS_IAM", apiKeyRequired: false }],
    [
      "an authoriser and a key",
      { jwt: [], key: [] },
      { authorizationType: "CUSTOM", authorizer: "jwt", apiKeyRequired: true },
    ],
    [
      "a user pool with scopes",
      { pool: ["pay"] },
      { authorizationType: "COGNITO_USER_POOLS", authorizationScopes: ["pay"] },
    ],
  ])("is %s", (_what, requirement, expected) => {
    expect(secured(requirement).methods[0]).toMatchObject(expected);
  });

  it("takes the token from the header that the scheme names", () => {
    expect(secured({ jwt: [] }).authorizers).toEqual({
      jwt: { ...authorizer, type: "TOKEN", authType: "custom", identitySource: "method.request.header.Authorization" },
      pool: {
        type: "COGNITO_USER_POOLS",
        authType: "cognito_user_pools",
        identitySource: "method.request.header.Authorization",
        providerARNs: ["arn"],
      },
    });
  });

  it("is refused where it names alternatives, no scheme, or two authorisers", () => {
    const faults = (security: JsonObject[]): readonly string[] => operationFaults({ security }, { components });
    expect(faults([{ key: [] }, { iam: [] }])).toEqual([expect.stringContaining("no alternatives")]);
    expect(faults([{ none: [] }])).toEqual([expect.stringContaining("security names none")]);
    expect(faults([{ iam: [], jwt: [] }])).toEqual([expect.stringContaining("more than one authoriser")]);
  });

  it.each<[string, JsonObject]>([
    ["served are apiKey in header", { type: "http", scheme: "bearer" }],
    ['type is "jwt"; served', { ...header, "x-amazon-apigateway-authorizer": { type: "jwt" } }],
    [
      "authorizerUri names no function",
      { ...header, "x-amazon-apigateway-authorizer": { type: "request", authorizerUri: "x" } },
    ],
    [
      "providerARNs names no user pool",
      { ...header, "x-amazon-apigateway-authorizer": { type: "cognito_user_pools" } },
    ],
    [
      "authorizerResultTtlInSeconds must be 0 to 3600",
      { ...header, "x-amazon-apigateway-authorizer": { ...authorizer, authorizerResultTtlInSeconds: 3601 } },
    ],
  ])("is refused where %s", (fault, value) => {
    expect(operationFaults({}, scheme("s", value))).toEqual([expect.stringContaining(fault)]);
  });
});

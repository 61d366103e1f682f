/**
 * What API Gateway is told of the API: the full document (functions/api/openapi.yaml) reduced to the part of OpenAPI that API Gateway
 * reads, and extended by what only it understands. Pure: a document in, a document out.
 */
import { gatewayResponses } from "./gateway-responses";

/** The document, as far as it is looked into. */
export interface ApiDocument {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface DocumentedOperation {
  readonly operationId: string;
  /** Deployed name of the function that serves it, before the environment's suffix. */
  readonly "x-function": string;
  /** Moves, directs or shows money: more than a key is asked for, where the environment says so. */
  readonly "x-money"?: boolean;
  /** The body is taken as the bytes that came, for a signature over them. */
  readonly "x-raw"?: boolean;
  /** An empty list: open, but for what the function checks itself. */
  readonly security?: readonly unknown[];
  readonly parameters?: readonly unknown[];
  readonly requestBody?: unknown;
}

/** Who may call an operation that moves or shows money; a key is asked for besides, it meters. */
export type Authorisation =
  | { readonly by: "api_key" }
  | { readonly by: "iam" }
  | { readonly by: "cognito"; readonly userPoolArns: readonly string[] }
  | { readonly by: "jwt"; readonly authoriserUri: string };

export interface BodyOptions {
  readonly title: string;
  readonly authorisation: Authorisation;
  /** Where API Gateway invokes a function, by its deployed name; an operation whose function is not there is left out. */
  readonly uriOf: (functionName: string) => string | undefined;
}

/** An operation that is served. */
export interface ServedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly functionName: string;
}

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null && !Array.isArray(value);

/** A reference in the document names nothing. */
export class UnknownReferenceError extends Error {
  override readonly name = "UnknownReferenceError";
  constructor(reference: string) {
    super(`The API's document refers to ${reference}, which it does not have.`);
  }
}

/** The name of the scheme by which callers are authorised, and of the one by which they are metered. */
const AUTHORISED = "authorised";
const METERED = "apiKey";

/** The longest that API Gateway waits; the functions answer within 20 s. */
const INTEGRATION_TIMEOUT_MS = 29_000;
/** How long an authoriser's answer is kept; a token may serve that much longer than it holds, no more than clocks may differ. */
const AUTHORISER_TTL_SECONDS = 60;

/** The operations of a document that have their function. */
export function servedOperations(document: ApiDocument, { uriOf }: Pick<BodyOptions, "uriOf">): ServedOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, operation]) => uriOf(operation["x-function"]) !== undefined)
      .map(([method, { operationId, "x-function": functionName }]) => ({
        id: operationId,
        method: method.toUpperCase(),
        path,
        functionName,
      })),
  );
}

/**
 * API Gateway's document.
 *
 * Its request validators see which parameters are there and whether a body is JSON of the right kind, no more: what is wrong within is
 * said by the functions, all faults at once and each with its field, which API Gateway cannot say without repeating what was sent.
 * @throws UnknownReferenceError
 */
export function gatewayBody(
  document: ApiDocument,
  options: BodyOptions,
): Tree & { readonly paths: Readonly<Record<string, Tree>> } {
  const models: Record<string, unknown> = {};
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { id, method, path, functionName } of servedOperations(document, options)) {
    const name = method.toLowerCase();
    const operation = document.paths[path]?.[name];
    if (operation === undefined) continue;
    const kind = bodyKind(document, operation);
    if (kind !== undefined) models[modelName(kind)] = { type: kind };
    (paths[path] ??= {})[name] = {
      operationId: id,
      parameters: (operation.parameters ?? []).map((parameter) => parameterOf(document, parameter)),
      ...(kind === undefined
        ? {}
        : {
            requestBody: {
              required: true,
              content: { "application/json": { schema: { $ref: `#/components/schemas/${modelName(kind)}` } } },
            },
          }),
      responses: { "200": { description: "The function's answer." } },
      security: securityOf(operation, options.authorisation),
      "x-amazon-apigateway-request-validator": kind === undefined ? "parameters" : "parameters-and-body",
      "x-amazon-apigateway-integration": {
        type: "aws_proxy",
        httpMethod: "POST",
        uri: options.uriOf(functionName),
        passthroughBehavior: "when_no_match",
        timeoutInMillis: INTEGRATION_TIMEOUT_MS,
      },
    };
  }
  return {
    openapi: "3.0.1",
    info: { title: options.title, version: document.info.version },
    "x-amazon-apigateway-api-key-source": "HEADER",
    "x-amazon-apigateway-request-validators": {
      parameters: { validateRequestParameters: true, validateRequestBody: false },
      "parameters-and-body": { validateRequestParameters: true, validateRequestBody: true },
    },
    "x-amazon-apigateway-gateway-responses": gatewayResponses({ signed: options.authorisation.by === "iam" }),
    paths,
    components: { schemas: models, securitySchemes: schemesOf(options.authorisation) },
  };
}

function securityOf(operation: DocumentedOperation, { by }: Authorisation): Tree[] {
  if (operation.security?.length === 0) return [];
  const authorised = operation["x-money"] === true && by !== "api_key";
  return [{ [METERED]: [], ...(authorised ? { [AUTHORISED]: [] } : {}) }];
}

function schemesOf(authorisation: Authorisation): Tree {
  const key = { [METERED]: { type: "apiKey", name: "x-api-key", in: "header" } };
  const header = { type: "apiKey", name: "Authorization", in: "header" };
  if (authorisation.by === "api_key") return key;
  if (authorisation.by === "iam")
    return { ...key, [AUTHORISED]: { ...header, "x-amazon-apigateway-authtype": "awsSigv4" } };
  if (authorisation.by === "cognito")
    return {
      ...key,
      [AUTHORISED]: {
        ...header,
        "x-amazon-apigateway-authtype": "cognito_user_pools",
        "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: authorisation.userPoolArns },
      },
    };
  return {
    ...key,
    [AUTHORISED]: {
      ...header,
      "x-amazon-apigateway-authtype": "custom",
      "x-amazon-apigateway-authorizer": {
        type: "token",
        authorizerUri: authorisation.authoriserUri,
        identityValidationExpression: "^Bearer [A-Za-z0-9_=-]+[.][A-Za-z0-9_=-]+[.][A-Za-z0-9_=-]+$",
        authorizerResultTtlInSeconds: AUTHORISER_TTL_SECONDS,
      },
    },
  };
}

/** A parameter's place; its form is checked by the function. */
function parameterOf(document: ApiDocument, written: unknown): Tree {
  const parameter = resolved(document, written);
  return {
    name: parameter["name"],
    in: parameter["in"],
    required: parameter["required"] === true,
    schema: { type: "string" },
  };
}

/** What kind of JSON a body is that must be there and is of ours; a sender's own body is the function's to read. */
function bodyKind(document: ApiDocument, operation: DocumentedOperation): string | undefined {
  if (operation["x-raw"] === true || operation.requestBody === undefined) return undefined;
  const body = resolved(document, operation.requestBody);
  const content = isTree(body["content"]) ? body["content"]["application/json"] : undefined;
  if (body["required"] !== true || !isTree(content)) return undefined;
  const { type } = resolved(document, content["schema"]);
  return typeof type === "string" ? type : undefined;
}

/** Names of models are letters and digits. */
const modelName = (kind: string): string => `Json${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;

/** What a reference stands for: `#/components/<kind>/<name>`, or the value itself. */
function resolved(document: ApiDocument, value: unknown): Tree {
  const reference = isTree(value) ? value["$ref"] : undefined;
  if (typeof reference !== "string") return isTree(value) ? value : {};
  const [, kind = "", name = ""] = /^#\/components\/([^/]+)\/([^/]+)$/.exec(reference) ?? [];
  const found = document.components[kind]?.[name];
  if (found === undefined) throw new UnknownReferenceError(reference);
  return resolved(document, found);
}

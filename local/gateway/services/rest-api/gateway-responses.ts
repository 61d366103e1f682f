import { textOf, type JsonObject } from "../../answers";
import type { DeployedGatewayResponse } from "./deployment";

/** Kinds of answers that API Gateway gives itself: their status, and the name of their error. */
const TYPES = {
  ACCESS_DENIED: [403, "AccessDeniedException"],
  API_CONFIGURATION_ERROR: [500, "InternalServerErrorException"],
  AUTHORIZER_CONFIGURATION_ERROR: [500, "AuthorizerConfigurationException"],
  AUTHORIZER_FAILURE: [500, "AuthorizerConfigurationException"],
  BAD_REQUEST_BODY: [400, "BadRequestException"],
  BAD_REQUEST_PARAMETERS: [400, "BadRequestException"],
  DEFAULT_5XX: [502, "InternalServerErrorException"],
  INTEGRATION_TIMEOUT: [504, "InternalServerErrorException"],
  INVALID_API_KEY: [403, "ForbiddenException"],
  MISSING_AUTHENTICATION_TOKEN: [403, "MissingAuthenticationTokenException"],
  QUOTA_EXCEEDED: [429, "LimitExceededException"],
  REQUEST_TOO_LARGE: [413, "RequestTooLargeException"],
  THROTTLED: [429, "TooManyRequestsException"],
  UNAUTHORIZED: [401, "UnauthorizedException"],
} as const;

/** A kind of gateway response. */
export type GatewayResponseType = keyof typeof TYPES;

/** Something that API Gateway answers itself; the message may be null. */
export interface GatewayFault {
  readonly type: GatewayResponseType;
  readonly message: string | null;
  /** What a request validator found. */
  readonly validation?: string;
}

/** What gateway responses are made from: `$context` by name, and the request's own values. */
export interface FaultSurroundings {
  readonly context: Readonly<JsonObject>;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly header: (name: string) => string | undefined;
  readonly query: (name: string) => string | undefined;
  readonly path: (name: string) => string | undefined;
}

const DEFAULT_TEMPLATE = '{"message":$context.error.messageString}';
/** Where nothing is customised, this one is spelt with a capital (measured on AWS). */
const DENIED_TEMPLATE = '{"Message":$context.error.messageString}';

/** Makes the answer to a fault: by the response customised for its type, else for its family, else the default. */
export function gatewayResponse(
  fault: GatewayFault,
  customised: Readonly<Record<string, DeployedGatewayResponse>>,
  surroundings: FaultSurroundings,
): { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  const [status, errorType] = TYPES[fault.type];
  const own = customised[fault.type];
  const family = customised[status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX"];
  const { template, responseParameters = {} } = own ?? family ?? {};
  const plain = fault.type === "ACCESS_DENIED" && own === undefined && family === undefined;
  const context: JsonObject = {
    ...surroundings.context,
    // No integration has answered: there is no status to tell (measured on AWS).
    status: "",
    "error.message": fault.message ?? "",
    "error.messageString": JSON.stringify(fault.message),
    "error.responseType": fault.type,
    "error.validationErrorString": fault.validation ?? "",
  };
  const headers: Record<string, string> = { "Content-Type": "application/json", "x-amzn-ErrorType": errorType };
  for (const [destination, source] of Object.entries(responseParameters)) {
    const name = destination.replace("gatewayresponse.header.", "");
    const value = mappedValue(source, context, surroundings);
    if (value === undefined) continue;
    for (const known of Object.keys(headers))
      if (known.toLowerCase() === name.toLowerCase()) Reflect.deleteProperty(headers, known);
    headers[name] = value;
  }
  return {
    status: Number(own?.statusCode ?? status),
    headers,
    body: filled(template ?? (plain ? DENIED_TEMPLATE : DEFAULT_TEMPLATE), context, surroundings.stageVariables),
  };
}

/** Variables of a template replaced, as API Gateway does in gateway responses: no VTL, unknown variables stay. */
function filled(
  template: string,
  context: Readonly<JsonObject>,
  stageVariables: Readonly<Record<string, string>>,
): string {
  return template
    .replaceAll(/\$(?:\{context\.([\w.]+)\}|context\.(\w+(?:\.\w+)*))/g, (whole, braced?: string, bare?: string) =>
      known(context, braced ?? bare ?? "", whole),
    )
    .replaceAll(
      /\$(?:\{stageVariables\.(\w+)\}|stageVariables\.(\w+))/g,
      (_whole, braced?: string, bare?: string) => stageVariables[braced ?? bare ?? ""] ?? "",
    );
}

function known(context: Readonly<JsonObject>, name: string, otherwise: string): string {
  return name in context ? textOf(context[name]) : otherwise;
}

/** A mapping's value: a 'constant', or a value of the request. */
function mappedValue(
  source: string,
  context: Readonly<JsonObject>,
  { header, query, path, stageVariables }: FaultSurroundings,
): string | undefined {
  const constant = /^'(.*)'$/s.exec(source)?.[1];
  if (constant !== undefined) return constant;
  const [, place = "", name = ""] =
    /^(method\.request\.header|method\.request\.querystring|method\.request\.path|stageVariables|context)\.(.+)$/.exec(
      source,
    ) ?? [];
  switch (place) {
    case "method.request.header":
      return header(name);
    case "method.request.querystring":
      return query(name);
    case "method.request.path":
      return path(name);
    case "stageVariables":
      return stageVariables[name];
    case "context":
      return name in context ? textOf(context[name]) : undefined;
    default:
      return undefined;
  }
}

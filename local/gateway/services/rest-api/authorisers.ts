import type { JsonObject } from "../../answers";
import { isSuccess, objectIn, parseObject, textIn, textOf } from "../../answers";
import type { Forward, GatewayResponse } from "../../request";
import type { ApiCall, Caller } from "./call";
import type { DeployedAuthorizer } from "./deployment";
import type { GatewayFault } from "./gateway-responses";
import { verdictOn } from "./permissions";
import { authorizerEvent } from "./proxy-event";
import { userPoolClaims } from "./user-pools";

/** What became of the question who calls, and whether that caller may. */
export type Authorisation =
  | { readonly caller: Caller; readonly usageKey?: string }
  | { readonly fault: GatewayFault }
  /** The emulator's own refusal of a signature, as it stands. */
  | { readonly refused: GatewayResponse };

/** Calls a function with an event; undefined where it cannot be called. */
export type CallFunction = (
  functionArn: string,
  event: JsonObject,
  sourceArn: string,
  byRole: boolean,
) => Promise<{ readonly payload: unknown; readonly error?: string } | undefined>;

/** Header by which the emulator's process answers who has signed a request (launch.py). */
const IDENTITY_HEADER = "x-local-identity";

const UNAUTHORISED = { fault: { type: "UNAUTHORIZED", message: "Unauthorized" } } as const;
const MISCONFIGURED = { fault: { type: "AUTHORIZER_CONFIGURATION_ERROR", message: null } } as const;

/** Asks signatures, authorisers and user pools, and keeps the authorisers' answers for their time. */
export class Authorisers {
  readonly #answers = new Map<
    string,
    { readonly until: number; readonly policy: JsonObject; readonly answer: JsonObject }
  >();

  /** @param methodArn the ARN that policies name: `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/path`. */
  async authorise(
    call: ApiCall,
    methodArn: string,
    forward: Forward,
    callFunction: CallFunction,
  ): Promise<Authorisation> {
    const { method, deployment } = call;
    if (method === undefined || method.authorizationType === "NONE") return { caller: {} };
    if (method.authorizationType === "AWS_IAM") return bySignature(call, forward);
    const authorizer = deployment.authorizers[method.authorizer ?? ""];
    if (authorizer === undefined) return MISCONFIGURED;
    const sources = authorizer.identitySources.map((source) => sourceValue(source, call));
    if (authorizer.type === "COGNITO_USER_POOLS") {
      const token = (sources[0] ?? "").replace(/^bearer +/i, "");
      const pools = { pools: authorizer.userPools, scopes: method.authorizationScopes };
      const claims = token === "" ? undefined : await userPoolClaims(token, pools, forward);
      return claims === undefined ? UNAUTHORISED : { caller: { authorizer: { claims } } };
    }
    return this.#byFunction(authorizer, sources, { call, methodArn, callFunction });
  }

  async #byFunction(
    authorizer: DeployedAuthorizer,
    sources: readonly string[],
    { call, methodArn, callFunction }: { call: ApiCall; methodArn: string; callFunction: CallFunction },
  ): Promise<Authorisation> {
    const asksToken = authorizer.type === "TOKEN";
    const needed = asksToken || authorizer.ttlSeconds > 0;
    if (needed && sources.some((value) => value === "")) return UNAUTHORISED;
    const [token = ""] = sources;
    if (asksToken && authorizer.validation !== undefined && !new RegExp(`^(?:${authorizer.validation})$`).test(token))
      return UNAUTHORISED;
    const key = JSON.stringify([call.apiId, call.stage.name, call.stage.deploymentId, authorizer.id, sources]);
    const known = this.#answers.get(key);
    if (known !== undefined && known.until > call.receivedAt) return decide(known.policy, known.answer, methodArn);
    if (authorizer.functionArn === undefined) return MISCONFIGURED;
    const event = asksToken
      ? { type: "TOKEN", methodArn, authorizationToken: token }
      : authorizerEvent(call, methodArn);
    const source = `${methodArn.split("/")[0] ?? ""}/authorizers/${authorizer.id}`;
    const result = await callFunction(authorizer.functionArn, event, source, authorizer.byRole);
    if (result === undefined) return MISCONFIGURED;
    if (result.error !== undefined)
      return result.error === "Unauthorized" ? UNAUTHORISED : { fault: { type: "AUTHORIZER_FAILURE", message: null } };
    const answer = objectIn(result.payload);
    const policy = objectIn(answer["policyDocument"]);
    if (Object.keys(policy).length === 0) return MISCONFIGURED;
    if (authorizer.ttlSeconds > 0)
      this.#answers.set(key, { until: call.receivedAt + authorizer.ttlSeconds * 1000, policy, answer });
    return decide(policy, answer, methodArn);
  }
}

function decide(policy: JsonObject, answer: JsonObject, methodArn: string): Authorisation {
  const verdict = verdictOn(policy, methodArn);
  if (verdict !== "allowed") {
    const how = verdict === "denied" ? " with an explicit deny in an identity-based policy" : "";
    return { fault: { type: "ACCESS_DENIED", message: `User is not authorized to access this resource${how}` } };
  }
  const usageKey = textIn(answer["usageIdentifierKey"]);
  return {
    caller: { authorizer: { principalId: textOf(answer["principalId"]), ...texts(objectIn(answer["context"])) } },
    ...(usageKey === "" ? {} : { usageKey }),
  };
}

/** An authoriser's context reaches the function as text; what is neither text, number nor flag is dropped. */
function texts(context: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(context)
      .filter(([, value]) => typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      .map(([name, value]) => [name, textOf(value)]),
  );
}

/** The emulator checks the signature and the caller's policies, and says who that is. */
async function bySignature({ request }: ApiCall, forward: Forward): Promise<Authorisation> {
  if (request.headers.authorization === undefined && request.accessKeyId === "")
    return { fault: { type: "MISSING_AUTHENTICATION_TOKEN", message: "Missing Authentication Token" } };
  const answer = await forward(request);
  if (textIn(answer.headers["x-amzn-errortype"]).startsWith("AccessDenied")) {
    const body = parseObject(answer.body);
    return { fault: { type: "ACCESS_DENIED", message: textIn(body["message"]) || textIn(body["Message"]) } };
  }
  if (!isSuccess(answer) || answer.headers[IDENTITY_HEADER] === undefined) return { refused: answer };
  return { caller: { identity: parseObject(answer.body) } };
}

/** The value of an identity source (`method.request.header.Authorization`, ...); empty where there is none. */
function sourceValue(source: string, call: ApiCall): string {
  const [, place, name = ""] =
    /^(method\.request\.header|method\.request\.querystring|stageVariables)\.(.+)$/.exec(source) ?? [];
  switch (place) {
    case "method.request.header":
      return call.headers.get(name) ?? "";
    case "method.request.querystring":
      return call.query[name]?.at(-1) ?? "";
    case "stageVariables":
      return call.stage.variables[name] ?? "";
    default:
      return "";
  }
}

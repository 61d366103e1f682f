import { createHash, randomUUID } from "node:crypto";
import type { JsonObject } from "../../answers";
import { textOf } from "../../answers";
import type { GatewayRequest } from "../../request";
import type { Stage } from "./configuration";
import type { DeployedMethod, DeployedResource, Deployment } from "./deployment";

/** A request on its way through an API. */
export interface ApiCall {
  readonly request: GatewayRequest;
  readonly account: string;
  readonly apiId: string;
  readonly stage: Stage;
  readonly deployment: Deployment;
  /** Path below the stage, as sent. */
  readonly path: string;
  /** The path as the function sees it: with a custom domain's base path. */
  readonly shownPath: string;
  /** The path as `$context.path` has it: with the stage, or with a custom domain's base path. */
  readonly contextPath: string;
  readonly resource: DeployedResource | undefined;
  readonly method: DeployedMethod | undefined;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly headers: Headers;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly traceId: string;
  /** When it came, milliseconds since 1970. */
  readonly receivedAt: number;
}

/** Who the caller turned out to be. */
export interface Caller {
  /** What an authoriser gave: its context and principal, or a token's claims. */
  readonly authorizer?: Readonly<JsonObject>;
  /** Who has signed (AWS_IAM). */
  readonly identity?: Readonly<JsonObject>;
  readonly apiKey?: { readonly id: string; readonly value: string };
}

/** Headers that belong to the connection, which a function does not see. */
const CONNECTION = new Set(["connection", "keep-alive", "transfer-encoding", "te", "upgrade", "proxy-connection"]);

/** A request's headers, in the spelling of the caller. */
export class Headers {
  /** Values by name; names that differ by case alone are one. */
  readonly all: Readonly<Record<string, readonly string[]>>;

  constructor(rawHeaders: readonly string[], added: Readonly<Record<string, string>>) {
    const all: Record<string, string[]> = {};
    const names = new Map<string, string>();
    const pairs: (readonly [string, string])[] = Object.entries(added);
    for (let index = 0; index < rawHeaders.length; index += 2)
      pairs.push([rawHeaders[index] ?? "", rawHeaders[index + 1] ?? ""]);
    for (const [name, value] of pairs) {
      const lower = name.toLowerCase();
      if (CONNECTION.has(lower)) continue;
      const known = names.get(lower) ?? name;
      names.set(lower, known);
      (all[known] ??= []).push(value);
    }
    this.all = all;
  }

  /** The last value of a header. */
  get(name: string): string | undefined {
    const found = Object.keys(this.all).find((known) => known.toLowerCase() === name.toLowerCase());
    return found === undefined ? undefined : this.all[found]?.at(-1);
  }
}

/** The query of a request by name; a name may have several values. */
export function queryOf(target: string): Record<string, string[]> {
  const query: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(target.split("?").slice(1).join("?")))
    (query[name] ??= []).push(value);
  return query;
}

/** The identifiers that a request gets. */
export function identifiers(receivedAt: number): Pick<ApiCall, "requestId" | "extendedRequestId" | "traceId"> {
  const requestId = randomUUID();
  const digest = createHash("sha256").update(requestId).digest();
  const seconds = Math.floor(receivedAt / 1000).toString(16);
  return {
    requestId,
    extendedRequestId: `${digest.toString("base64").slice(0, 15)}=`,
    traceId: `Root=1-${seconds}-${digest.toString("hex").slice(0, 24)}`,
  };
}

/** The moment in the form of access logs ("21/Nov/2026:12:00:00 +0000"). */
export function requestTime(milliseconds: number): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(new Date(milliseconds).toUTCString()) ?? [];
  return `${String(day)}/${String(month)}/${String(year)}:${String(time)} +0000`;
}

/** The `$context` of a call by name, with dots between its levels; what is not known is left out. */
export function contextOf(call: ApiCall, caller: Caller): JsonObject {
  const { request, resource, receivedAt } = call;
  const host = (call.headers.get("host") ?? "").replace(/:\d+$/, "");
  return {
    requestId: call.requestId,
    extendedRequestId: call.extendedRequestId,
    apiId: call.apiId,
    accountId: call.account,
    domainName: host,
    domainPrefix: host.split(".")[0],
    stage: call.stage.name,
    deploymentId: call.stage.deploymentId,
    httpMethod: request.method,
    path: call.contextPath,
    protocol: "HTTP/1.1",
    requestTime: requestTime(receivedAt),
    requestTimeEpoch: receivedAt,
    xrayTraceId: call.traceId.replace("Root=", ""),
    ...(resource && { resourceId: resource.id, resourcePath: resource.path }),
    ...(call.method && { operationName: call.method.operationName }),
    "identity.sourceIp": "127.0.0.1",
    "identity.userAgent": call.headers.get("user-agent"),
    ...(caller.apiKey && { "identity.apiKey": caller.apiKey.value, "identity.apiKeyId": caller.apiKey.id }),
    ...flat("identity", caller.identity ?? {}),
    ...flat("authorizer", caller.authorizer ?? {}),
  };
}

function flat(prefix: string, value: Readonly<JsonObject>): JsonObject {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      if (member === null || member === undefined) return [];
      if (typeof member === "object") return Object.entries(flat(`${prefix}.${name}`, { ...member }));
      return [[`${prefix}.${name}`, textOf(member)]];
    }),
  );
}

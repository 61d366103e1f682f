import type { IncomingHttpHeaders } from "node:http";
import { operationOf } from "./operation";

/** A request as the front door understands it: what came over the wire, and which AWS call that is. */
export interface GatewayRequest {
  readonly method: string;
  /** Path and query as sent, still percent-encoded. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  /** Header names and values as sent, in pairs: a signature may cover any of them. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** Signing name of the service ("kms", "monitoring"); empty for an unsigned request. */
  readonly service: string;
  /** The API's own name of the call ("Decrypt"), or method and path where a REST service has no name here. */
  readonly operation: string;
  readonly region: string;
  readonly accessKeyId: string;
}

/** What goes back to the caller. */
export interface GatewayResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

/** Passes a request on, to the next correction or to the emulator. */
export type Forward = (request: GatewayRequest) => Promise<GatewayResponse>;

/** The parts of a request before the front door has read them. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

/** Reads which AWS call a request is: from its signature (header or query), its target header, its form or its path. */
export function readRequest(wire: WireRequest): GatewayRequest {
  const target = originForm(wire.url);
  const scope = credentialScope(wire.headers.authorization, target);
  const { service, region, accessKeyId } = scope;
  const base = {
    method: wire.method,
    target,
    headers: wire.headers,
    rawHeaders: wire.rawHeaders,
    body: wire.body,
    service,
    region,
    accessKeyId,
  };
  return { ...base, operation: operationOf(base) };
}

/** Path and query of a request line; a proxy client sends the absolute form, `http://host/path`. */
export function originForm(url: string): string {
  if (!/^https?:\/\//i.test(url)) return url;
  const withoutScheme = url.slice(url.indexOf("//") + 2);
  const slash = withoutScheme.search(/[/?]/);
  if (slash === -1) return "/";
  return withoutScheme[slash] === "?" ? `/${withoutScheme.slice(slash)}` : withoutScheme.slice(slash);
}

/** The path of a target, without its query. */
export function pathOf(target: string): string {
  const question = target.indexOf("?");
  return question === -1 ? target : target.slice(0, question);
}

/** The query of a target. */
function queryOf(target: string): URLSearchParams {
  const question = target.indexOf("?");
  return new URLSearchParams(question === -1 ? "" : target.slice(question + 1));
}

/** Access key, Region and service that a request is signed for (SigV4); empty strings where it is not signed. */
function credentialScope(
  authorization: string | undefined,
  target: string,
): { accessKeyId: string; region: string; service: string } {
  const fromHeader = /Credential=([^,\s]+)/.exec(authorization ?? "")?.[1];
  const credential = fromHeader ?? queryOf(target).get("X-Amz-Credential") ?? "";
  const [accessKeyId = "", , region = "", service = ""] = credential.split("/");
  return { accessKeyId, region, service };
}

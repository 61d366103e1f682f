import type { GatewayRequest, GatewayResponse } from "./request";

/** An answer in JSON, as Lambda and the JSON services give it. */
export function jsonAnswer(status: number, value: unknown): GatewayResponse {
  return {
    status,
    headers: { "content-type": "application/x-amz-json-1.1" },
    body: Buffer.from(JSON.stringify(value)),
  };
}

/** An answer without a body. */
export function emptyAnswer(status: number): GatewayResponse {
  return { status, headers: {}, body: Buffer.alloc(0) };
}

/** The same answer with another body. */
export function withBody(response: GatewayResponse, body: string | Buffer): GatewayResponse {
  const { "content-length": _length, ...headers } = response.headers;
  return { ...response, headers, body: Buffer.from(body) };
}

/** A successful JSON answer, edited; any other answer as it is. */
export function editJson(response: GatewayResponse, edit: (value: JsonObject) => JsonObject): GatewayResponse {
  if (!isSuccess(response)) return response;
  return withBody(response, JSON.stringify(edit(parseObject(response.body))));
}

/** Whether the call succeeded. */
export function isSuccess(response: GatewayResponse): boolean {
  return response.status >= 200 && response.status < 300;
}

/** A JSON object of unknown content. */
export type JsonObject = Record<string, unknown>;

/** Reads a JSON object; an empty body, or one that is no object, is an empty object. */
export function parseObject(body: Buffer | string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(body.toString() || "{}");
  } catch {
    return {};
  }
  return objectIn(value);
}

/** The value as a JSON object; anything else is an empty one. */
export function objectIn(value: unknown): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** The value as text; anything else is empty. */
export function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Text, number or flag as text; anything else is empty. */
export function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** The value as a list; anything else is empty. */
export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Something the front door refuses, in the protocol that the caller reads. */
export function errorAnswer(request: GatewayRequest, status: number, code: string, message: string): GatewayResponse {
  if (request.headers["x-amz-target"] !== undefined || !isXmlCall(request)) {
    return {
      status,
      headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-errortype": code },
      body: Buffer.from(JSON.stringify({ __type: code, message, Message: message })),
    };
  }
  const inner = `<Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>`;
  const xml =
    request.service === "s3"
      ? `<Error>${inner}</Error>`
      : `<ErrorResponse><Error><Type>Sender</Type>${inner}</Error></ErrorResponse>`;
  return { status, headers: { "content-type": "text/xml" }, body: Buffer.from(xml) };
}

function isXmlCall(request: GatewayRequest): boolean {
  return (
    request.service === "s3" || (request.headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded")
  );
}

/** Text as it stands between XML tags. */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** Text from between XML tags. */
export function unescapeXml(text: string): string {
  const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_whole, name: string) => entities[name] ?? "");
}

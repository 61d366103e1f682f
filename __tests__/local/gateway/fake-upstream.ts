import type { JsonObject } from "../../../local/gateway/answers";
import { jsonAnswer } from "../../../local/gateway/answers";
import type { EmulatorClient } from "../../../local/gateway/emulator-client";
import type { Forward, GatewayRequest, GatewayResponse } from "../../../local/gateway/request";
import { readRequest } from "../../../local/gateway/request";

/** A destination that keeps what it got and answers by the given function. */
export function fakeUpstream(answer: (request: GatewayRequest) => GatewayResponse = () => jsonAnswer(200, {})): {
  forward: Forward;
  requests: GatewayRequest[];
} {
  const requests: GatewayRequest[] = [];
  return {
    requests,
    forward: (request) => {
      requests.push(request);
      return Promise.resolve(answer(request));
    },
  };
}

/** A client that keeps the calls it was asked for and answers by the given function. */
export function fakeEmulator(answer: (target: string, input: JsonObject) => JsonObject = () => ({})): {
  emulator: EmulatorClient;
  calls: { target: string; input: JsonObject }[];
} {
  const calls: { target: string; input: JsonObject }[] = [];
  return {
    calls,
    emulator: {
      json: async (_service, _region, target, input) => {
        calls.push({ target, input });
        return answer(target, input);
      },
    },
  };
}

/** A signed call of a JSON service. */
export function jsonCall(service: string, target: string, input: JsonObject): GatewayRequest {
  return call(service, {
    method: "POST",
    url: "/",
    headers: { "x-amz-target": target, "content-type": "application/x-amz-json-1.1" },
    body: JSON.stringify(input),
  });
}

/** A signed call of a form service. */
export function formCall(service: string, input: Readonly<Record<string, string>>): GatewayRequest {
  return call(service, {
    method: "POST",
    url: "/",
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: new URLSearchParams(input).toString(),
  });
}

/** A signed call of a REST service. */
export function restCall(service: string, method: string, url: string, body: JsonObject = {}): GatewayRequest {
  return call(service, { method, url, headers: {}, body: JSON.stringify(body) });
}

function call(
  service: string,
  parts: { method: string; url: string; headers: Record<string, string>; body: string },
): GatewayRequest {
  const authorization = `AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
  const headers = { ...parts.headers, authorization };
  return readRequest({
    method: parts.method,
    url: parts.url,
    headers,
    rawHeaders: Object.entries(headers).flat(),
    body: Buffer.from(parts.body),
  });
}

/** The JSON of an answer. */
export function bodyOf(response: GatewayResponse): JsonObject {
  return JSON.parse(response.body.toString("utf8")) as JsonObject;
}

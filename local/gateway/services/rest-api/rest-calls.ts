import type { JsonObject } from "../../answers";
import { isSuccess, listIn, objectIn, parseObject, textIn } from "../../answers";
import { EmulatorCallError } from "../../emulator-client";
import type { Forward, GatewayResponse } from "../../request";
import { readRequest } from "../../request";

/** Calls of REST services that the front door makes itself, as the account's root. */
export interface RestCalls {
  /** Any answer, refusals included. */
  send(call: RestCall): Promise<GatewayResponse>;
  /** The answer's JSON. @throws EmulatorCallError where the call is refused. */
  json(call: RestCall): Promise<JsonObject>;
  /** All items of an API Gateway collection, page by page. @throws EmulatorCallError */
  items(call: Pick<RestCall, "region" | "path">): Promise<JsonObject[]>;
}

/** A call of a REST service. */
export interface RestCall {
  readonly service: "apigateway" | "lambda";
  readonly region: string;
  readonly method: string;
  /** Path and query, percent-encoded. */
  readonly path: string;
  readonly body?: JsonObject;
}

/** Items a page; API Gateway gives at most 500. */
const PAGE = 500;

/** Makes calls that go by `forward`. */
export function restCalls(forward: Forward): RestCalls {
  const send = ({ service, region, method, path, body }: RestCall): Promise<GatewayResponse> => {
    // Root keys are not checked by signature, so none is made.
    const authorization = `AWS4-HMAC-SHA256 Credential=test/20000101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
    const headers = { host: "127.0.0.1", authorization, "content-type": "application/json" };
    const wire = { method, url: path, headers, rawHeaders: Object.entries(headers).flat() };
    return forward(readRequest({ ...wire, body: Buffer.from(body === undefined ? "" : JSON.stringify(body)) }));
  };
  const json = async (call: RestCall): Promise<JsonObject> => {
    const response = await send(call);
    if (!isSuccess(response))
      throw new EmulatorCallError(`${call.method} ${call.path}`, response.status, response.body.toString("utf8"));
    return parseObject(response.body);
  };
  return {
    send,
    json,
    items: async ({ region, path }) => {
      const items: JsonObject[] = [];
      for (let position: string | undefined = ""; position !== undefined;) {
        const page = `${path.includes("?") ? "&" : "?"}limit=${PAGE}${position === "" ? "" : `&position=${position}`}`;
        const answer: JsonObject = await json({ service: "apigateway", region, method: "GET", path: `${path}${page}` });
        items.push(...listIn(answer["item"]).map(objectIn));
        position = textIn(answer["position"]) || undefined;
      }
      return items;
    },
  };
}

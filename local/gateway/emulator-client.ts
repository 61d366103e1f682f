import type { JsonObject } from "./answers";
import { isSuccess, parseObject, textIn } from "./answers";
import type { Forward } from "./request";
import { readRequest } from "./request";

/** What the front door and the pumps themselves ask of the emulator, as the account's root. */
export interface EmulatorClient {
  /** A call of a JSON service; `target` is the value of X-Amz-Target. @throws EmulatorCallError where it is refused. */
  json(service: string, region: string, target: string, input: JsonObject): Promise<JsonObject>;
}

/** The emulator refused a call that the front door made. */
export class EmulatorCallError extends Error {
  override readonly name = "EmulatorCallError";
  /** The service's own code of the refusal ("AccessDenied"); empty where the answer has none. */
  readonly code: string;
  constructor(call: string, status: number, answer: string) {
    super(`the emulator answered ${call} with ${status}: ${answer.slice(0, 500)}`);
    this.code = textIn(parseObject(answer)["__type"]).split("#").at(-1) ?? "";
  }
}

/** Makes a client that sends its calls by `send`. */
export function emulatorClient(send: Forward): EmulatorClient {
  return {
    json: async (service, region, target, input) => {
      const headers = { "x-amz-target": target, "content-type": "application/x-amz-json-1.1" };
      return parseObject(await post(send, service, region, target, headers, JSON.stringify(input)));
    },
  };
}

async function post(
  send: Forward,
  service: string,
  region: string,
  call: string,
  headers: Record<string, string>,
  body: string,
): Promise<Buffer> {
  // Root keys are not checked by signature, so none is made.
  const authorization = `AWS4-HMAC-SHA256 Credential=test/20000101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
  const all = { host: "127.0.0.1", authorization, ...headers };
  const rawHeaders = Object.entries(all).flat();
  const response = await send(
    readRequest({ method: "POST", url: "/", headers: all, rawHeaders, body: Buffer.from(body) }),
  );
  if (!isSuccess(response)) throw new EmulatorCallError(call, response.status, response.body.toString("utf8"));
  return response.body;
}

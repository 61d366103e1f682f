import { LambdaClient } from "@aws-sdk/client-lambda";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { connectInvoke, lambdaInvoke } from "../../../functions/payments/lambda-clients";

const FUNCTION = "arn:aws:lambda:us-west-2:111122223333:function:vault-rail-egress-test:live";

let server: Server;
let serve: (request: IncomingMessage, response: ServerResponse) => void;
const seen: string[] = [];

beforeEach(async () => {
  seen.length = 0;
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      seen.push(body);
      serve(request, response);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function invoke(milliseconds = 5000) {
  const { port } = server.address() as AddressInfo;
  const client = new LambdaClient({
    region: "us-west-2",
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 4,
  });
  const answer = lambdaInvoke(client, FUNCTION)(
    { operation: "ask", reference: "r" },
    AbortSignal.timeout(milliseconds),
  );
  return answer.finally(() => client.destroy());
}

describe("invoking a function", () => {
  it("sends the request as JSON and gives the answer as text", async () => {
    serve = (_, response) => response.end('{"ok":true}');
    expect(await invoke()).toEqual({ payload: '{"ok":true}', failed: false });
    expect(seen).toEqual(['{"operation":"ask","reference":"r"}']);
  });

  it("tells that the function failed", async () => {
    serve = (_, response) => response.setHeader("x-amz-function-error", "Unhandled").end('{"errorMessage":"no"}');
    expect(await invoke()).toEqual({ payload: '{"errorMessage":"no"}', failed: true });
  });

  it("sends again what was throttled before it ran", async () => {
    serve = (_, response) => {
      if (seen.length > 2) return void response.end("{}");
      response.writeHead(429, { "content-type": "application/json", "x-amzn-errortype": "TooManyRequestsException" });
      response.end('{"Reason":"ConcurrentInvocationLimitExceeded"}');
    };
    expect(await invoke()).toEqual({ payload: "{}", failed: false });
    expect(seen).toHaveLength(3);
  });

  it("gives up when it is told to", async () => {
    serve = () => undefined;
    await expect(invoke(50)).rejects.toMatchObject({ name: expect.stringMatching(/Abort|Timeout/) });
  });

  it("is connected by the function's ARN alone", () => {
    expect(typeof connectInvoke(FUNCTION)).toBe("function");
  });
});

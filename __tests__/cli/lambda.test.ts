import http from "node:http";
import type { AddressInfo } from "node:net";
import { connectLambda } from "../../cli/aws/lambda";
import { OperatorError } from "../../cli/errors";
import { FunctionFailedError, type Connection } from "../../cli/function-port";

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

describe("calling a function through Lambda", () => {
  let answer: Answer;
  let seen: { path: string | undefined; body: string; authorization: string | undefined };
  let connection: Connection;
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { url, headers } = request;
      seen = { path: url, body: Buffer.concat(parts).toString(), authorization: headers.authorization };
      response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
    });
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    connection = { endpoint: `http://127.0.0.1:${port}`, region: "us-west-2", credentials };
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it("sends the request as JSON and gives the answer", async () => {
    answer = { body: '{"ok":true}' };
    expect(await connectLambda(connection)("vault-re-encrypt-dev:live", { job: "a" })).toEqual({ ok: true });
    expect(seen.path).toBe("/2015-03-31/functions/vault-re-encrypt-dev%3Alive/invocations");
    expect(seen.body).toBe('{"job":"a"}');
    expect(seen.authorization).toContain("Credential=test/");
    expect(seen.authorization).toContain("/us-west-2/lambda/");
  });

  it("tells apart that the function itself failed, with its error and no card number", async () => {
    const body = JSON.stringify({ errorType: "JobGoneError", errorMessage: "card 4242 4242 4242 4242 is gone" });
    answer = { headers: { "x-amz-function-error": "Unhandled" }, body };
    const call = connectLambda(connection)("f", {});
    await expect(call).rejects.toThrow(FunctionFailedError);
    await expect(call).rejects.toThrow("f failed. JobGoneError: card [card number removed] is gone");
  });

  it("tells a failure of another form by Lambda's own word", async () => {
    answer = { headers: { "x-amz-function-error": "Unhandled" }, body: '"out of memory"' };
    await expect(connectLambda(connection)("f", {})).rejects.toThrow("f failed. Unhandled");
  });

  it("says what to do where there is no such function", async () => {
    const headers = { "x-amzn-errortype": "ResourceNotFoundException", "content-type": "application/json" };
    answer = { status: 404, headers, body: '{"message":"Function not found"}' };
    const call = connectLambda(connection)("f", {});
    await expect(call).rejects.toThrow(OperatorError);
    await expect(call).rejects.toThrow(
      /f could not be called at http:.*ResourceNotFoundException: Function not found\nIs it deployed there/,
    );
  });

  it("says what to do where nobody listens", async () => {
    const nobody = { ...connection, endpoint: "http://127.0.0.1:1" };
    await expect(connectLambda(nobody)("f", {})).rejects.toThrow(/at http:\/\/127\.0\.0\.1:1\. .*\n.*make start/);
  });

  it("passes on the SDK's words where it has no advice", async () => {
    const headers = { "x-amzn-errortype": "InvalidRequestContentException", "content-type": "application/json" };
    answer = { status: 400, headers, body: '{"message":"no"}' };
    await expect(connectLambda(connection)("f", {})).rejects.toThrow(/InvalidRequestContentException: no$/);
  });

  it("does not show an answer that is no JSON", async () => {
    answer = { body: "<html>" };
    await expect(connectLambda(connection)("f", {})).rejects.toThrow("f answered 6 characters that are no JSON.");
  });
});

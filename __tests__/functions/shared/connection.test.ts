import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { connectDynamo } from "../../../functions/shared/clients";
import { CONNECTION } from "../../../functions/shared/connection";

const QUICK_MS = 100;
const SLOW_MS = 500;

describe("a client of the SDK", () => {
  let calls = 0;
  const server = http.createServer((_request, response) => {
    calls += 1;
    // The first call hangs; it is answered in the end, so that a client that waits is seen to wait.
    const answer = () => response.setHeader("content-type", "application/x-amz-json-1.0").end("{}");
    if (calls === 1) setTimeout(answer, SLOW_MS);
    else answer();
  });
  const { requestTimeout } = CONNECTION.requestHandler;
  const before = process.env;

  beforeAll(async () => {
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    process.env = {
      ...before,
      AWS_REGION: "us-west-2",
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    };
    CONNECTION.requestHandler.requestTimeout = QUICK_MS;
  });

  afterAll(() => {
    process.env = before;
    CONNECTION.requestHandler.requestTimeout = requestTimeout;
    server.closeAllConnections();
    server.close();
  });

  it("gives a call up that hangs, and sends it again", async () => {
    const key = { pk: { S: "a" }, sk: { S: "b" } };
    const { $metadata } = await connectDynamo().send(new GetItemCommand({ TableName: "payments", Key: key }));
    expect($metadata.attempts).toBe(2);
    expect(calls).toBe(2);
  });
});

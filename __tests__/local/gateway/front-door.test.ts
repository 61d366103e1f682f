import http from "node:http";
import type { AddressInfo } from "node:net";
import { PortTakenError } from "../../../local/errors";
import { EmulatorConnection } from "../../../local/gateway/emulator-connection";
import type { FrontDoor } from "../../../local/gateway/front-door";
import { openFrontDoor } from "../../../local/gateway/front-door";

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** What the server behind the front door got. */
let seen: Seen[] = [];
let emulator: http.Server;
let connection: EmulatorConnection;
let frontDoor: FrontDoor;

beforeAll(async () => {
  emulator = http.createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      seen.push({ method: request.method, url: request.url, headers: request.headers, body });
      if (request.method === "HEAD") response.writeHead(200, { "content-length": 12_345 }).end();
      else response.writeHead(201, { "content-type": "text/plain", "x-amz-meta": "kept" }).end("answer");
    });
  });
  await new Promise<void>((resolve) => emulator.listen(0, "127.0.0.1", resolve));
  connection = new EmulatorConnection((emulator.address() as AddressInfo).port);
  frontDoor = await openFrontDoor(0);
  frontDoor.serve(connection.send);
});

beforeEach(() => {
  seen = [];
});

afterAll(async () => {
  await frontDoor.close();
  connection.close();
  await new Promise((resolve) => emulator.close(resolve));
});

/** Sends a request line as it is given, which `fetch` would not. */
function send(
  path: string,
  options: http.RequestOptions = {},
  body = "",
): Promise<{ status: number | undefined; headers: http.IncomingHttpHeaders; body: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: "127.0.0.1", port: frontDoor.port, path, method: "POST", ...options },
      (response) => {
        let answer = "";
        response.on("data", (part: Buffer) => (answer += part.toString()));
        response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: answer }));
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

describe("the front door", () => {
  it("passes on method, path, query, headers and body as they came, and the answer too", async () => {
    const answer = await send(
      "/a%2Fb?x=%20y",
      { headers: { Host: "bucket.example", "X-Amz-Date": "now", Authorization: "a" } },
      "body",
    );
    expect(seen).toMatchObject([
      {
        method: "POST",
        url: "/a%2Fb?x=%20y",
        body: "body",
        headers: { host: "bucket.example", "x-amz-date": "now", authorization: "a" },
      },
    ]);
    expect(answer).toMatchObject({
      status: 201,
      body: "answer",
      headers: { "content-type": "text/plain", "x-amz-meta": "kept" },
    });
  });

  it("takes the absolute form of a proxy's client, as S3 Control comes", async () => {
    await send("http://123456789012.127.0.0.1:4566/v20180820/configuration?x=1", {
      headers: { Host: "123456789012.127.0.0.1:4566" },
    });
    expect(seen).toMatchObject([
      { url: "/v20180820/configuration?x=1", headers: { host: "123456789012.127.0.0.1:4566" } },
    ]);
  });

  it("tells the emulator that the request came by TLS, whatever the caller says", async () => {
    await send("/", { headers: { "X-Forwarded-Proto": "http" } });
    expect(seen[0]?.headers["x-forwarded-proto"]).toBe("https");
  });

  it("keeps the connection's own headers to itself", async () => {
    await send(
      "/",
      { headers: { "Proxy-Connection": "keep-alive", TE: "trailers", "Transfer-Encoding": "chunked" } },
      "body",
    );
    expect(seen[0]?.headers).not.toHaveProperty("proxy-connection");
    expect(seen[0]?.headers).not.toHaveProperty("te");
    expect(seen[0]?.headers).not.toHaveProperty("transfer-encoding");
    expect(seen[0]).toMatchObject({ body: "body", headers: { "content-length": "4" } });
  });

  it("answers HEAD with the length and without a body", async () => {
    expect(await send("/key", { method: "HEAD" })).toMatchObject({
      status: 200,
      body: "",
      headers: { "content-length": "12345" },
    });
  });

  it("does not open on a port that is taken, and says which", async () => {
    await expect(openFrontDoor(frontDoor.port)).rejects.toThrow(PortTakenError);
    await expect(openFrontDoor(frontDoor.port)).rejects.toThrow(String(frontDoor.port));
  });

  it("lets requests wait until there is somebody to serve them", async () => {
    const early = await openFrontDoor(0);
    const answer = fetch(`http://127.0.0.1:${early.port}/`);
    early.serve(() => Promise.resolve({ status: 202, headers: {}, body: Buffer.alloc(0) }));
    expect((await answer).status).toBe(202);
    await early.close();
  });
});

import { once } from "node:events";
import http, { type RequestListener } from "node:http";
import https from "node:https";
import net, { type AddressInfo } from "node:net";
import { httpPost, SEND_TIMEOUT_MS } from "../../../functions/webhooks/post";
import { checkTarget, type Target } from "../../../functions/webhooks/target";
import { testCertificate } from "./support/test-certificate";

const BODY = '{"type":"payment.completed","data":{"amount":100.00}}';
const HEADERS = { "content-type": "application/json", "webhook-id": "evt_1" };
/** So short where a listener never answers; where one does, time is not what is tested. */
const IMPATIENT_MS = 600;
const PATIENT_MS = 30_000;
const HOST = "hooks.example.com";

const servers: net.Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    if (server instanceof http.Server) server.closeAllConnections();
    server.close();
    await once(server, "close");
  }
});

async function listen(server: net.Server): Promise<number> {
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** A listener on this machine, as a checked target. */
async function listener(serve: RequestListener): Promise<Target> {
  return local(await listen(http.createServer(serve)));
}

async function local(port: number): Promise<Target> {
  const check = await checkTarget(`http://127.0.0.1:${port}/hook?a=b`, "local", async () => []);
  if (!check.ok) throw new Error("the target was refused");
  return check.target;
}

/** A target by a public name that is pinned to this machine, as if that were what the name resolved to. */
const pinned = (port: number, address = "127.0.0.1"): Target =>
  ({ url: new URL(`https://${HOST}:${port}/hook`), addresses: [address] }) as unknown as Target;

const post = httpPost({ timeoutMs: PATIENT_MS });
const impatient = httpPost({ timeoutMs: IMPATIENT_MS });
const send = async (serve: RequestListener, by = post) => by(await listener(serve), HEADERS, BODY);

describe("sending a webhook", () => {
  it("posts the body and the headers as they are, on a connection that is closed afterwards", async () => {
    let seen: object | undefined;
    const answer = await send((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const { method, url, headers } = request;
        seen = { method, url, headers, body: Buffer.concat(chunks).toString() };
        response.writeHead(204).end();
      });
    });
    expect(answer).toEqual({ status: 204 });
    expect(seen).toMatchObject({
      method: "POST",
      url: "/hook?a=b",
      headers: { ...HEADERS, "content-length": String(BODY.length), connection: "close" },
      body: BODY,
    });
  });

  it.each([200, 400, 404, 410, 429, 500, 503])("gives the status %d as it is", async (status) => {
    expect(await send((_, response) => response.writeHead(status).end("why"))).toEqual({ status });
  });

  it("gives what the answer asks to wait", async () => {
    const answer = await send((_, response) => response.writeHead(503, { "retry-after": "120" }).end());
    expect(answer).toEqual({ status: 503, retryAfter: "120" });
  });

  it("follows no redirect", async () => {
    const elsewhere = jest.fn();
    const target = await listener((_, response) => {
      elsewhere();
      response.end();
    });
    const answer = await send((_, response) => response.writeHead(307, { location: target.url.href }).end());
    expect(answer).toEqual({ status: 307 });
    expect(elsewhere).not.toHaveBeenCalled();
  });

  it("gives up a listener that does not answer in its time", async () => {
    const began = performance.now();
    expect(await send(() => undefined, impatient)).toEqual({ error: "timeout" });
    expect(performance.now() - began).toBeLessThan(IMPATIENT_MS + 4000);
  });

  it("takes ten seconds for that time where it is used", () => {
    expect(SEND_TIMEOUT_MS).toBe(10_000);
  });

  it("lets the status stand when the rest of the answer is slow", async () => {
    const began = performance.now();
    const answer = await send((_, response) => {
      response.writeHead(200);
      response.write("slow");
    }, impatient);
    expect(answer).toEqual({ status: 200 });
    expect(performance.now() - began).toBeLessThan(IMPATIENT_MS + 4000);
  });

  it("reads 64 KB of an answer, and closes the connection then", async () => {
    let written = 0;
    const closed = new Promise((resolve) => {
      void send((request, response) => {
        request.socket.on("close", resolve);
        response.writeHead(200);
        const chunk = Buffer.alloc(16 * 1024, "x");
        const write = () => {
          // A write that says "not now" is taken in all the same.
          for (let more = true; more && !response.destroyed; written += chunk.length) more = response.write(chunk);
        };
        response.on("drain", write);
        write();
      }).then((answer) => {
        expect(answer).toEqual({ status: 200 });
      });
    });
    await closed;
    // What is over 64 KB is what lay in the buffers between.
    expect(written).toBeLessThan(16 * 1024 * 1024);
  });

  it("tells a connection that was reset, before and in the middle of an answer's head", async () => {
    const port = await listen(net.createServer((socket) => socket.on("data", () => socket.resetAndDestroy())));
    expect(await post(await local(port), HEADERS, BODY)).toEqual({ error: "connection_reset" });
    const half = await listen(
      net.createServer((socket) => socket.on("data", () => socket.end("HTTP/1.1 200 OK\r\ncontent-"))),
    );
    expect(await post(await local(half), HEADERS, BODY)).toEqual({ error: "connection_reset" });
  });

  it("tells a connection that was refused", async () => {
    const server = net.createServer();
    const port = await listen(server);
    servers.pop();
    server.close();
    await once(server, "close");
    expect(await post(await local(port), HEADERS, BODY)).toEqual({ error: "connection_refused" });
  });

  it.each([
    ["what is no HTTP", "hello\r\n\r\n"],
    ["a head without an end", `HTTP/1.1 200 OK\r\nx: ${"y".repeat(20_000)}\r\n\r\n`],
  ])("tells an answer of %s", async (_, text) => {
    const port = await listen(net.createServer((socket) => socket.on("data", () => socket.end(text))));
    expect(await post(await local(port), HEADERS, BODY)).toEqual({ error: "protocol" });
  });
});

describe("sending a webhook over TLS", () => {
  const { key, cert } = testCertificate(HOST);
  const secure = () => listen(https.createServer({ key, cert }, (_, response) => response.writeHead(200).end()));
  const trusting = httpPost({ timeoutMs: PATIENT_MS, ca: cert });

  it("connects to the checked address and to no other, whatever the name may resolve to by now", async () => {
    // The name is one that only the pin leads to this machine.
    expect(await trusting(pinned(await secure()), HEADERS, BODY)).toEqual({ status: 200 });
  });

  it("goes on to the next of several checked addresses", async () => {
    const target = { ...pinned(await secure()), addresses: ["127.0.0.2", "127.0.0.1"] } as unknown as Target;
    expect(await trusting(target, HEADERS, BODY)).toEqual({ status: 200 });
  });

  it("refuses a certificate that nobody vouches for", async () => {
    expect(await post(pinned(await secure()), HEADERS, BODY)).toEqual({ error: "tls" });
  });

  it("refuses a certificate of another name", async () => {
    const other = testCertificate("other.example.com");
    const port = await listen(https.createServer(other, (_, response) => response.end()));
    const trustingOther = httpPost({ timeoutMs: PATIENT_MS, ca: other.cert });
    expect(await trustingOther(pinned(port), HEADERS, BODY)).toEqual({ error: "tls" });
  });

  it("refuses a listener that speaks no TLS", async () => {
    const port = await listen(http.createServer((_, response) => response.end()));
    expect(await trusting(pinned(port), HEADERS, BODY)).toEqual({ error: "tls" });
  });

  it("refuses versions of TLS before 1.2", async () => {
    const server = https.createServer({
      key,
      cert,
      minVersion: "TLSv1",
      maxVersion: "TLSv1.1",
      ciphers: "ALL@SECLEVEL=0",
    });
    expect(await trusting(pinned(await listen(server)), HEADERS, BODY)).toEqual({ error: "tls" });
  });
});

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { eventFrom } from "../../cli/events/sample";
import type { EventType } from "../../functions/shared/events";
import { signatureHeaders } from "../../functions/webhooks/standard-webhooks";
import { temporaryFolder } from "../tools/temporary-folder";
import { TestSurroundings } from "./support/surroundings";

const ID = "evt_0190d5a2-7b1c-7c3e-9a54-0c6f5d2e8b12";
const AT = "2026-11-15T12:00:00.000Z";
const SECRET = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;

/** An event as EventBridge delivers it. */
function onBus(type: EventType = "payment.refunded"): string {
  const detail = JSON.parse(eventFrom(type, { id: ID, at: AT }, [])) as object;
  return JSON.stringify({ source: "ecosystemaws.payments", "detail-type": type, detail });
}

describe("ecosystemaws listen", () => {
  it("writes an event a line: moment, type, id, what it is about", async () => {
    const around = new TestSurroundings();
    around.arriving.push([], [onBus()]);
    expect(await around.run("listen --bus mine --count 1")).toBe(0);
    const about = "pay_0190d5a2-7b1c-7c3e-9a54-0c6f5d2e8b10 ref_123 25.00 USD";
    expect(around.out.text).toBe(`${[AT, "event", "payment.refunded", ID, about].join("\t")}\n`);
    expect(around.err.text).toContain("Listening to events of mine (found by --bus)");
  });

  it("aligns columns on a terminal, and writes JSON where it is asked to", async () => {
    const terminal = new TestSurroundings();
    Object.assign(terminal.out, { isTTY: true });
    terminal.arriving.push([onBus("payment.failed"), onBus("payment.late_success_returned")]);
    await terminal.run("listen --bus mine --count 2");
    const [first = "", second = ""] = terminal.out.text.split("\n");
    expect(first.indexOf(ID)).toBe(second.indexOf(ID));
    const json = new TestSurroundings();
    json.arriving.push([onBus()]);
    await json.run("listen --bus mine --count 1 --json");
    expect(JSON.parse(json.out.text)).toMatchObject({ kind: "event", type: "payment.refunded", id: ID });
  });

  it("passes over what is no event of the platform", async () => {
    const around = new TestSurroundings();
    around.arriving.push(["no JSON", "{}", onBus()]);
    await around.run("listen --bus mine --count 1 --json");
    expect(around.out.text.trim().split("\n")).toHaveLength(1);
  });

  it("masks what looks like a card number", async () => {
    const around = new TestSurroundings();
    around.arriving.push([onBus().replaceAll("ref_123", "4242424242424242")]);
    await around.run("listen --bus mine --count 1");
    expect(around.out.text).toContain("[card number removed]");
  });

  it("ends at Ctrl-C, and leaves nothing behind", async () => {
    const around = new TestSurroundings();
    const ended = around.run("listen --bus mine");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(around.taps).toEqual(["mine"]);
    around.interrupt.abort();
    expect(await ended).toBe(0);
    expect(around.taps).toEqual([]);
  });

  it("leaves nothing behind where it fails", async () => {
    const around = new TestSurroundings();
    around.arriving.push(new Error("the queue is gone"));
    expect(await around.run("listen --bus mine")).toBe(2);
    expect(around.err.text).toContain("the queue is gone");
    expect(around.taps).toEqual([]);
  });
});

describe("ecosystemaws listen, for webhooks", () => {
  const folder = temporaryFolder();

  /** Surroundings in a folder as make start leaves it, with an API that makes endpoints and a receiver to forward to. */
  function withApi(left: readonly object[] = []): TestSurroundings & { asked: string[] } {
    mkdirSync(path.join(folder(), ".local"), { recursive: true });
    const file = {
      endpoint: "http://127.0.0.1:4566",
      region: "us-west-2",
      variables: { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" },
      outputs: { event_bus_name: "payments-local" },
      api: { url: "http://127.0.0.1:4566/api/local", key: "key" },
    };
    writeFileSync(path.join(folder(), ".local", "environment.json"), JSON.stringify(file));
    const asked: string[] = [];
    const around = Object.assign(new TestSurroundings(), { folder: folder(), asked });
    around.answerFetch = (url, { method = "", body }) => {
      asked.push(`${method} ${url}${typeof body === "string" ? ` ${body}` : ""}`);
      if (url.endsWith("?limit=100")) return new Response(JSON.stringify({ data: left }));
      if (url.endsWith("/webhook-endpoints"))
        return new Response(JSON.stringify({ endpoint_id: "we_1", secret: SECRET }), { status: 201 });
      return new Response(null, { status: url.startsWith("http://127.0.0.1:3000") ? 202 : 204 });
    };
    return around;
  }

  const { detail } = JSON.parse(onBus()) as { detail: { type: string; id: string; data: object } };
  const body = JSON.stringify({ type: detail.type, timestamp: AT, id: detail.id, data: detail.data });
  const headersBy = (secret: string) => ({
    ...signatureHeaders({ id: ID, timestamp: 1_800_000_000, body }, [secret]),
    host: "x",
  });

  async function heard(around: TestSurroundings, line: string, secret = SECRET): Promise<number | undefined> {
    const ended = around.run(line);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const status = await around.deliver?.({ headers: headersBy(secret), body });
    around.interrupt.abort();
    expect(await ended).toBe(0);
    return status;
  }

  it("makes an endpoint, shows its deliveries with their signature checked, and takes it away", async () => {
    const around = withApi();
    expect(await heard(around, "listen")).toBe(200);
    expect(around.out.text).toMatch(/webhook\tpayment\.refunded\t.*\tsignature verified, answered 200\n$/);
    expect(around.asked).toEqual([
      "GET http://127.0.0.1:4566/api/local/webhook-endpoints?limit=100",
      'POST http://127.0.0.1:4566/api/local/webhook-endpoints {"url":"http://127.0.0.1:1234/","description":"ecosystemaws listen"}',
      "DELETE http://127.0.0.1:4566/api/local/webhook-endpoints/we_1",
    ]);
    expect(around.deliver).toBeUndefined();
  });

  it("takes away its own that killed processes left behind more than a day ago, and nobody else's", async () => {
    const endpoint = (endpoint_id: string, description: string, created_at: string) => ({
      endpoint_id,
      description,
      created_at,
    });
    const around = withApi([
      endpoint("we_left", "ecosystemaws listen", "2026-11-14T11:59:59.000Z"),
      endpoint("we_at_work", "ecosystemaws listen", "2026-11-14T12:00:00.000Z"),
      endpoint("we_shop", "a shop", "2026-01-01T00:00:00.000Z"),
    ]);
    await heard(around, "listen");
    const address = "http://127.0.0.1:4566/api/local/webhook-endpoints";
    expect(around.asked.filter((asked) => asked.startsWith("DELETE"))).toEqual([
      `DELETE ${address}/we_left`,
      `DELETE ${address}/we_1`,
    ]);
  });

  it("says so where a delivery is signed by somebody else", async () => {
    const around = withApi();
    await heard(around, "listen", `whsec_${Buffer.alloc(32).toString("base64")}`);
    expect(around.out.text).toContain("SIGNATURE WRONG");
  });

  it("forwards deliveries as they came, and answers as they were answered", async () => {
    const around = withApi();
    expect(await heard(around, "listen --forward http://127.0.0.1:3000/hooks")).toBe(202);
    expect(around.asked[2]).toBe(`POST http://127.0.0.1:3000/hooks ${body}`);
    expect(around.out.text).toContain("http://127.0.0.1:3000/hooks answered 202");
    expect(around.err.text).toContain(`signed by ${SECRET}`);
  });

  it("answers with 502 where nobody takes what is forwarded, so that it comes again", async () => {
    const around = withApi();
    const api = around.answerFetch;
    let signal: AbortSignal | null | undefined;
    around.answerFetch = (url, request) => {
      if (!url.startsWith("http://127.0.0.1:3000")) return api(url, request);
      ({ signal } = request);
      return Promise.reject(new TypeError("fetch failed"));
    };
    expect(await heard(around, "listen --forward http://127.0.0.1:3000/")).toBe(502);
    expect(around.out.text).toContain("did not answer");
    // Who does not answer at all is not waited for for ever.
    expect(signal).toBeInstanceOf(AbortSignal);
  });

  it("tells the API's refusal, and that something was left behind", async () => {
    const refused = withApi();
    refused.answerFetch = () => new Response('{"code":"forbidden"}', { status: 403 });
    expect(await refused.run("listen")).toBe(2);
    expect(refused.err.text).toContain('was answered with 403: {"code":"forbidden"}');
    expect(refused.deliver).toBeUndefined();
    const other = withApi();
    other.answerFetch = () => new Response("{}");
    expect(await other.run("listen")).toBe(2);
    expect(other.err.text).toContain("answered something else than endpoints");
    const left = withApi();
    const api = left.answerFetch;
    left.answerFetch = (url, request) =>
      request.method === "DELETE" ? new Response("", { status: 500 }) : api(url, request);
    await heard(left, "listen");
    expect(left.err.text).toContain("left behind");
  });

  it("does not forward to what is no address", async () => {
    const around = withApi();
    expect(await around.run("listen --forward 127.0.0.1:3000")).toBe(2);
    expect(around.err.text).toContain("Allowed: an address with its scheme");
    expect(around.asked).toEqual([]);
  });

  it("does not forward where there are no webhooks to hear", async () => {
    const around = new TestSurroundings();
    expect(await around.run("listen --bus mine --forward http://127.0.0.1:3000/")).toBe(2);
    expect(around.err.text).toContain("--forward needs webhooks");
  });
});

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { deliverNotices, NoticeRefusedError } from "../../../local/acquirer/deliver-notices";
import { systemClock, toTimestamp } from "../../../functions/shared/clock";
import { acquirerNotice } from "../../../functions/payments/inbound/acquirer";
import { MemoryBooks, Simulator } from "../../../functions/simulator";
import { ManualClock, seededRandom } from "../../functions/vault/support/seeded";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

interface Received {
  readonly id: string;
  readonly message: { readonly type: string; readonly data: object };
}

let server: Server;
let status: (request: number) => number;
const received: Received[] = [];

beforeEach(async () => {
  received.length = 0;
  status = () => 200;
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      const headers = request.headers as Record<string, string>;
      const message = new Webhook(SECRET).verify(body, headers) as Received["message"];
      received.push({ id: headers["webhook-id"] ?? "", message });
      response.writeHead(status(received.length)).end();
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

/** A disputed charge, whose chargeback is told now and whose settlement in two days. */
async function start() {
  // Signatures are good for five minutes of the machine's clock.
  const clock = new ManualClock(systemClock.now());
  const books = new MemoryBooks();
  const simulator = new Simulator({ books, clock, random: seededRandom("notices") });
  const charge = { reference: "pay_1/charge/1", amountCents: 100, currency: "USD", capture: true };
  await simulator.charge({ ...charge, behaviour: "dispute" });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/webhooks/acquirer`;
  return { clock, books, simulator, deliver: () => deliverNotices({ books, clock, url, secret: SECRET }) };
}

describe("delivering what the acquirer's simulator tells", () => {
  it("sends what is due, signed, once", async () => {
    const { deliver } = await start();
    expect(await deliver()).toBe(1);
    expect(await deliver()).toBe(0);
    expect(received).toEqual([
      {
        id: expect.stringMatching(/^ntc_[0-9a-f]{24}$/),
        message: {
          type: "charge.chargeback",
          timestamp: expect.any(String),
          data: { reference: "pay_1/charge/1", amount_cents: 100, currency: "USD" },
        },
      },
    ]);
  });

  it("keeps what was not taken, and sends it again under the same id", async () => {
    const { deliver } = await start();
    status = (request) => (request === 1 ? 503 : 200);
    await expect(deliver()).rejects.toThrow(NoticeRefusedError);
    expect(await deliver()).toBe(1);
    expect(received[1]).toEqual(received[0]);
  });

  it("tells in two days when the funds are available", async () => {
    const { books, clock, deliver } = await start();
    const [, settlement] = books.noticed;
    expect(settlement?.at).toBe(toTimestamp(clock.now() + 2 * 24 * 60 * 60 * 1000));
    const due = { ...settlement!, at: toTimestamp(clock.now()) };
    books.noticed.splice(0, 2, due);
    await deliver();
    expect(received[0]?.message).toMatchObject({
      type: "charge.settlement",
      data: { funds_available_at: due.at },
    });
  });

  it("speaks as the platform understands: a chargeback opens a dispute, a late success is an approval", async () => {
    const { deliver, simulator } = await start();
    await simulator.charge({
      reference: "pay_2/charge/1",
      amountCents: 100,
      currency: "USD",
      capture: true,
      behaviour: "success_after_void",
    });
    await simulator.cancel({ reference: "v", of: "pay_2/charge/1", amountCents: 100, currency: "USD" });
    await deliver();
    const notices = received.map(({ id, message }) => acquirerNotice(message.type, message.data, id));
    expect(notices).toMatchObject([
      { ok: true, notice: { about: "dispute", charge: { paymentId: "pay_1" }, status: "opened" } },
      { ok: true, notice: { about: "attempt", answer: { outcome: "approved" } } },
    ]);
  });
});

/** Money when things break: functions killed, answers lost, calls refused. One charge each, and the books to the cent. */
import { randomUUID } from "node:crypto";
import type { PaymentShown } from "../../local/journey/api-client";
import { movableClock } from "../../local/clock-client";
import { audit, chargesOf, PAST_RECOVERY_MS } from "./support/books";
import { addFault, clearFaults, killFunction, strikesLeft, until } from "./support/control";
import { apiOf, readPlatform } from "./support/platform";

const platform = readPlatform();
const api = apiOf(platform);
const clock = movableClock(platform.endpoint);

afterEach(() => clearFaults(platform));
afterAll(() => clock.reset());

interface Asked {
  readonly body: string;
  readonly id: string;
}

function asked(amount: string, method?: string): Asked {
  const id = `pay_${randomUUID().slice(0, 8)}`;
  const rail = method === undefined ? "" : `, "payment_method": "${method}"`;
  return { id, body: `{"payment_id": "${id}", "amount": ${amount}, "currency": "USD"${rail}}` };
}

const pay = ({ body }: Asked) => api.call<PaymentShown>("POST", "/payments", body);

/** As a client does that was told nothing: it asks again until the payment is over. */
async function settled({ id, ...request }: Asked): Promise<PaymentShown> {
  const over = async (): Promise<PaymentShown | undefined> => {
    const { status, body } = await api.payment(id);
    return status === 200 && ["completed", "failed"].includes(body.status) ? body : undefined;
  };
  const now = await over();
  if (now) return now;
  // Where nothing was begun, this begins it; where somebody was at work, recovery finishes it.
  await pay({ id, ...request });
  const afterAgain = await over();
  if (afterAgain) return afterAgain;
  await clock.forward(PAST_RECOVERY_MS);
  return until(over);
}

/** Taken once, at the acquirer as here; the same call again gets the first answer. */
async function expectTakenOnce(request: Asked, cents: number): Promise<void> {
  expect(await settled(request)).toMatchObject({ status: "completed", captured_amount_cents: cents });
  expect(await chargesOf(platform, request.id)).toMatchObject([{ capturedCents: cents, refundedCents: 0 }]);
  const again = await pay(request);
  expect(again).toMatchObject({ status: 201, body: { payment_id: request.id, captured_amount_cents: cents } });
  expect(await chargesOf(platform, request.id)).toHaveLength(1);
}

describe("a function that is killed while it works", () => {
  it.each([
    ["payment-processor-local", "who takes the payment", 500],
    ["vault-rail-egress-local", "who asks the acquirer", 202],
  ])("%s, %s: the caller hears %d, the payment is finished by one charge", async (name, _, heard) => {
    const request = asked("31.00", "sim_slow");
    const answer = pay(request);
    // The acquirer has the money, and thinks about its answer.
    await until(async () => ((await chargesOf(platform, request.id)).length > 0 ? true : undefined));
    expect(killFunction(platform, name)).toBeGreaterThan(0);
    expect((await answer).status).toBe(heard);
    await expectTakenOnce(request, 3100);
  });

  it("a refund's, between asking and hearing: the money goes back once", async () => {
    const request = asked("4100.00");
    await expectTakenOnce(request, 410_000);
    const refund = () =>
      api.call("POST", `/payments/${request.id}/refunds`, '{"refund_id": "ref_1", "amount": 4000.04}');
    const answer = refund();
    await until(async () => ((await chargesOf(platform, request.id))[0]?.refundedCents === 400_004 ? true : undefined));
    expect(killFunction(platform, "refund-processor-local")).toBeGreaterThan(0);
    await answer;
    await clock.forward(PAST_RECOVERY_MS);
    await until(async () =>
      (await api.payment(request.id)).body.refunded_amount_cents === 400_004 ? true : undefined,
    );
    expect(await refund()).toMatchObject({ status: 201, body: { status: "completed", amount_cents: 400_004 } });
    expect(await chargesOf(platform, request.id)).toMatchObject([{ refundedCents: 400_004 }]);
  });
});

describe("calls that fail", () => {
  const write = { service: "dynamodb", operation: "TransactWriteItems", contains: "payment-transactions-local" };
  const rail = { service: "lambda", operation: "Invoke", contains: "vault-rail-egress-local" };

  it.each([
    ["a transaction that conflicts with another, twice", { ...write, effect: "conflict", times: 2 }],
    ["a transaction that is throttled, twice", { ...write, effect: "throttle", times: 2 }],
    [
      "a transaction that was written, without an answer",
      { ...write, effect: "time out", when: "after", milliseconds: 300 },
    ],
    ["two of them", { ...write, effect: "time out", when: "after", milliseconds: 300, times: 2 }],
    [
      "a transaction that was written, answered by an error",
      { ...write, effect: "error", when: "after", errorCode: "InternalServerError", status: 500, times: 2 },
    ],
    [
      "all attempts at a transaction",
      { ...write, effect: "error", errorCode: "InternalServerError", status: 500, times: 8 },
    ],
    [
      "an acquirer that was asked, and whose answer is lost",
      { ...rail, effect: "time out", when: "after", milliseconds: 300 },
    ],
    ["an acquirer that cannot be asked", { ...rail, effect: "throttle" }],
  ])("%s: one charge in the end", async (_, rule) => {
    const request = asked("32.00");
    await addFault(platform, rule);
    await pay(request);
    const left = await strikesLeft(platform);
    await clearFaults(platform);
    expect(left).toBeLessThan((rule as { times?: number }).times ?? 1);
    await expectTakenOnce(request, 3200);
  });

  it("many payments at once amid conflicts, throttles and lost answers: one charge each", async () => {
    await addFault(platform, { ...write, effect: "conflict", times: 5 });
    await addFault(platform, { ...write, effect: "time out", when: "after", milliseconds: 200, times: 5 });
    await addFault(platform, { ...rail, effect: "time out", when: "after", milliseconds: 200, times: 2 });
    const requests = Array.from({ length: 5 }, () => asked("3.00"));
    await Promise.all(requests.flatMap((request) => [pay(request), pay(request)]));
    await clearFaults(platform);
    await clock.forward(PAST_RECOVERY_MS);
    await Promise.all(requests.map((request) => settled(request)));
    for (const request of requests) await expectTakenOnce(request, 300);
  });
});

describe("the books after all that", () => {
  it("balance, and every balance is what its journals add up to", async () => {
    const books = await audit(platform);
    expect(books.journals.length).toBeGreaterThan(20);
    expect(books.differences).toEqual([]);
    expect(Object.values(books.sums).filter((cents) => cents !== 0)).toEqual([]);
    expect(books.total("refunds_in_transit", "USD")).toBe(0);
  });
});

/** Money's way through the deployed API: taken, declined, recovered, refunded, disputed, told of, and in the books to the cent. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { formatMoney, money as checkedMoney } from "../../functions/shared/money";
import { type Books, dynamoBooks } from "../../functions/simulator";
import type { SdkSettings } from "../aws-clients";
import { stackOutput } from "../api-address";
import { movableClock } from "../clock-client";
import type { Answered, ApiClient, PaymentShown, ProblemShown, RefundShown } from "./api-client";
import { type Journey, JourneyError, must } from "./journey";
import { soundBooks } from "./ledger-audit";
import { listen, type Listener } from "./listener";
import { TEST_CARDS } from "./vault-journey";

export interface PaymentsJourneyProps {
  readonly settings: SdkSettings;
  readonly outputs: Readonly<Record<string, string>>;
  readonly api: ApiClient;
  /** The year of cards' expiry. */
  readonly expYear: number;
}

/** What its steps share. */
interface Travel extends PaymentsJourneyProps {
  readonly journey: Journey;
  readonly books: Books;
  readonly clock: ReturnType<typeof movableClock>;
  readonly listener: Listener;
  /** A customer of its own, so that it can be run again on one deployment. */
  readonly customer: string;
}

/** Past the time that a request may be worked on, and the minute of recovery's schedule. */
const PAST_RECOVERY_MS = 90_000;

/** Runs the journey; the first step that finds something else than it must ends it. It leaves the machine's time and no endpoint behind. */
export async function paymentsJourney(journey: Journey, props: PaymentsJourneyProps): Promise<void> {
  const { settings, outputs, api } = props;
  const clock = movableClock(settings.endpoint);
  const client = new DynamoDBClient(settings);
  const books = dynamoBooks(client, stackOutput(outputs, "acquirer_simulator_table_name"));
  const now = async (): Promise<number> => Date.parse((await clock.show()).now);
  const listener = await journey.step("A shop makes a webhook endpoint", async () => {
    const value = await listen(api, now);
    return { result: `${value.url} hears of every event, signed with a secret of its own`, value };
  });
  const customer = `cust_${randomUUID().slice(0, 8)}`;
  const travel: Travel = { ...props, journey, books, clock, listener, customer };
  try {
    await documentedCalls(travel);
    const charged = await cards(travel);
    const recovered = await timeOut(travel);
    await refunds(travel, charged);
    const disputed = await dispute(travel);
    await webhooks(travel, [
      ["payment.completed", charged],
      ["payment.completed", recovered],
      ["payment.refunded", charged],
      ["dispute.opened", disputed],
    ]);
    await ledger(travel);
  } finally {
    await clock.reset();
    await listener.close();
    client.destroy();
  }
}

/** The source documents' calls, as written. */
async function documentedCalls({ journey, api, books }: Travel): Promise<void> {
  await journey.step("GET /status", async () => {
    const { status, text, body } = await api.documented<{ status: string; checks: readonly { kind: string }[] }>(
      "status",
    );
    must(status === 200, `the status is ${status}: ${text}`);
    const { checks } = body;
    const counted = [...new Set(checks.map(({ kind }) => kind))].map((kind) => {
      const count = checks.filter((check) => check.kind === kind).length;
      return `${count} ${count === 1 ? kind : `${kind}s`}`;
    });
    return { result: `${body.status}: ${counted.join(", ")} are there and answer`, value: body };
  });
  await journey.step("POST /validate", async () => {
    const payment = paymentIn(await api.documented("validate"), 200);
    // Whoever runs this again on one deployment gets the first answer again.
    must(payment.status === "pending", `it is ${payment.status}`);
    const { payment_id: id, customer_id: customer, fraud_score: score } = payment;
    return { result: `${id}: ${amount(payment)} of ${customer} may be taken, risk ${score} of 1000`, value: payment };
  });
  await journey.step("POST /process", async () => taken(await api.documented("process"), 200));
  await journey.step("POST /payments, at the API's own host name", async () =>
    taken(await api.documented("submit"), 201),
  );
  await journey.step("The same call twice more, at once", async () => {
    const [first, second] = await Promise.all([
      api.documented<PaymentShown>("submit"),
      api.documented<PaymentShown>("submit"),
    ]);
    const { payment_id: id } = paymentIn(first, 201);
    must(first.text === second.text, "two answers to one call differ");
    const charge = await books.findCharge(`${id}/charge/1`);
    must(charge?.capturedCents === first.body.amount_cents, "the acquirer's books hold something else than one charge");
    return { result: `the first answer again; the acquirer has one charge of ${amount(first.body)}`, value: charge };
  });
  await journey.step("GET /payments/pay_123456", async () => {
    const { payment_id: id, status, ...payment } = paymentIn(await api.documented("get"), 200);
    return { result: `${id}: ${amount(payment)}, ${status}`, value: id };
  });
}

/** A card by its token: one that pays, one that is declined. */
async function cards(travel: Travel): Promise<string> {
  const { journey, api } = travel;
  const token = await journey.step("POST /tokens", () => tokenised(travel, TEST_CARDS.visa));
  const charged = await journey.step("Charge the card, for a provider", async () => {
    const { value, result } = taken(await pay(travel, "42.50", token, `prov_${travel.customer}`), 201);
    return { value, result: `${result}, and held in escrow until the service is done` };
  });
  await journey.step("Charge a card that is declined", async () => {
    const { value: method } = await tokenised(travel, TEST_CARDS.declined);
    const payment = paymentIn(await pay(travel, "20.00", method), 201);
    must(payment.status === "failed" && payment.captured_amount_cents === 0, `it is ${payment.status}`);
    return { result: `${amount(payment)} were not taken: ${payment.failure_code ?? ""}`, value: payment };
  });
  await journey.step("Send a card number where none belongs", async () => {
    const body = JSON.stringify({ amount: 1, currency: "USD", description: TEST_CARDS.visa });
    const { status, text, body: problem } = await api.call<ProblemShown>("POST", "/payments", body);
    must(status === 400 && !text.includes("4242"), `the answer is ${status}`);
    return { result: problem.detail, value: problem };
  });
  return charged;
}

async function tokenised(
  { api, customer, expYear }: Travel,
  number: string,
): Promise<{ result: string; value: string }> {
  const body = JSON.stringify({ customer_id: customer, card: { number, exp_month: 12, exp_year: expYear } });
  const made = await api.call<{ token: string; card: { brand: string; last_four: string } }>("POST", "/tokens", body);
  must(made.status === 201, `the card was not tokenised: ${made.text}`);
  const { token, card } = made.body;
  return { result: `${card.brand} …${card.last_four} is ${token}`, value: token };
}

/** An acquirer that does the work and does not answer. */
async function timeOut(travel: Travel): Promise<string> {
  const { journey, api, clock, books } = travel;
  const id = await journey.step("Charge while the acquirer does not answer", async () => {
    const payment = paymentIn(await pay(travel, "35.00", "sim_timeout_then_success"), 202);
    must(payment.status === "processing", `it is ${payment.status}`);
    return {
      result: `202: ${amount(payment)} are ${payment.status}, neither taken nor lost`,
      value: payment.payment_id,
    };
  });
  await journey.step("Recovery asks the acquirer, 90 seconds later by the moved clock", async () => {
    await clock.forward(PAST_RECOVERY_MS);
    const { body: payment } = await until("the payment was not settled", async () => {
      const answer = await api.payment(id);
      return answer.body.status === "completed" ? answer : undefined;
    });
    const charge = await books.findCharge(`${id}/charge/1`);
    must(charge?.capturedCents === payment.amount_cents, "the acquirer's books hold something else than one charge");
    return { result: `${payment.status}; the acquirer has one charge of ${amount(payment)}`, value: payment };
  });
  return id;
}

async function refunds({ journey, api }: Travel, id: string): Promise<void> {
  const refund = (text: string) =>
    api.call<RefundShown>("POST", `/payments/${id}/refunds`, `{"refund_id": "ref_${text}", "amount": ${text}}`);
  await journey.step("Refund a part", async () => {
    const { status, text, body } = await refund("25.00");
    must(status === 201 && body.status === "completed", `the refund was answered with ${status}: ${text}`);
    const { payment } = body;
    const left = money(payment.captured_amount_cents - payment.refunded_amount_cents, payment.currency);
    return {
      result: `${money(body.amount_cents, payment.currency)} went back, ${left} may still go back`,
      value: body,
    };
  });
  await journey.step("Refund more than is left", async () => {
    const { status, body } = await api.call<ProblemShown>("POST", `/payments/${id}/refunds`, '{"amount": 17.51}');
    must(status === 422, `the refund was answered with ${status}`);
    return { result: `${status} ${body.code}: ${body.detail}`, value: body };
  });
}

async function dispute(travel: Travel): Promise<string> {
  const { journey, api } = travel;
  return journey.step("The payer disputes a payment; the acquirer tells so, signed", async () => {
    const payment = paymentIn(await pay(travel, "80.00", "sim_dispute"), 201);
    await until("the notice did not arrive", async () => {
      const { body } = await api.payment(payment.payment_id);
      return body.status === "disputed" ? body : undefined;
    });
    return { result: `${amount(payment)} were taken, and have left again: disputed`, value: payment.payment_id };
  });
}

async function webhooks(
  { journey, listener }: Travel,
  awaited: readonly (readonly [type: string, paymentId: string])[],
): Promise<void> {
  await journey.step("The shop has heard of it all", async () => {
    const arrived = ([type, paymentId]: readonly [string, string]) =>
      listener.heard.some((each) => each.type === type && each.paymentId === paymentId);
    await until("a webhook did not arrive", async () => (awaited.every(arrived) ? true : undefined));
    must(
      listener.heard.every(({ isSigned }) => isSigned),
      "a webhook's signature is wrong",
    );
    const types = [...new Set(awaited.map(([type]) => type))].join(", ");
    return { result: `${listener.heard.length} webhooks, each signature verified: ${types} and others`, value: types };
  });
}

/** Every balance rebuilt from the journals alone. */
async function ledger({ journey, settings, outputs }: Travel): Promise<void> {
  await journey.step("The books, rebuilt from the journals", async () => {
    const audit = await soundBooks(settings, outputs);
    must(audit.journals.length > 0, "there are no journals");
    const at = money(audit.total("clearing", "USD"), "USD");
    const held = money(audit.total("escrow", "USD"), "USD");
    const own = money(audit.total("platform_funds", "USD"), "USD");
    const result = `${audit.journals.length} journals: ${at} due from the acquirer, ${held} held in escrow, ${own} the platform's own; debits less credits 0.00 USD, every balance as it is kept`;
    return { result, value: audit.sums };
  });
}

function pay(
  { api, customer }: Travel,
  text: string,
  method: string,
  provider?: string,
): Promise<Answered<PaymentShown>> {
  const paid = provider === undefined ? "" : `, "provider_id": "${provider}"`;
  const body = `{"amount": ${text}, "currency": "USD", "customer_id": "${customer}"${paid}, "payment_method": "${method}"}`;
  return api.call("POST", "/payments", body, { "idempotency-key": randomUUID() });
}

function paymentIn({ status, body, text }: Answered<PaymentShown>, expected: number): PaymentShown {
  must(status === expected, `the answer is ${status}: ${text}`);
  return body;
}

function taken(answer: Answered<PaymentShown>, expected: number): { result: string; value: string } {
  const payment = paymentIn(answer, expected);
  must(
    payment.status === "completed" && payment.captured_amount_cents === payment.amount_cents,
    `${payment.payment_id} is ${payment.status}`,
  );
  return {
    result: `${payment.payment_id}: ${amount(payment)} taken`,
    value: payment.payment_id,
  };
}

/** Asks again until there is an answer. @throws JourneyError after half a minute or more. */
async function until<T>(otherwise: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (let waited = 0; waited < 30_000; waited += 100) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(100);
  }
  throw new JourneyError(otherwise);
}

const money = (cents: number, currency: string): string => `${formatMoney(checkedMoney(cents, currency))} ${currency}`;
const amount = ({ amount_cents: cents, currency }: Pick<PaymentShown, "amount_cents" | "currency">): string =>
  money(cents, currency);

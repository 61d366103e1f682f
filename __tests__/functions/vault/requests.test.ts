import fc from "fast-check";
import {
  detokeniseRequest,
  railEgressRequest,
  readRequest,
  reEncryptRequest,
  tokeniseRequest,
} from "../../../functions/vault/requests";
import { AMEX, anyNumber, VISA } from "./support/cards";

const TOKEN = "tok_0190d5a2-7b1c-7c3e-9a54-0c6f5d2e8b11";
const tokenise = { customerId: "cus_1", card: { number: VISA, expMonth: 12, expYear: 2030 } };
const detokenise = { token: TOKEN, customerId: "cus_1", reason: "Chargeback 17", requestedBy: "ops@example.com" };
const charge = {
  operation: "charge",
  reference: "pay_1/charge/1",
  customerId: "cus_1",
  amountCents: 100,
  currency: "USD",
  capture: true,
  token: TOKEN,
};
const verify = { operation: "verify", reference: "pay_1/verify/1", customerId: "cus_1", token: TOKEN, cvc: "123" };
const refund = {
  operation: "refund",
  reference: "p|1/refund/r",
  of: "p|1/charge/1",
  amountCents: 100,
  currency: "USD",
};

function faultsOf(schema: Parameters<typeof readRequest>[0], event: unknown) {
  const read = readRequest(schema, event);
  return read.ok ? [] : read.errors;
}

describe("a request", () => {
  it.each([
    ["tokenise", tokeniseRequest, tokenise],
    ["detokenise", detokeniseRequest, detokenise],
    ["charge", railEgressRequest, charge],
    ["charge without a card", railEgressRequest, { ...charge, token: undefined, method: "sim_decline" }],
    ["verify", railEgressRequest, verify],
    ["refund", railEgressRequest, refund],
    ["capture", railEgressRequest, { ...refund, operation: "capture" }],
    ["cancel", railEgressRequest, { ...refund, operation: "cancel" }],
    ["ask", railEgressRequest, { operation: "ask", reference: "pay_1/charge/1" }],
  ] as const)("to %s is taken as documented", (_, schema, event) => {
    expect(readRequest(schema, event)).toEqual({ ok: true, request: event });
  });

  it("to re-encrypt has a page size and a number of pages unless it names them", () => {
    expect(readRequest(reEncryptRequest, { job: "rotate-1", kind: "data-keys" })).toEqual({
      ok: true,
      request: { job: "rotate-1", kind: "data-keys", pageSize: 100, maxPages: 100 },
    });
  });

  it("names all its faults at once, by path, with what is allowed", () => {
    const event = { customerId: "a#b", card: { number: 42, expMonth: "13", cvc: 123, colour: "red" }, extra: 1 };
    expect(faultsOf(tokeniseRequest, event)).toEqual([
      {
        code: "invalid",
        param: "customerId",
        message: "customerId: must be 1 to 128 of a-z, A-Z, 0-9, _ . : @ | + -.",
      },
      { code: "invalid", param: "card.number", message: "card.number: must be a string." },
      { code: "invalid", param: "card.expMonth", message: "card.expMonth: must be a number." },
      { code: "required", param: "card.expYear", message: "card.expYear: is required." },
      { code: "invalid", param: "card.cvc", message: "card.cvc: must be a string." },
      { code: "unknown_field", param: "card.colour", message: "card.colour: there is no such field." },
      { code: "unknown_field", param: "extra", message: "extra: there is no such field." },
    ]);
  });

  it.each([undefined, null, "text", 5, []])("of %j is refused as a whole", (event) => {
    expect(faultsOf(tokeniseRequest, event)).toMatchObject([
      { param: "", code: event === undefined ? "required" : "invalid" },
    ]);
  });

  it.each(["", "x".repeat(129), "a b", "a#b", "a/b", "é"])("refuses the customer id %j", (customerId) => {
    expect(faultsOf(tokeniseRequest, { ...tokenise, customerId })).toMatchObject([{ param: "customerId" }]);
  });

  it.each([
    "",
    "tok_1",
    TOKEN.toUpperCase(),
    `${TOKEN} `,
    TOKEN.replace("tok", "pay"),
    TOKEN.replace("-7c3e", "-4c3e"),
  ])("refuses the token %j", (token) => {
    expect(faultsOf(detokeniseRequest, { ...detokenise, token })).toMatchObject([{ param: "token" }]);
  });

  it.each([
    [0, false],
    [1, true],
    [-1, false],
    [1.5, false],
    [100_000_000_000_000, false],
  ])("to charge %d cents: %s", (amountCents, good) => {
    const faults = faultsOf(railEgressRequest, { ...charge, amountCents });
    expect(faults.map(({ param }) => param)).toEqual(good ? [] : ["amountCents"]);
  });

  it("to the acquirer has exactly what its operation takes, all faults at once", () => {
    const faults = faultsOf(railEgressRequest, {
      operation: "refund",
      reference: "a b",
      capture: true,
      currency: "usd",
    });
    expect(faults.map(({ code, param }) => `${code} ${param}`)).toEqual([
      "invalid reference",
      "required of",
      "required amountCents",
      "invalid currency",
      "unknown_field capture",
    ]);
  });

  it.each([
    ["a code without a token", { cvc: "123", token: undefined }, "cvc", "cvc: must be left out without token."],
    ["a method beside a token", { method: "sim_decline" }, "method", "method: must be left out beside token."],
  ])("to charge is refused with %s, also beside other faults", (_, change, param, message) => {
    const event = JSON.parse(JSON.stringify({ ...charge, ...change, currency: "usd" })) as object;
    expect(faultsOf(railEgressRequest, event)).toEqual([
      expect.objectContaining({ param: "currency" }),
      { code: "invalid", param, message },
    ]);
  });

  it.each([undefined, "authorise", 5])("to the acquirer is refused where the operation is %j", (operation) => {
    expect(faultsOf(railEgressRequest, { ...charge, operation })).toEqual([
      {
        code: operation === undefined ? "required" : "invalid",
        param: "operation",
        message:
          operation === undefined
            ? "operation: is required."
            : "operation: must be verify, charge, capture, refund, cancel or ask.",
      },
    ]);
  });

  it("answers at most fifty faults", () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`field${index}`, 1]));
    expect(faultsOf(tokeniseRequest, { ...tokenise, ...many })).toHaveLength(50);
  });
});

describe("what looks like a card number", () => {
  const number = anyNumber.filter(({ length }) => length >= 13);

  it.each([
    ["the customer id", { ...tokenise, customerId: AMEX }, "customerId"],
    ["the code", { ...tokenise, card: { ...tokenise.card, cvc: AMEX } }, "card.cvc"],
    ["a month", { ...tokenise, card: { ...tokenise.card, expMonth: Number(AMEX) } }, "card.expMonth"],
    ["an unknown field", { ...tokenise, note: `is ${AMEX}` }, "note"],
  ])("is refused in %s, once and without an echo", (_, event, param) => {
    const faults = faultsOf(tokeniseRequest, event).filter((fault) => fault.param === param);
    expect(faults).toEqual([
      { code: "card_number_not_allowed", param, message: `${param}: holds what looks like a card number.` },
    ]);
  });

  it("is refused in the reason that a number is asked for", () => {
    const faults = faultsOf(detokeniseRequest, { ...detokenise, reason: "customer says 3782 822463 10005" });
    expect(faults).toMatchObject([{ code: "card_number_not_allowed", param: "reason" }]);
  });

  it("is not echoed where it is a field's name", () => {
    const faults = faultsOf(tokeniseRequest, { ...tokenise, [AMEX]: 1 });
    expect(faults).toMatchObject([
      { code: "card_number_not_allowed", param: "", message: "the request: holds what looks like a card number." },
      { code: "unknown_field", param: "[card number removed]" },
    ]);
  });

  it("is never in an answer, wherever it came in", () => {
    const place = fc.constantFrom("customerId", "token", "reason", "requestedBy", "extra");
    fc.assert(
      fc.property(number, place, fc.boolean(), (digits, name, asName) => {
        const event = asName ? { ...detokenise, [digits]: digits } : { ...detokenise, [name]: digits };
        const faults = faultsOf(detokeniseRequest, event);
        expect(faults).not.toEqual([]);
        expect(JSON.stringify(faults)).not.toContain(digits);
      }),
    );
  });
});

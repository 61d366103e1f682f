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
const rail = {
  token: TOKEN,
  customerId: "cus_1",
  operation: "authorise",
  reference: "pay_1/authorise/1",
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
    ["rail-egress", railEgressRequest, rail],
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
    ["verify", 0, true],
    ["verify", 1, false],
    ["authorise", 0, false],
    ["authorise", 1, true],
    ["authorise", -1, false],
    ["authorise", 1.5, false],
    ["authorise", 100_000_000_000_000, false],
  ])("to %s %d cents: %s", (operation, amountCents, good) => {
    const faults = faultsOf(railEgressRequest, { ...rail, operation, amountCents });
    expect(faults.map(({ param }) => param)).toEqual(good ? [] : ["amountCents"]);
  });

  it("tells of an amount that does not fit the operation beside other faults", () => {
    const faults = faultsOf(railEgressRequest, { ...rail, operation: "verify", currency: "usd" });
    expect(faults.map(({ param }) => param)).toEqual(["currency", "amountCents"]);
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

import fc from "fast-check";
import Stripe from "stripe";
import { SigningSecretError, verifyInbound } from "../../../functions/webhooks";
import { signatureHeaders } from "../../../functions/webhooks/standard-webhooks";
import { NOW, secretOf } from "./support/samples";

const BODY = '{"type":"charge.settled","amount":100.00}';
const seconds = Math.floor(NOW / 1000);
const REFUSED = {
  ok: false,
  errors: [
    {
      code: "signature_invalid",
      param: "",
      message: "The request is not signed by a secret of this sender, or not in the last five minutes.",
    },
  ],
};

describe.each(["acquirer", "bank"] as const)("a webhook of the %s", (provider) => {
  const headers = { ...signatureHeaders({ id: "msg_1", timestamp: seconds, body: BODY }, [secretOf(1)]) };

  it("is genuine where it is signed by one of its secrets, and tells its id", () => {
    const genuine = { ok: true, messageId: "msg_1" };
    expect(verifyInbound(provider, headers, BODY, [secretOf(2), secretOf(1)], NOW)).toEqual(genuine);
    expect(verifyInbound(provider, headers, Buffer.from(BODY), [secretOf(1)], NOW)).toEqual(genuine);
  });

  it("may have its headers' names in any case", () => {
    const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
    expect(verifyInbound(provider, named, BODY, [secretOf(1)], NOW).ok).toBe(true);
  });

  it.each([
    ["its secret is another", {}, BODY, [secretOf(2)], NOW],
    ["its sender has no secret", {}, BODY, [], NOW],
    ["its body is another", {}, `${BODY} `, [secretOf(1)], NOW],
    ["it is older than five minutes", {}, BODY, [secretOf(1)], NOW + 301_000],
    ["a header is missing", { "webhook-id": undefined }, BODY, [secretOf(1)], NOW],
    ["a header stands twice", { "Webhook-Id": "msg_1" }, BODY, [secretOf(1)], NOW],
  ])("is refused where %s, always by the same words", (_, over, body, secrets, now) => {
    expect(verifyInbound(provider, { ...headers, ...over }, body, secrets, now)).toEqual(REFUSED);
  });

  it("throws where a secret is malformed: that is the environment's fault, not the sender's", () => {
    expect(() => verifyInbound(provider, headers, BODY, ["secret"], NOW)).toThrow(SigningSecretError);
  });
});

describe("a webhook of Stripe", () => {
  const [first, second] = ["stripe_test_secret_one", "stripe_test_secret_two"] as const;
  const headerOf = (secret: string, timestamp = seconds, payload = BODY): string =>
    Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  const verify = (header: string | undefined, secrets: readonly string[] = [first], now = NOW, body = BODY) =>
    verifyInbound("stripe", { "Stripe-Signature": header }, body, secrets, now);

  it("is genuine where Stripe's own package signed it, whatever its body", () => {
    fc.assert(
      fc.property(fc.json(), (payload) => {
        expect(verify(headerOf(first, seconds, payload), [first], NOW, payload)).toEqual({ ok: true });
        expect(verify(headerOf(first, seconds, payload), [first], NOW, `${payload} `)).toEqual(REFUSED);
      }),
    );
  });

  it("is genuine exactly where Stripe's own package says so", () => {
    const header = headerOf(first);
    for (const [secret, expected] of [
      [first, true],
      [second, false],
    ] as const) {
      const theirs = () => Stripe.webhooks.constructEvent(BODY, header, secret, 300, undefined, NOW);
      if (expected) expect(theirs).not.toThrow();
      else expect(theirs).toThrow("No signatures found");
      expect(verify(header, [secret]).ok).toBe(expected);
    }
  });

  it("may be signed by either secret while one is rotated", () => {
    const [, one = ""] = headerOf(first).split(",");
    const both = `${headerOf(second)},${one},v0=abc`;
    expect(verify(both, [first]).ok).toBe(true);
    expect(verify(both, [second]).ok).toBe(true);
    expect(verify(headerOf(second), [first, second]).ok).toBe(true);
  });

  it.each([
    ["five minutes ago", -300, true],
    ["a second more ago", -301, false],
    ["five minutes ahead", 300, true],
    ["a second more ahead", 301, false],
  ])("is taken when it was signed %s: %#", (_, offset, expected) => {
    expect(verify(headerOf(first, seconds + offset)).ok).toBe(expected);
  });

  it.each([
    ["no header", undefined],
    ["an empty header", ""],
    ["no timestamp", headerOf(first).replace(/^t=\d+,/, "")],
    ["two timestamps", `t=${seconds},${headerOf(first)}`],
    ["no number for a timestamp", headerOf(first).replace(/^t=\d+/, "t=now")],
    ["no signature", `t=${seconds}`],
    ["a signature of the old scheme alone", headerOf(first).replace("v1=", "v0=")],
    ["a signature that is cut off", headerOf(first).slice(0, -2)],
    ["more signatures than any rotation has", `${headerOf(first)}${",v1=00".repeat(15)}`],
  ])("is refused with %s", (_, header) => {
    expect(verify(header)).toEqual(REFUSED);
  });

  it("is refused where there is no secret", () => {
    expect(verify(headerOf(first), [])).toEqual(REFUSED);
  });

  it("throws where a secret is too short to be one: nobody signs by an empty text", () => {
    expect(() => verify(headerOf(first), [""])).toThrow(SigningSecretError);
  });
});

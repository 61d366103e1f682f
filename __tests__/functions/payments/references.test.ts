import Stripe from "stripe";
import { attemptOf } from "../../../functions/payments/attempt";
import { stripeLookup } from "../../../functions/payments/inbound/stripe-lookup";
import { FakeStripe } from "./support/fake-stripe";

describe("a PaymentIntent at Stripe", () => {
  it("tells the reference of its charge; one that is not there tells none, and a failure is a failure", async () => {
    const fake = await FakeStripe.start();
    try {
      const lookup = (apiKey: string) =>
        stripeLookup({ apiKey: () => Promise.resolve(apiKey), host: fake.host, milliseconds: 2000 });
      const stripe = new Stripe(fake.apiKey, { ...fake.host, telemetry: false });
      const metadata = { reference: "pay_1/charge/1" };
      const { id } = await stripe.paymentIntents.create({ amount: 1, currency: "usd", metadata });
      expect(await lookup(fake.apiKey)(id)).toBe("pay_1/charge/1");
      expect(await lookup(fake.apiKey)("pi_9")).toBeUndefined();
      await expect(lookup("sk_test_wrong")(id)).rejects.toThrow();
    } finally {
      await fake.stop();
    }
  });
});

describe("a reference", () => {
  it("names its attempt, and nothing else does", () => {
    expect(attemptOf("pay_1/refund/re_1")).toEqual({ paymentId: "pay_1", operation: "refund", name: "re_1" });
    for (const text of ["", "pay_1", "pay_1/charge", "pay_1/steal/1", "pay_1/charge/1/late", "/charge/1"]) {
      expect(attemptOf(text)).toBeUndefined();
    }
  });
});

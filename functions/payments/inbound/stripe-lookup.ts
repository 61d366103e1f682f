import Stripe from "stripe";
import type { StripeRailParts } from "../stripe-rail";

/**
 * Finds the reference of the charge that a PaymentIntent was made for: disputes of Stripe's name their PaymentIntent
 * alone. Nothing where Stripe has none of this name, or somebody else made it.
 */
export function stripeLookup({ apiKey, host, milliseconds = 5000 }: Omit<StripeRailParts, "clock" | "log">) {
  return async (intentId: string): Promise<string | undefined> => {
    const stripe = new Stripe(await apiKey(), {
      ...host,
      timeout: milliseconds,
      maxNetworkRetries: 2,
      telemetry: false,
    });
    try {
      const { metadata } = await stripe.paymentIntents.retrieve(intentId);
      return metadata["reference"];
    } catch (error) {
      if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) return undefined;
      throw error;
    }
  };
}

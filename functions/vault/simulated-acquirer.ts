import { createHash } from "node:crypto";
import type { Acquirer, RailCard, RailOutcome } from "./acquirer";

type Answer = Pick<RailOutcome, "outcome" | "code">;

/**
 * Test numbers and what they answer, verified and authorised alike. They are the ones that Stripe publishes for testing,
 * but for the last, which is this simulator's own. Every other number is approved.
 */
export const SIMULATED_CARDS: Readonly<Record<string, Answer>> = {
  "4000000000000002": { outcome: "declined", code: "card_declined" },
  "4000000000009995": { outcome: "declined", code: "insufficient_funds" },
  "4000000000009987": { outcome: "declined", code: "lost_card" },
  "4000000000009979": { outcome: "declined", code: "stolen_card" },
  "4000000000000069": { outcome: "declined", code: "expired_card" },
  "4000000000000127": { outcome: "declined", code: "incorrect_cvc" },
  "4000000000000119": { outcome: "declined", code: "processing_error" },
  "4000000000006975": { outcome: "declined", code: "card_velocity_exceeded" },
  "4000000000000085": { outcome: "unknown", code: "timeout" },
};

/** Card verification codes that do not match any card (the second for brands with four digits). */
export const SIMULATED_WRONG_CVCS: readonly string[] = ["999", "9999"];

/**
 * An acquirer for local and development use: deterministic and without state. An answer is a function of the request
 * alone, so the same reference gets the same answer, and nothing is ever charged.
 */
export const simulatedAcquirer: Acquirer = {
  verify: ({ reference, card }) => Promise.resolve(answer("verify", reference, card)),
  authorise: ({ reference, card }) => Promise.resolve(answer("authorise", reference, card)),
};

function answer(operation: string, reference: string, { number, cvc }: RailCard): RailOutcome {
  const magic = SIMULATED_CARDS[number];
  if (magic?.outcome === "unknown") return magic;
  const acquirerReference = `sim_${createHash("sha256").update(`${operation} ${reference}`).digest("hex").slice(0, 24)}`;
  if (magic) return { ...magic, acquirerReference };
  if (cvc !== undefined && SIMULATED_WRONG_CVCS.includes(cvc)) {
    return { outcome: "declined", code: "incorrect_cvc", acquirerReference };
  }
  return { outcome: "approved", code: "approved", acquirerReference };
}

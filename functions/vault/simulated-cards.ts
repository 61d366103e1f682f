import type { SimulatedBehaviour } from "../simulator";

/** What a test number asks the simulator for. */
export interface SimulatedCard {
  readonly behaviour: SimulatedBehaviour;
  /** What its verification asks for, where that is not the same. */
  readonly verification?: SimulatedBehaviour;
}

/**
 * Test numbers and what they ask for. They are the ones that Stripe publishes for testing, but for the last three, which
 * are this simulator's own. Every other number does what the amount asks for.
 */
export const SIMULATED_CARDS: Readonly<Record<string, SimulatedCard>> = {
  "4000000000000002": { behaviour: "decline" },
  "4000000000009995": { behaviour: "insufficient_funds" },
  "4000000000009987": { behaviour: "lost_card" },
  "4000000000009979": { behaviour: "stolen_card" },
  "4000000000000069": { behaviour: "expired_card" },
  "4000000000000127": { behaviour: "incorrect_cvc" },
  "4000000000000119": { behaviour: "processing_error" },
  "4000000000006975": { behaviour: "card_velocity_exceeded" },
  "4000000000000341": { behaviour: "decline", verification: "approve" },
  "4000000000000259": { behaviour: "dispute" },
  "4000000000002685": { behaviour: "dispute" },
  "4000000000000051": { behaviour: "slow" },
  "4000000000000085": { behaviour: "timeout_then_success" },
  "4000000000000143": { behaviour: "success_after_void" },
};

/** Card verification codes that do not match any card (the second for brands with four digits). */
export const SIMULATED_WRONG_CVCS: readonly string[] = ["999", "9999"];

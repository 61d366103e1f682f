/** Names that stand in the place of a payment method begin so: `sim_decline`. */
export const SIMULATED_METHOD_PREFIX = "sim_";

/** Behaviours that refuse, with the code that they refuse by. */
export const SIMULATED_DECLINES = {
  decline: "card_declined",
  insufficient_funds: "insufficient_funds",
  lost_card: "lost_card",
  stolen_card: "stolen_card",
  expired_card: "expired_card",
  incorrect_cvc: "incorrect_cvc",
  processing_error: "processing_error",
  card_velocity_exceeded: "card_velocity_exceeded",
} as const;

type SimulatedDecline = keyof typeof SIMULATED_DECLINES;

/**
 * What the simulator can be asked to do with a charge. Beside approving and refusing: `dispute` approves, and a
 * chargeback follows when the money is taken; `slow` approves after `SLOW_MS`; `timeout_then_success` does the work
 * without an answer; `success_after_void` does not answer, confirms that it is called off, and goes through all the same.
 */
export type SimulatedBehaviour =
  "approve" | SimulatedDecline | "dispute" | "slow" | "timeout_then_success" | "success_after_void";

/** All behaviours. */
export const SIMULATED_BEHAVIOURS: readonly SimulatedBehaviour[] = [
  "approve",
  ...(Object.keys(SIMULATED_DECLINES) as SimulatedDecline[]),
  "dispute",
  "slow",
  "timeout_then_success",
  "success_after_void",
];

/** Amounts in cents that ask for a behaviour, of charges, captures and refunds alike: 4000.01 and so on. */
export const SIMULATED_AMOUNTS: Readonly<Record<number, SimulatedBehaviour>> = {
  400_001: "decline",
  400_002: "insufficient_funds",
  400_003: "dispute",
  400_004: "slow",
  400_005: "timeout_then_success",
  400_006: "success_after_void",
};

/** How long `slow` takes: less than a rail is waited for, a cold start included. */
export const SLOW_MS = 5000;

/** The behaviour that a method of the simulator's own names, or nothing where there is no such method. */
export function simulatedMethod(method: string): SimulatedBehaviour | undefined {
  return SIMULATED_BEHAVIOURS.find((name) => method === `${SIMULATED_METHOD_PREFIX}${name}`);
}

/** What is done with an amount: as its method or card asks, else as the amount itself does. */
export function behaviourOf(amountCents: number, asked: SimulatedBehaviour = "approve"): SimulatedBehaviour {
  return asked === "approve" ? (SIMULATED_AMOUNTS[amountCents] ?? "approve") : asked;
}

/** The code that a behaviour refuses by, or nothing where it does not refuse. */
export function declineOf(behaviour: SimulatedBehaviour): string | undefined {
  return Object.entries(SIMULATED_DECLINES).find(([name]) => name === behaviour)?.[1];
}

import {
  nameOf,
  SIMULATED_DECLINES,
  simulatedMethod,
  type SimulatedBehaviour,
  type Simulator,
  TIMEOUT,
} from "../simulator";
import type { Acquirer, RailCard, RailOutcome, Verifier } from "./acquirer";
import { SIMULATED_CARDS, SIMULATED_WRONG_CVCS } from "./simulated-cards";

/** Verifies cards for local and development use: deterministic and without state, an answer is a function of the request. */
export const simulatedVerifier: Verifier = {
  verify: ({ reference, card }) => Promise.resolve(verified(reference, verificationOf(card))),
};

function verified(reference: string, behaviour: SimulatedBehaviour): RailOutcome {
  if (behaviour === "timeout_then_success") return TIMEOUT;
  const acquirerReference = nameOf(`verify ${reference}`);
  const code = Object.entries(SIMULATED_DECLINES).find(([name]) => name === behaviour)?.[1];
  return code === undefined
    ? { outcome: "approved", code: "approved", acquirerReference }
    : { outcome: "declined", code, acquirerReference };
}

function verificationOf({ number, cvc }: RailCard): SimulatedBehaviour {
  const magic = SIMULATED_CARDS[number];
  const asked = magic?.verification ?? magic?.behaviour ?? "approve";
  return asked === "approve" ? byCode(cvc) : asked;
}

function byCode(cvc: string | undefined): SimulatedBehaviour {
  return cvc !== undefined && SIMULATED_WRONG_CVCS.includes(cvc) ? "incorrect_cvc" : "approve";
}

/**
 * The simulator as an acquirer. Card numbers end here: the simulator hears what a card asks for, and no more. Without a
 * card, a method of its own (`sim_decline`) or the amount says what is done.
 */
export function simulatedAcquirer(simulator: Simulator): Acquirer {
  return {
    ...simulatedVerifier,
    cardless: true,

    async charge({ card, method, ...request }) {
      const behaviour = card ? askedBy(card) : simulatedMethod(method ?? "sim_approve");
      if (behaviour) return simulator.charge({ ...request, behaviour });
      return { outcome: "declined", code: "method_unknown" };
    },

    capture: (request) => simulator.capture(request),
    refund: (request) => simulator.refund(request),
    cancel: (request) => simulator.cancel(request),
    ask: (reference) => simulator.ask(reference),
  };
}

function askedBy({ number, cvc }: RailCard): SimulatedBehaviour {
  return SIMULATED_CARDS[number]?.behaviour ?? byCode(cvc);
}

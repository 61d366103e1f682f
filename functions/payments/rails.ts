import { simulatedMethod, SIMULATED_BEHAVIOURS, SIMULATED_METHOD_PREFIX } from "../simulator";
import { systemClock } from "../shared/clock";
import { idPattern } from "../shared/ids";
import type { Log } from "../shared/logging";
import { onDemand } from "../shared/on-demand";
import { egressRail } from "./egress-rail";
import { type Rail, RailMissingError, type RailName, type Rails } from "./rail";
import type { Fault } from "./results";
import { STRIPE_WINDOW_MS } from "./stripe-answers";

/** What an environment says about its rails. */
export interface RailsEnvironment {
  readonly RAIL_EGRESS_FUNCTION_ARN: string;
  readonly DEFAULT_RAIL: "simulator" | "none";
  /** Empty where there is no Stripe. */
  readonly STRIPE_SECRET_ARN: string;
  /** Empty where there is no bank. */
  readonly ACH_DEBIT_RAIL_FUNCTION_ARN: string;
}

/** What the rails take from whoever connects them. */
export interface RailsParts {
  readonly log: Pick<Log, "warn">;
  /** The port to secrets: the text of one, by its ARN. */
  readonly secret: (arn: string) => Promise<string>;
}

/** The rails of an environment. Stripe's is loaded when a payment needs it: its package is a bundle of its own. */
export function connectRails(environment: RailsEnvironment, { log, secret }: RailsParts): Rails {
  const { RAIL_EGRESS_FUNCTION_ARN, DEFAULT_RAIL, STRIPE_SECRET_ARN, ACH_DEBIT_RAIL_FUNCTION_ARN } = environment;
  // A cold start does not wait for it.
  const invoker = (arn: string) => onDemand(async () => (await import("./lambda-clients")).connectInvoke(arn));
  const invoke = invoker(RAIL_EGRESS_FUNCTION_ARN);
  return railsOf({
    cards: egressRail("cards", { invoke, log }),
    ...(DEFAULT_RAIL === "simulator" && { simulator: egressRail("simulator", { invoke, log }) }),
    ...(ACH_DEBIT_RAIL_FUNCTION_ARN !== "" && {
      "ach-debit": egressRail("ach-debit", {
        invoke: invoker(ACH_DEBIT_RAIL_FUNCTION_ARN),
        log,
        answersInDays: true,
      }),
    }),
    ...(STRIPE_SECRET_ARN !== "" && {
      stripe: lazyRail("stripe", STRIPE_WINDOW_MS, async () => {
        const { stripeRail } = await import("./stripe-rail");
        return stripeRail({ apiKey: () => secret(STRIPE_SECRET_ARN), clock: systemClock, log });
      }),
    }),
  });
}

/** Rails by their names. The simulator, where there is one, takes what comes without a payment method. */
export function railsOf(rails: Partial<Readonly<Record<RailName, Rail>>>): Rails {
  return {
    choose: (method) => choose(rails, method),

    named(name) {
      const rail = Object.values(rails).find((each) => each.name === name);
      if (rail) return rail;
      throw new RailMissingError(`There is no rail ${JSON.stringify(name)} in this environment.`);
    },
  };
}

const TOKEN = idPattern("tok");
const BANK_ACCOUNT = idPattern("ba");
const STRIPE_METHOD = /^pm_[A-Za-z0-9_]{1,64}$/;

function choose(rails: Partial<Readonly<Record<RailName, Rail>>>, method: string | undefined): RailName | Fault {
  if (method === undefined) return rails.simulator ? "simulator" : required();
  if (TOKEN.test(method)) return rails.cards ? "cards" : notSupported("cards");
  if (BANK_ACCOUNT.test(method)) return rails["ach-debit"] ? "ach-debit" : notSupported("bank accounts");
  if (STRIPE_METHOD.test(method)) return rails.stripe ? "stripe" : notSupported("Stripe's payment methods");
  if (!method.startsWith(SIMULATED_METHOD_PREFIX)) {
    return invalid("must be a token (tok_...), a bank account (ba_...) or a payment method of Stripe's (pm_...)");
  }
  if (!rails.simulator) return notSupported("the simulator's methods");
  if (simulatedMethod(method)) return "simulator";
  return invalid(`must be sim_ and one of ${SIMULATED_BEHAVIOURS.join(", ")}`);
}

const PARAM = "payment_method";

function required(): Fault {
  return { code: "required", param: PARAM, message: `${PARAM}: is required in this environment.` };
}

function notSupported(what: string): Fault {
  const message = `${PARAM}: this environment does not take ${what}.`;
  return { code: "payment_method_not_supported", param: PARAM, message };
}

function invalid(allowed: string): Fault {
  return { code: "invalid", param: PARAM, message: `${PARAM}: ${allowed}.` };
}

/** A rail that is loaded when it is called first. */
export function lazyRail(name: string, windowMs: number, load: () => Promise<Rail>): Rail {
  let loading: Promise<Rail> | undefined;
  const rail = (): Promise<Rail> => (loading ??= load());
  return {
    name,
    windowMs,
    charge: async (request) => (await rail()).charge(request),
    capture: async (request) => (await rail()).capture(request),
    refund: async (request) => (await rail()).refund(request),
    cancel: async (request) => (await rail()).cancel(request),
    ask: async (reference, asked) => (await rail()).ask(reference, asked),
  };
}

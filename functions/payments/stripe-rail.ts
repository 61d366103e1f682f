import { createHash } from "node:crypto";
import Stripe from "stripe";
import type { Clock } from "../shared/clock";
import { within } from "../shared/deadline";
import type { Log } from "../shared/logging";
import type { ChargeRequest, FollowUpRequest, Rail, RailAnswer, RailKnowledge, SentCharge } from "./rail";
import {
  answerOfFault,
  chargeKnowledge,
  followUpKnowledge,
  type IntentState,
  refundAnswer,
  STRIPE_OTHER_UNITS,
  STRIPE_WINDOW_MS,
} from "./stripe-answers";

/** What the rail works with. */
export interface StripeRailParts {
  /** The secret key of Stripe's API; asked for before each call, so that a new one is taken up. */
  readonly apiKey: () => Promise<string>;
  readonly clock: Clock;
  readonly log: Pick<Log, "warn">;
  /** How long Stripe is waited for, in all calls of one operation together. @default 10,000 */
  readonly milliseconds?: number;
  /** Where Stripe's API is. @default Stripe's own */
  readonly host?: Pick<Stripe.StripeConfig, "host" | "port" | "protocol">;
}

const CALL_MS = 10_000;
const TIMEOUT: RailAnswer = { outcome: "unknown", code: "timeout" };

/** A charge cannot be found at Stripe: the answer that stands in its place. */
interface Lost {
  readonly lost: RailAnswer;
}

/**
 * Stripe, for payment methods (`pm_...`) that are still there. A charge is two requests, each under a key that follows
 * from its reference: the first makes a PaymentIntent and moves nothing, the second confirms it. So a charge whose answer
 * was lost is found by making the same PaymentIntent again (Stripe gives the first one), and called off also where it
 * never arrived. Past Stripe's memory only a PaymentIntent whose name is known is asked about.
 */
export function stripeRail(parts: StripeRailParts): Rail {
  const { clock, log, milliseconds = CALL_MS } = parts;
  const connect = connector(parts);

  /** Does the requests of one operation; what fails of them is an answer too. */
  const bounded = async <Known extends RailKnowledge>(
    operation: string,
    reference: string,
    work: (stripe: Stripe) => Promise<Known | RailAnswer>,
  ): Promise<Known | RailAnswer> => {
    const answering = connect()
      .then(work)
      .catch((error: unknown) => {
        if (!(error instanceof Stripe.errors.StripeError)) throw error;
        const answer = answerOfFault(error);
        const { type, code, requestId, statusCode } = error;
        log.warn("stripe refused", { operation, reference, type, code, requestId, statusCode });
        return answer;
      });
    return within<Known | RailAnswer>(milliseconds, answering, TIMEOUT);
  };

  /** The PaymentIntent of a charge as it stands now. */
  const locate = async (stripe: Stripe, charge: SentCharge): Promise<IntentState | Lost> => {
    if (charge.railReference !== undefined) return retrieve(stripe, charge.railReference);
    if (clock.now() - Date.parse(charge.sentAt) >= STRIPE_WINDOW_MS) {
      return { lost: { outcome: "unknown", code: "past_window" } };
    }
    const made = await make(stripe, charge);
    return "lost" in made ? made : retrieve(stripe, made.id);
  };

  return {
    name: "stripe",
    windowMs: STRIPE_WINDOW_MS,

    charge: (request) =>
      bounded("charge", request.reference, async (stripe) => {
        if (request.token === undefined) return { outcome: "declined", code: "payment_method_missing" };
        if (STRIPE_OTHER_UNITS.includes(request.amount.currency)) {
          return { outcome: "declined", code: "currency_not_supported" };
        }
        const made = await make(stripe, request);
        return "lost" in made ? made.lost : definite(await confirm(stripe, made.id, request.reference));
      }),

    capture: (request) =>
      bounded("capture", request.reference, async (stripe) => {
        const intent = await locate(stripe, request.charge);
        return "lost" in intent ? intent.lost : definite(await capture(stripe, intent, request));
      }),

    refund: (request) =>
      bounded("refund", request.reference, async (stripe) => {
        const intent = await locate(stripe, request.charge);
        if ("lost" in intent) return intent.lost;
        const { reference, amount } = request;
        const refund = await stripe.refunds.create(
          { payment_intent: intent.id, amount: amount.cents, metadata: { reference } },
          underKey(reference),
        );
        return refundAnswer(refund);
      }),

    cancel: (request) =>
      bounded("cancel", request.reference, async (stripe) => {
        const intent = await locate(stripe, request.charge);
        // What Stripe would not even make takes nothing.
        if ("lost" in intent) return intent.lost.outcome === "declined" ? CANCELLED : intent.lost;
        return definite(await cancel(stripe, intent));
      }),

    ask: (reference, { operation, charge }) =>
      bounded<RailKnowledge>("ask", reference, async (stripe) => {
        const intent = await locate(stripe, charge);
        if ("lost" in intent) return intent.lost;
        if (operation === "refund") return askRefund(stripe, intent.id, reference);
        return operation === "charge" ? chargeKnowledge(intent) : followUpKnowledge(operation, intent);
      }),
  };
}

const CANCELLED: RailAnswer = { outcome: "approved", code: "approved" };

/** A client under the newest key; the same one while the key stays. */
function connector({ apiKey, host, milliseconds = CALL_MS }: StripeRailParts): () => Promise<Stripe> {
  let connected: { readonly key: string; readonly stripe: Stripe } | undefined;
  return async () => {
    const key = await apiKey();
    if (connected?.key !== key) {
      const stripe = new Stripe(key, { ...host, timeout: milliseconds, maxNetworkRetries: 2, telemetry: false });
      connected = { key, stripe };
    }
    return connected.stripe;
  };
}

/** Makes a charge's PaymentIntent, which takes nothing yet; made again, it is the first one. */
async function make(stripe: Stripe, charge: ChargeRequest): Promise<{ readonly id: string } | Lost> {
  const { reference, amount, customerId, token, capture } = charge;
  try {
    return await stripe.paymentIntents.create(
      {
        amount: amount.cents,
        currency: amount.currency.toLowerCase(),
        payment_method: token,
        // A saved method is charged with the name of Stripe's own customer alone.
        ...(STRIPE_CUSTOMER.test(customerId) && { customer: customerId }),
        capture_method: capture ? "automatic" : "manual",
        automatic_payment_methods: { enabled: true, allow_redirects: "never" },
        metadata: { reference },
      },
      underKey(`${reference}/make`),
    );
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const answer = answerOfFault(error);
    if (answer.outcome === "declined") return { lost: answer };
    if (isKept(error)) return { lost: { outcome: "declined", code: answer.code } };
    throw error;
  }
}

/**
 * Whether Stripe repeats the failure that it has kept as its answer to a key ("the same result, including 500 errors"). A
 * PaymentIntent whose making has failed so has told its name to nobody: it was never confirmed, and never is.
 */
function isKept({ headers }: Stripe.errors.StripeError): boolean {
  return headers?.["idempotent-replayed"] === "true";
}

/** A PaymentIntent as it stands; one that cannot be seen (another account's key, say) is no answer about it. */
async function retrieve(stripe: Stripe, id: string): Promise<IntentState | Lost> {
  try {
    return await stripe.paymentIntents.retrieve(id);
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    return { lost: { outcome: "unknown", code: error.code ?? "not_retrievable" } };
  }
}

const STRIPE_CUSTOMER = /^cus_[A-Za-z0-9]{8,}$/;

/** Confirms a PaymentIntent: the request that takes the money. */
function confirm(stripe: Stripe, id: string, reference: string): Promise<RailKnowledge> {
  return orAsItStands(stripe, id, chargeKnowledge, () =>
    stripe.paymentIntents.confirm(id, { error_on_requires_action: true }, underKey(reference)),
  );
}

function capture(stripe: Stripe, { id }: IntentState, { reference, amount }: FollowUpRequest): Promise<RailKnowledge> {
  return orAsItStands(
    stripe,
    id,
    (intent) => followUpKnowledge("capture", intent),
    () => stripe.paymentIntents.capture(id, { amount_to_capture: amount.cents }, underKey(reference)),
  );
}

/** Cancels a PaymentIntent. Its state keeps it from being done twice; under a key, Stripe would repeat a failure for a day. */
async function cancel(stripe: Stripe, intent: IntentState): Promise<RailKnowledge> {
  const known = followUpKnowledge("cancel", intent);
  if (known.outcome !== "not_found") return known;
  return orAsItStands(
    stripe,
    intent.id,
    (now) => followUpKnowledge("cancel", now),
    () => stripe.paymentIntents.cancel(intent.id),
  );
}

/** A step of a PaymentIntent; where it has moved on meanwhile, what it has become says how the step ended. */
async function orAsItStands(
  stripe: Stripe,
  id: string,
  read: (intent: IntentState) => RailKnowledge,
  step: () => Promise<IntentState>,
): Promise<RailKnowledge> {
  try {
    return read(await step());
  } catch (error) {
    const movedOn =
      error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "payment_intent_unexpected_state";
    if (!movedOn) throw error;
    const now = await retrieve(stripe, id);
    return "lost" in now ? now.lost : read(now);
  }
}

/** A payment's refund of this reference; lists, unlike searches, show what was just made. */
async function askRefund(stripe: Stripe, intentId: string, reference: string): Promise<RailKnowledge> {
  for await (const refund of stripe.refunds.list({ payment_intent: intentId, limit: 100 })) {
    if (refund.metadata?.["reference"] === reference) return refundAnswer(refund);
  }
  return { outcome: "not_found", code: "no_such_refund" };
}

/** Only questions are answered by "never seen"; a step that left no trace has no answer. */
function definite(known: RailKnowledge): RailAnswer {
  return known.outcome === "not_found" ? { outcome: "unknown", code: known.code } : known;
}

/** Stripe takes keys of up to 255 characters. */
function underKey(reference: string): Stripe.RequestOptions {
  const idempotencyKey = reference.length <= 255 ? reference : createHash("sha256").update(reference).digest("hex");
  return { idempotencyKey };
}

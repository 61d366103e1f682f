import * as z from "zod/mini";
import type { Log } from "../shared/logging";
import type { ChargeRequest, FollowUpRequest, Rail, RailAnswer, RailKnowledge } from "./rail";

/** What came of invoking a function: its answer as text, and whether it failed instead. */
export interface Invoked {
  readonly payload: string;
  readonly failed: boolean;
}

/** The port to a function: sends it a request, waits for its answer. @throws where there is none. */
export type Invoke = (request: object, signal: AbortSignal) => Promise<Invoked>;

/** What the rail works with. */
export interface EgressRailParts {
  readonly invoke: Invoke;
  readonly log: Pick<Log, "warn">;
  /** How long one call of the function is waited for. @default 10,000 */
  readonly milliseconds?: number;
  /** See `Rail`. @default false */
  readonly answersInDays?: boolean;
}

/** A request of `rail-egress`, or of another function that speaks as it does; the rest of it is as its operation has it. */
interface EgressRequest {
  readonly operation: string;
  readonly reference: string;
  readonly [field: string]: unknown;
}

/** How long an acquirer is relied on to recognise a reference. */
const WINDOW_MS = 24 * 60 * 60 * 1000;
const CALL_MS = 10_000;

const reply = z.union([
  z.object({
    ok: z.literal(true),
    outcome: z.enum(["approved", "declined", "pending", "unknown", "not_found"]),
    code: z.string(),
    acquirerReference: z.optional(z.string()),
    expectedBy: z.optional(z.string()),
  }),
  z.object({ ok: z.literal(false), errors: z.array(z.object({ code: z.string(), param: z.string() })) }),
]);
type Reply = z.output<typeof reply>;

/**
 * A rail behind a function, as payments see it: the acquirer through the vault's `rail-egress`, which opens the card, and the
 * bank through `ach-debit-rail`. Whatever does not come back
 * as an answer is `unknown`: the reference makes it safe to ask, and to send again.
 */
export function egressRail(
  name: string,
  { invoke, log, milliseconds = CALL_MS, answersInDays = false }: EgressRailParts,
): Rail {
  /** The function's reply, or the code of why there is none. */
  const call = async (request: EgressRequest): Promise<Reply | string> => {
    const { operation, reference } = request;
    const signal = AbortSignal.timeout(milliseconds);
    try {
      const { payload, failed } = await invoke(request, signal);
      const read = failed ? undefined : reply.safeParse(parsed(payload));
      if (read?.success) return read.data;
      log.warn("a rail gave no answer", { rail: name, operation, reference, failed });
      return failed ? "rail_failed" : "rail_unreadable";
    } catch (error) {
      const cause = error instanceof Error ? error : new Error("Something that is no error was thrown.");
      log.warn("a rail gave no answer", { rail: name, operation, reference, error: cause });
      return signal.aborted ? "timeout" : "rail_unreachable";
    }
  };

  const known = (answered: Reply | string): RailKnowledge => {
    if (typeof answered === "string") return { outcome: "unknown", code: answered };
    // Nothing was sent, so nothing is known of what was sent before.
    if (!answered.ok) return { outcome: "unknown", code: refusalOf(answered) };
    const { outcome, code, acquirerReference, expectedBy } = answered;
    if (outcome === "not_found") return { outcome, code };
    return { outcome, code, railReference: acquirerReference, ...(expectedBy !== undefined && { expectedBy }) };
  };

  const followUp = async (
    operation: "capture" | "refund" | "cancel",
    request: FollowUpRequest,
  ): Promise<RailAnswer> => {
    const { reference, of, amount } = request;
    const { cents: amountCents, currency } = amount;
    return definite(known(await call({ operation, reference, of, amountCents, currency })));
  };

  return {
    name,
    windowMs: WINDOW_MS,
    answersInDays,

    async charge(request) {
      const answered = await call(chargeCall(request));
      // No card was opened and nothing was sent: the token is not the customer's, say.
      if (typeof answered === "object" && !answered.ok) return { outcome: "declined", code: refusalOf(answered) };
      return definite(known(answered));
    },

    capture: (request) => followUp("capture", request),
    refund: (request) => followUp("refund", request),
    cancel: (request) => followUp("cancel", request),
    ask: async (reference) => known(await call({ operation: "ask", reference })),
  };
}

function chargeCall({ reference, amount, customerId, token, capture }: ChargeRequest): EgressRequest {
  const { cents: amountCents, currency } = amount;
  const method = token === undefined || token.startsWith("tok_") ? { token } : { method: token };
  return { operation: "charge", reference, customerId, amountCents, currency, capture, ...method };
}

function refusalOf({ errors }: Extract<Reply, { ok: false }>): string {
  return errors[0]?.code ?? "refused";
}

/** Only questions are answered by "never seen". */
function definite(known: RailKnowledge): RailAnswer {
  return known.outcome === "not_found" ? { outcome: "unknown", code: known.code } : known;
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}

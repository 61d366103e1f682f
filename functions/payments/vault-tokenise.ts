import * as z from "zod/mini";
import { PROBLEM_CODES } from "../api";
import { PlatformError } from "../shared/errors";
import type { Invoke } from "./egress-rail";
import type { Tokenise } from "./tokens";

/** The vault did not answer, or with something that is no answer; the message holds nothing of the request. */
export class VaultCallError extends PlatformError {
  readonly code = "vault_call_failed";
}

const vaultAnswer = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    token: z.string(),
    created: z.boolean(),
    card: z.object({
      brand: z.string(),
      bin: z.optional(z.string()),
      lastFour: z.string(),
      expMonth: z.number(),
      expYear: z.number(),
    }),
    cardKey: z.optional(z.string()),
    verification: z.optional(z.object({ outcome: z.string(), code: z.string() })),
  }),
  z.object({
    ok: z.literal(false),
    errors: z.array(z.object({ code: z.enum(PROBLEM_CODES), param: z.string(), message: z.string() })),
  }),
]);

/** How long the vault is waited for: an acquirer that verifies a card has 10 seconds of it. */
const CALL_MS = 15_000;

/** The vault's `tokenise`, invoked synchronously: a card verification code lives in this call alone. */
export function vaultTokenise(invoke: Invoke, milliseconds = CALL_MS): Tokenise {
  return async (request) => {
    const { payload, failed } = await invoke(request, AbortSignal.timeout(milliseconds));
    if (failed) throw new VaultCallError("tokenise ended with an error; its own log has it.");
    const read = vaultAnswer.safeParse(parsed(payload));
    if (!read.success) throw new VaultCallError("tokenise gave something that is no answer.");
    return read.data;
  };
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}

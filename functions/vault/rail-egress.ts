import type { Count } from "../shared/metrics";
import type { Acquirer, RailOutcome } from "./acquirer";
import { brandOf } from "./brand";
import { cvcFault } from "./card";
import { openNumber } from "./card-envelope";
import type { Encryptor } from "./encryptor";
import { railEgressRequest, readRequest } from "./requests";
import { refuse, type Result, TOKEN_NOT_FOUND } from "./results";
import type { TokenStore } from "./token-store";

/** What `rail-egress` works with. */
export interface RailEgressParts {
  readonly store: Pick<TokenStore, "find">;
  readonly encryptor: Pick<Encryptor, "decrypt">;
  /** Nobody where the environment has none: every request is refused then. */
  readonly acquirer: Acquirer | undefined;
  readonly count: Count;
}

export type RailEgressResult = Result<RailOutcome & { readonly reference: string }>;

/**
 * Takes a token to the acquirer as a card, in one call, and answers what the acquirer said. Each decryption is counted
 * as `RailEgressDecryptions`.
 *
 * @throws EnvelopeError where the stored envelope was tampered with, and whatever the ports throw.
 */
export async function railEgress(parts: RailEgressParts, event: unknown): Promise<RailEgressResult> {
  const { store, encryptor, acquirer, count } = parts;
  const read = readRequest(railEgressRequest, event);
  if (!read.ok) return read;
  const { token, customerId, operation, reference, amountCents, currency, cvc } = read.request;
  if (!acquirer) {
    const message = "operation: this environment has no acquirer.";
    return refuse({ code: "acquirer_missing", param: "operation", message });
  }
  const stored = await store.find(token);
  if (stored?.customerId !== customerId) return refuse(TOKEN_NOT_FOUND);
  const number = await openNumber(encryptor, stored);
  count("RailEgressDecryptions");
  const fault = cvc === undefined ? undefined : cvcFault(cvc, brandOf(number), "cvc");
  if (fault) return refuse(fault);

  const card = { number, expMonth: stored.expMonth, expYear: stored.expYear, cvc };
  const outcome =
    operation === "verify"
      ? await acquirer.verify({ reference, card })
      : await acquirer.authorise({ reference, card, amountCents, currency });
  return { ok: true, reference, ...outcome };
}

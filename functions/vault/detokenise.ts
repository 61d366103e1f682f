import { type Clock, toTimestamp } from "../shared/clock";
import type { Count } from "../shared/metrics";
import { openNumber } from "./card-envelope";
import type { Encryptor } from "./encryptor";
import { detokeniseRequest, readRequest } from "./requests";
import { refuse, type Result, TOKEN_NOT_FOUND } from "./results";
import type { AuditTrail, TokenStore } from "./token-store";

/** What `detokenise` works with. */
export interface DetokeniseParts {
  readonly store: Pick<TokenStore, "find">;
  readonly audit: AuditTrail;
  readonly encryptor: Pick<Encryptor, "decrypt">;
  readonly count: Count;
  readonly clock: Clock;
}

export type DetokeniseResult = Result<{
  /** The card number, digits alone: for the caller's eyes, never for a log, an event or a store. */
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
}>;

/**
 * Gives a card number to who says why. The audit entry is written first: where that fails, nothing is read. Each reading
 * is counted as `Detokenisations`.
 *
 * @throws EnvelopeError where the stored envelope was tampered with, and whatever the ports throw.
 */
export async function detokenise(parts: DetokeniseParts, event: unknown, requestId: string): Promise<DetokeniseResult> {
  const { store, audit, encryptor, count, clock } = parts;
  const read = readRequest(detokeniseRequest, event);
  if (!read.ok) return read;
  const { token, customerId, reason, requestedBy } = read.request;
  const card = await store.find(token);
  if (card?.customerId !== customerId) return refuse(TOKEN_NOT_FOUND);
  await audit.append({ token, customerId, reason, requestedBy, requestId, at: toTimestamp(clock.now()) });
  const number = await openNumber(encryptor, card);
  count("Detokenisations");
  return { ok: true, number, expMonth: card.expMonth, expYear: card.expYear };
}

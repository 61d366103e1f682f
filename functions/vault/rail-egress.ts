import { within } from "../shared/deadline";
import type { Count } from "../shared/metrics";
import type { Acquirer, RailCard, RailKnowledge } from "./acquirer";
import { brandOf } from "./brand";
import { cvcFault } from "./card";
import { openNumber } from "./card-envelope";

import type { Encryptor } from "./encryptor";
import { railEgressRequest, type RailEgressRequest, readRequest } from "./requests";
import { refuse, type Refusal, type Result, TOKEN_NOT_FOUND } from "./results";
import type { TokenStore } from "./token-store";

/** What `rail-egress` works with. */
export interface RailEgressParts {
  readonly store: Pick<TokenStore, "find">;
  readonly encryptor: Pick<Encryptor, "decrypt">;
  /** Nobody where the environment has none: every request is refused then. */
  readonly acquirer: Acquirer | undefined;
  readonly count: Count;
}

export type RailEgressResult = Result<RailKnowledge & { readonly reference: string }>;

/** How long the acquirer is waited for: whoever asks waits 10 seconds for the whole call. */
export const ACQUIRER_MS = 9000;

const TIMEOUT: RailKnowledge = { outcome: "unknown", code: "timeout" };

/**
 * Takes an operation to the acquirer, in one call, and answers what the acquirer said. A token is opened to verify and
 * to charge alone; each decryption is counted as `RailEgressDecryptions`.
 *
 * @throws EnvelopeError where the stored envelope was tampered with, and whatever the ports throw.
 */
export async function railEgress(parts: RailEgressParts, event: unknown): Promise<RailEgressResult> {
  const { acquirer } = parts;
  const read = readRequest(railEgressRequest, event);
  if (!read.ok) return read;
  const { request } = read;
  if (!acquirer) {
    const message = "operation: this environment has no acquirer.";
    return refuse({ code: "acquirer_missing", param: "operation", message });
  }
  const sent = await send(parts, acquirer, request);
  if ("ok" in sent) return sent;
  return { ok: true, reference: request.reference, ...(await within(ACQUIRER_MS, sent.answer, TIMEOUT)) };
}

/** What was sent and is being answered, so that opening a card is not in the acquirer's time. */
interface Sent {
  readonly answer: Promise<RailKnowledge>;
}

async function send(parts: RailEgressParts, acquirer: Acquirer, request: RailEgressRequest): Promise<Sent | Refusal> {
  const { operation, reference } = request;
  switch (operation) {
    case "verify": {
      const opened = await open(parts, request);
      return opened.ok ? { answer: acquirer.verify({ reference, card: opened.card }) } : opened;
    }
    case "charge": {
      const { amountCents, currency, capture, token, method, cvc } = request;
      const charge = { reference, amountCents, currency, capture };
      if (token !== undefined) {
        const opened = await open(parts, { ...request, token, cvc });
        return opened.ok ? { answer: acquirer.charge({ ...charge, card: opened.card }) } : opened;
      }
      if (acquirer.cardless) return { answer: acquirer.charge({ ...charge, method }) };
      return refuse({
        code: "required",
        param: "token",
        message: "token: is required by this environment's acquirer.",
      });
    }
    case "capture":
    case "refund":
    case "cancel": {
      const { of, amountCents, currency } = request;
      return { answer: acquirer[operation]({ reference, of, amountCents, currency }) };
    }
    case "ask":
      return { answer: acquirer.ask(reference) };
  }
}

/** A token's card, with the code that came with this request. */
async function open(
  { store, encryptor, count }: RailEgressParts,
  { token, customerId, cvc }: { readonly token: string; readonly customerId: string; readonly cvc?: string },
): Promise<{ readonly ok: true; readonly card: RailCard } | Refusal> {
  const stored = await store.find(token);
  if (stored?.customerId !== customerId) return refuse(TOKEN_NOT_FOUND);
  const number = await openNumber(encryptor, stored);
  count("RailEgressDecryptions");
  const fault = cvc === undefined ? undefined : cvcFault(cvc, brandOf(number), "cvc");
  if (fault) return refuse(fault);
  return { ok: true, card: { number, expMonth: stored.expMonth, expYear: stored.expYear, cvc } };
}

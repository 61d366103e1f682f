import { type FaultOf, refuse, type ResultOf } from "../shared/results";
import { isSigned } from "./standard-webhooks";
import { isSignedByStripe } from "./stripe-signature";

/** Who sends webhooks to the platform. */
export type InboundProvider = "acquirer" | "bank" | "stripe";

/** Headers of a request, under names in any case. */
export type InboundHeaders = Readonly<Record<string, string | undefined>>;

/** What a verified request tells before its body is read. */
export type InboundResult = ResultOf<
  {
    /** The message's id of Standard Webhooks, the same each time it is sent; Stripe has its event's id in the body. */
    readonly messageId?: string;
  },
  FaultOf<"signature_invalid">
>;

/** One answer for all that can be wrong with a signature, so that nobody learns which part was right. */
const SIGNATURE_INVALID: FaultOf<"signature_invalid"> = {
  code: "signature_invalid",
  param: "",
  message: "The request is not signed by a secret of this sender, or not in the last five minutes.",
};

/**
 * Verifies who sent a webhook before anything of it is parsed: the acquirer and the bank sign by Standard Webhooks, Stripe
 * by its own scheme. `rawBody` is the body byte for byte, `secrets` are all that are valid now (two or more while one is
 * rotated), `now` is in milliseconds since 1970. Without a secret nothing is valid.
 *
 * @throws SigningSecretError where a secret is malformed: the environment's fault, not the sender's.
 */
export function verifyInbound(
  provider: InboundProvider,
  headers: InboundHeaders,
  rawBody: string | Uint8Array,
  secrets: readonly string[],
  now: number,
): InboundResult {
  if (provider === "stripe") {
    const header = headerOf(headers, "stripe-signature");
    const isGenuine = header !== undefined && isSignedByStripe(header, rawBody, secrets, now);
    return isGenuine ? { ok: true } : refuse(SIGNATURE_INVALID);
  }
  const id = headerOf(headers, "webhook-id");
  const timestamp = headerOf(headers, "webhook-timestamp");
  const signature = headerOf(headers, "webhook-signature");
  if (id === undefined || timestamp === undefined || signature === undefined) return refuse(SIGNATURE_INVALID);
  const signed = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
  return isSigned(signed, rawBody, secrets, now) ? { ok: true, messageId: id } : refuse(SIGNATURE_INVALID);
}

/** A header's value; a header that is there twice under names of other cases says nothing. */
function headerOf(headers: InboundHeaders, name: string): string | undefined {
  const values = Object.entries(headers).filter(([each, value]) => each.toLowerCase() === name && value !== undefined);
  return values.length === 1 ? values[0]?.[1] : undefined;
}

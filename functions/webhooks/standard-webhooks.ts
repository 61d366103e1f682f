import { createHmac } from "node:crypto";
import { anySame } from "./same-text";
import { signingKey } from "./signing-secret";

/*
 * Standard Webhooks 1.0.0, symmetric signatures: https://www.standardwebhooks.com. What is signed is
 * `<id>.<timestamp>.<body>`, by HMAC-SHA-256.
 */

/** How far the sender's clock may be from ours, either way: what was signed earlier may be a replay. */
const TOLERANCE_SECONDS = 300;

const VERSION = "v1,";
// More than any rotation needs; a header of thousands is not worth comparing.
const SIGNATURES_MAX = 16;
// A dot would let one signed text be read as another id, timestamp and body.
const ID_FORM = /^[^\s.]{1,255}$/;
const TIMESTAMP_FORM = /^(0|[1-9]\d{0,11})$/;

/** A message as it goes over the wire. */
export interface SignedMessage {
  /** The same at each attempt: receivers deduplicate by it. Holds no dot. */
  readonly id: string;
  /** When this attempt was made; seconds since 1970. */
  readonly timestamp: number;
  /** The body, byte for byte. */
  readonly body: string | Uint8Array;
}

/** The three headers of Standard Webhooks. */
export interface SignatureHeaders {
  readonly "webhook-id": string;
  readonly "webhook-timestamp": string;
  readonly "webhook-signature": string;
}

/**
 * The headers that a message is sent with: a signature by each secret, so that receivers can change theirs at any time
 * of a rotation.
 *
 * @throws SigningSecretError where a secret is malformed.
 */
export function signatureHeaders(message: SignedMessage, secrets: readonly string[]): SignatureHeaders {
  const timestamp = String(message.timestamp);
  const signatures = secrets.map((secret) => signature(message.id, timestamp, message.body, secret));
  return {
    "webhook-id": message.id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}

/**
 * Whether a message was signed by the holder of one of the secrets, at most five minutes from `now` (milliseconds since
 * 1970).
 *
 * @throws SigningSecretError where a secret is malformed.
 */
export function isSigned(
  headers: SignatureHeaders,
  body: string | Uint8Array,
  secrets: readonly string[],
  now: number,
): boolean {
  const { "webhook-id": id, "webhook-timestamp": timestamp } = headers;
  const presented = headers["webhook-signature"].split(" ");
  if (!ID_FORM.test(id) || !TIMESTAMP_FORM.test(timestamp) || presented.length > SIGNATURES_MAX) return false;
  const expected = secrets.map((secret) => signature(id, timestamp, body, secret));
  return anySame(presented, expected) && isTimely(Number(timestamp), now);
}

/** Whether a moment (seconds since 1970) is within the tolerance of now (milliseconds since 1970). */
export function isTimely(timestamp: number, now: number): boolean {
  return Math.abs(Math.floor(now / 1000) - timestamp) <= TOLERANCE_SECONDS;
}

function signature(id: string, timestamp: string, body: string | Uint8Array, secret: string): string {
  const hmac = createHmac("sha256", signingKey(secret)).update(`${id}.${timestamp}.`).update(body);
  return VERSION + hmac.digest("base64");
}

import { createHmac } from "node:crypto";
import { anySame } from "./same-text";
import { SigningSecretError } from "./signing-secret";
import { isTimely } from "./standard-webhooks";

/*
 * Stripe's own scheme, header `stripe-signature`: `t=<seconds>,v1=<hex>,...`, HMAC-SHA-256 over `<t>.<body>` under the
 * text of the secret as it is. https://docs.stripe.com/webhooks#verify-manually
 */

const PARTS_MAX = 16;
const SECRET_CHARACTERS_MIN = 16;

/**
 * Whether Stripe signed a body by one of the secrets, at most five minutes from `now` (milliseconds since 1970).
 *
 * @throws SigningSecretError where a secret is too short to be one.
 */
export function isSignedByStripe(
  header: string,
  body: string | Uint8Array,
  secrets: readonly string[],
  now: number,
): boolean {
  const parts = header.split(",").map((part) => part.trim());
  if (parts.length > PARTS_MAX) return false;
  const [timestamp, ...others] = valuesOf(parts, "t=");
  if (timestamp === undefined || others.length > 0 || !/^\d{1,12}$/.test(timestamp)) return false;
  const expected = secrets.map((secret) => signature(timestamp, body, secret));
  return anySame(valuesOf(parts, "v1="), expected) && isTimely(Number(timestamp), now);
}

function valuesOf(parts: readonly string[], name: string): string[] {
  return parts.filter((part) => part.startsWith(name)).map((part) => part.slice(name.length));
}

function signature(timestamp: string, body: string | Uint8Array, secret: string): string {
  if (secret.length < SECRET_CHARACTERS_MIN) {
    throw new SigningSecretError(`A secret of Stripe's has at least ${SECRET_CHARACTERS_MIN} characters.`);
  }
  return createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
}

import { PlatformError } from "../shared/errors";
import type { RandomBytes } from "../shared/ids";

const PREFIX = "whsec_";
const KEY_BYTES = 32;
// Standard Webhooks 1.0.0: at least 192 bits, at most 512.
const KEY_BYTES_MIN = 24;
const KEY_BYTES_MAX = 64;

/** A secret that signatures are made or checked by is malformed; the message does not show it. */
export class SigningSecretError extends PlatformError {
  readonly code = "signing_secret_invalid";
}

/** A new secret in the form of Standard Webhooks: `whsec_` and 32 random bytes in base64. */
export function makeSigningSecret(random: RandomBytes): string {
  return PREFIX + Buffer.from(random(KEY_BYTES)).toString("base64");
}

/**
 * The key that a secret stands for.
 *
 * @throws SigningSecretError where it is not `whsec_` and base64 of 24 to 64 bytes.
 */
export function signingKey(secret: string): Uint8Array {
  const encoded = secret.slice(PREFIX.length);
  const key = Buffer.from(encoded, "base64");
  // Node skips what is not base64; what does not come back as it was is not base64.
  const isBase64 = secret.startsWith(PREFIX) && key.toString("base64") === encoded;
  if (isBase64 && key.length >= KEY_BYTES_MIN && key.length <= KEY_BYTES_MAX) return key;
  throw new SigningSecretError(
    `A signing secret must be ${PREFIX} and base64 of ${KEY_BYTES_MIN} to ${KEY_BYTES_MAX} bytes.`,
  );
}

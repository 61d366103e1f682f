import * as z from "zod/mini";
import { type ReadSecret, SecretError, SecretMissingError } from "../../shared/secrets";
import type { InboundProvider } from "../../webhooks";

/** Who sends notices. */
export const SENDERS = ["acquirer", "bank", "stripe"] as const satisfies readonly InboundProvider[];

const secrets = z.union([
  z.pipe(
    z.string(),
    z.transform((one: string) => [one]),
  ),
  z.array(z.string()),
]);
const senderSecrets = z.object({
  acquirer: z.optional(secrets),
  bank: z.optional(secrets),
  stripe: z.optional(secrets),
});

/**
 * The secrets that a sender signs by: one secret in Secrets Manager holds all, as JSON by sender, each a text or, while
 * one is rotated, a list of texts. There are none where the secret has no value yet, or none for the sender.
 *
 * @throws SecretError where it holds anything else; none of it is shown.
 */
export async function senderSecretsOf(
  read: ReadSecret,
  arn: string,
  sender: InboundProvider,
): Promise<readonly string[]> {
  const text = await read(arn).catch(withoutValue);
  if (text === undefined) return [];
  const parsed = senderSecrets.safeParse(parse(text));
  if (parsed.success) return parsed.data[sender] ?? [];
  throw new SecretError('The senders\' secret must be JSON such as {"acquirer":["whsec_..."],"stripe":"whsec_..."}.');
}

function withoutValue(error: unknown): undefined {
  if (!(error instanceof SecretMissingError)) throw error;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

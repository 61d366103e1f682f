import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import type { Clock } from "./clock";
import { CONNECTION } from "./connection";
import { type ReadSecret, SecretMissingError } from "./secrets";

/** How long a secret is used before it is read again: so long after a rotation the old one is still in use. */
export const SECRET_KEPT_MS = 5 * 60 * 1000;

/** Secrets Manager as this function's environment reaches it. */
export function connectSecrets(clock: Clock): ReadSecret {
  return secretsManager(new SecretsManagerClient(CONNECTION), clock);
}

/** Secrets of Secrets Manager, each kept for five minutes. Action: `secretsmanager:GetSecretValue`. @throws SecretMissingError */
export function secretsManager(client: SecretsManagerClient, clock: Clock): ReadSecret {
  const kept = new Map<string, { readonly text: string; readonly until: number }>();
  return async (arn) => {
    const known = kept.get(arn);
    if (known && clock.now() < known.until) return known.text;
    const { SecretString: text } = await client.send(new GetSecretValueCommand({ SecretId: arn })).catch(withoutValue);
    if (text === undefined || text === "") throw new SecretMissingError("A secret has no value yet.");
    kept.set(arn, { text, until: clock.now() + SECRET_KEPT_MS });
    return text;
  };
}

/** Secrets Manager's answer about a secret that was made and never given a value. */
function withoutValue(error: unknown): { readonly SecretString?: undefined } {
  if (error instanceof ResourceNotFoundException) return {};
  throw error;
}

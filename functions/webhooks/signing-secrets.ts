/** A secret that an endpoint's messages are signed by. */
export interface SigningSecret {
  /** `whsec_` and base64. */
  readonly secret: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  /** When a secret that was replaced ends; ISO 8601 UTC. The newest has none. */
  readonly signsUntil?: string;
}

/** All secrets of an endpoint, the newest first. */
export interface SigningSecrets {
  readonly endpointId: string;
  readonly secrets: readonly SigningSecret[];
  /** Counts rotations, from 1. */
  readonly version: number;
}

/** Older secrets beyond these end at once: a header holds a signature by each. */
const SECRETS_MAX = 5;

/** The secrets of a new endpoint (ISO 8601 UTC). */
export function firstSecrets(endpointId: string, secret: string, now: string): SigningSecrets {
  return { endpointId, secrets: [{ secret, createdAt: now }], version: 1 };
}

/** The texts of the secrets that sign now (ISO 8601 UTC), the newest first. */
export function signingNow({ secrets }: SigningSecrets, now: string): string[] {
  return secrets.filter(({ signsUntil }) => signsUntil === undefined || signsUntil > now).map(({ secret }) => secret);
}

/**
 * The secrets after a rotation now: a new one, and those before it until `until` (ISO 8601 UTC), none of them longer than
 * it had. An `until` of now ends them all.
 */
export function rotated(before: SigningSecrets, secret: string, now: string, until: string): SigningSecrets {
  const older = before.secrets
    .map((each) => ({ ...each, signsUntil: earlier(each.signsUntil ?? until, until) }))
    .filter(({ signsUntil }) => signsUntil > now);
  return {
    ...before,
    secrets: [{ secret, createdAt: now }, ...older].slice(0, SECRETS_MAX),
    version: before.version + 1,
  };
}

/** When the last of the replaced secrets ends, at a rotation; ISO 8601 UTC. Nothing where all of them ended with it. */
export function previousSecretsEnd({ secrets }: SigningSecrets): string | undefined {
  const ends = secrets.flatMap(({ signsUntil }) => signsUntil ?? []);
  return ends.sort().at(-1);
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

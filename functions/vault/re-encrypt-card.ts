import { type Clock, toTimestamp } from "../shared/clock";
import type { RandomBytes } from "../shared/ids";
import { BusyError, untilWritten } from "../shared/retry";
import { openNumber, sealNumber } from "./card-envelope";
import type { Encryptor } from "./encryptor";
import { EnvelopeError } from "./envelope";
import type { Fingerprint, Fingerprinter } from "./fingerprint";
import type { Treatment } from "./re-encrypt";
import type { CardChange, Job, StoredCard, TokenStore } from "./token-store";

/** What re-encrypting one card works with. */
export interface ReEncryptCardParts {
  readonly store: Pick<TokenStore, "find" | "update">;
  readonly encryptor: Encryptor;
  readonly fingerprinter: Fingerprinter;
  /** The highest version of the fingerprint key. */
  readonly fingerprintVersion: number;
  readonly vaultKeyId: string;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

/**
 * Does one card's part of a job: a new envelope where its own is older than the job, or the newest claim where it has
 * none. The change is conditional on the card's version; where another change came between, the card is read again.
 */
export async function reEncryptCard(parts: ReEncryptCardParts, card: StoredCard, job: Job): Promise<Treatment> {
  let current: StoredCard | undefined = card;
  try {
    return await untilWritten(parts, async () => {
      // A card that is gone needs nothing.
      if (!current) return "unchanged";
      if (current.lastJob === job.job) return "changed";
      const work = await workFor(parts, current, job);
      if (!work) return "unchanged";
      const outcome = await parts.store.update(current, { ...work.change, lastJob: job.job }, work.claims);
      if (outcome === "updated") return "changed";
      // The customer has this very card under another token: for a person to look at.
      if (outcome === "claimed") return "failed";
      current = await parts.store.find(card.token);
      return undefined;
    });
  } catch (error) {
    if (error instanceof EnvelopeError || error instanceof BusyError) return "failed";
    throw error;
  }
}

interface Work {
  readonly change: CardChange;
  readonly claims: readonly Fingerprint[];
}

async function workFor(parts: ReEncryptCardParts, card: StoredCard, job: Job): Promise<Work | undefined> {
  if (job.kind === "data-keys") return card.writtenAt < job.startedAt ? newEnvelope(parts, card) : undefined;
  return card.fingerprintVersion < parts.fingerprintVersion ? newClaim(parts, card) : undefined;
}

async function newEnvelope({ encryptor, clock, vaultKeyId }: ReEncryptCardParts, card: StoredCard): Promise<Work> {
  const digits = await openNumber(encryptor, card);
  const envelope = await sealNumber(encryptor, digits, card);
  // The old envelope is overwritten only by one that has been seen to open.
  if ((await openNumber(encryptor, { ...card, envelope })) !== digits) {
    throw new EnvelopeError("The new envelope does not hold the same number.");
  }
  return { change: { envelope, keyId: vaultKeyId, writtenAt: toTimestamp(clock.now()) }, claims: [] };
}

async function newClaim(parts: ReEncryptCardParts, card: StoredCard): Promise<Work> {
  const { encryptor, fingerprinter, fingerprintVersion } = parts;
  const fingerprints = await fingerprinter.fingerprintsOf(card.customerId, await openNumber(encryptor, card));
  const claims = fingerprints.filter(({ version }) => version === fingerprintVersion);
  return { change: { fingerprintVersion }, claims };
}

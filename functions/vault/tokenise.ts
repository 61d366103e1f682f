import { type Clock, toTimestamp } from "../shared/clock";
import { PlatformError } from "../shared/errors";
import type { RandomBytes } from "../shared/ids";
import { untilWritten } from "../shared/retry";
import type { RailOutcome, Verifier } from "./acquirer";
import { type Card, readCard } from "./card";
import { sealNumber } from "./card-envelope";
import { type Display, displayOf } from "./display";
import type { Encryptor } from "./encryptor";
import type { Fingerprint, Fingerprinter } from "./fingerprint";
import { readRequest, tokeniseRequest } from "./requests";
import { type Fault, refuse, type Result } from "./results";
import type { CardChange, StoredCard, TokenStore, Verification } from "./token-store";

/** What `tokenise` works with. */
export interface TokeniseParts {
  readonly store: TokenStore;
  readonly encryptor: Encryptor;
  readonly fingerprinter: Fingerprinter;
  /** Nobody where the environment has none: a card verification code is refused then. */
  readonly acquirer: Verifier | undefined;
  readonly vaultKeyId: string;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly makeToken: () => string;
}

export type TokeniseResult = Result<{
  readonly token: string;
  /** False where the customer's card was known already: the token is the one that it has. */
  readonly created: boolean;
  readonly card: Display & { readonly expMonth: number; readonly expYear: number };
  /** The same for one card under all its customers: for limits to count by, and to be shown to nobody. */
  readonly cardKey?: string;
  /** Present where the request carried a code. */
  readonly verification?: Pick<RailOutcome, "outcome" | "code">;
}>;

/** A claim names a token that is not there: both are written in one transaction, so the table was changed by hand. */
export class DanglingClaimError extends PlatformError {
  readonly code = "dangling_claim";
}

/**
 * Gives a customer's card its token: a new one, or the one it has. A known card with another expiry gets that expiry.
 * With a card verification code the card is verified at the acquirer, and the outcome is kept.
 *
 * @throws BusyError, DanglingClaimError, and whatever the ports throw.
 */
export async function tokenise(parts: TokeniseParts, event: unknown, requestId: string): Promise<TokeniseResult> {
  const read = readRequest(tokeniseRequest, event);
  if (!read.ok) return read;
  const { customerId, card: input } = read.request;
  const card = readCard(input, parts.clock.now());
  const faults = [...(isFaults(card) ? card : []), ...acquirerFaults(input.cvc, parts.acquirer)];
  if (isFaults(card) || faults.length > 0) return refuse(...faults);

  const [{ stored, created }, cardKey] = await Promise.all([
    keep(parts, customerId, card),
    parts.fingerprinter.cardKeyOf(card.digits),
  ]);
  const verification = await verify(parts, stored, card, requestId);
  return {
    ok: true,
    token: stored.token,
    created,
    card: { ...displayOf(card.digits), expMonth: card.expMonth, expYear: card.expYear },
    ...(cardKey !== undefined && { cardKey }),
    ...(verification && { verification }),
  };
}

function isFaults(card: Card | readonly Fault[]): card is readonly Fault[] {
  return Array.isArray(card);
}

function acquirerFaults(cvc: string | undefined, acquirer: Verifier | undefined): Fault[] {
  if (cvc === undefined || acquirer) return [];
  const message = "card.cvc: this environment has no acquirer to verify it with; leave it out.";
  return [{ code: "acquirer_missing", param: "card.cvc", message }];
}

interface Kept {
  readonly stored: StoredCard;
  readonly created: boolean;
}

/** Writes the card and its claims, or finds the card that holds them; whoever loses a race reads the winner. */
async function keep(parts: TokeniseParts, customerId: string, card: Card): Promise<Kept> {
  const { store, encryptor, fingerprinter, vaultKeyId, clock, makeToken } = parts;
  const token = makeToken();
  const [fingerprints, envelope] = await Promise.all([
    fingerprinter.fingerprintsOf(customerId, card.digits),
    sealNumber(encryptor, card.digits, { customerId, token }),
  ]);
  const now = toTimestamp(clock.now());
  const candidate: StoredCard = {
    token,
    customerId,
    envelope,
    keyId: vaultKeyId,
    ...displayOf(card.digits),
    expMonth: card.expMonth,
    expYear: card.expYear,
    fingerprintVersion: newestVersion(fingerprints),
    version: 1,
    createdAt: now,
    writtenAt: now,
  };
  return untilWritten(parts, async () => {
    if ((await store.create(candidate, fingerprints)) === "created") return { stored: candidate, created: true };
    return findKnown(store, candidate, fingerprints);
  });
}

/** The card that holds the claims, brought up to date; nothing where the race is still open. */
async function findKnown(
  store: TokenStore,
  candidate: StoredCard,
  fingerprints: readonly Fingerprint[],
): Promise<Kept | undefined> {
  const claims = await store.findClaims(candidate.customerId, fingerprints);
  const token = claims.find((claim) => claim !== undefined);
  if (token === undefined) return undefined;
  const known = (await store.find(token)) ?? dangling(token);
  const change = changeOf(known, candidate);
  // While the fingerprint key rotates, a card that is claimed by an older version alone gets the newer claims here.
  const unclaimed = fingerprints.filter((_, index) => claims[index] === undefined);
  if (!change && unclaimed.length === 0) return { stored: known, created: false };
  const fingerprintVersion = Math.max(known.fingerprintVersion, ...unclaimed.map(({ version }) => version));
  const full = { ...change, fingerprintVersion };
  if ((await store.update(known, full, unclaimed)) !== "updated") return undefined;
  return { stored: { ...known, ...full, version: known.version + 1 }, created: false };
}

function changeOf(known: StoredCard, { expMonth, expYear }: StoredCard): CardChange | undefined {
  return known.expMonth === expMonth && known.expYear === expYear ? undefined : { expMonth, expYear };
}

function newestVersion(fingerprints: readonly Fingerprint[]): number {
  return Math.max(...fingerprints.map(({ version }) => version));
}

/** Verifies the card with the code that came in, once, and keeps the outcome with the card. */
async function verify(
  parts: TokeniseParts,
  stored: StoredCard,
  { digits, expMonth, expYear, cvc }: Card,
  requestId: string,
): Promise<Pick<RailOutcome, "outcome" | "code"> | undefined> {
  const { acquirer, store, clock } = parts;
  if (cvc === undefined || !acquirer) return undefined;
  const { outcome, code } = await acquirer.verify({
    reference: `${stored.token}/verify/${requestId}`,
    card: { number: digits, expMonth, expYear, cvc },
  });
  const verification: Verification = { outcome, code, at: toTimestamp(clock.now()) };
  let current = stored;
  await untilWritten(parts, async () => {
    if ((await store.update(current, { verification })) === "updated") return true;
    current = (await store.find(stored.token)) ?? dangling(stored.token);
    return undefined;
  });
  return { outcome, code };
}

function dangling(token: string): never {
  throw new DanglingClaimError(`A claim names ${token}, which is not in the table.`);
}

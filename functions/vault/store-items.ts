import { type Item, itemKey } from "../shared/dynamodb";
import { PlatformError } from "../shared/errors";
import type { BrandName } from "./brand";
import type { Fingerprint } from "./fingerprint";
import type { AuditEntry, CardChange, Cursor, Job, StoredCard, Verification } from "./token-store";

/*
 * The vault's one table: which items it holds, under which keys (`pk`, `sk`).
 *
 *   TOKEN#<token>                                CARD                 a stored card
 *   CLAIM#<customer>#<version>#<fingerprint>     CLAIM                the token that holds the claim
 *   AUDIT#<token>                                <time>#<request id>  who read the number, and why
 *   JOB#<job>                                    JOB                  how far a re-encryption is
 *
 * The parts of a key hold no `#`: each is checked against its own form when it comes in, and again here.
 */

/** An item does not hold what its kind must hold: the table was changed by something else. */
export class StoredItemError extends PlatformError {
  readonly code = "stored_item_invalid";
}

export const cardKey = (token: string): Item => itemKey(["TOKEN", token], ["CARD"]);

export const claimKey = (customerId: string, { version, value }: Fingerprint): Item =>
  itemKey(["CLAIM", customerId, String(version), value], ["CLAIM"]);

export const auditKey = ({ token, at, requestId }: AuditEntry): Item => itemKey(["AUDIT", token], [at, requestId]);

export const jobKey = (job: string): Item => itemKey(["JOB", job], ["JOB"]);

export const cursorKey = ({ pk, sk }: Cursor): Item => ({ pk: { S: pk }, sk: { S: sk } });

export function readCursor(item: Item): Cursor {
  return { pk: text(item, "pk"), sk: text(item, "sk") };
}

export function writeCard({ token, ...card }: StoredCard): Item {
  return { ...cardKey(token), token: { S: token }, customerId: { S: card.customerId }, ...writeFields(card) };
}

/** The attributes of those fields that are given. */
export function writeFields(fields: CardChange & Partial<StoredCard>): Item {
  const item: Item = {};
  for (const name of ["keyId", "bin", "lastFour", "brand", "createdAt", "writtenAt", "lastJob"] as const) {
    const value = fields[name];
    if (value !== undefined) item[name] = { S: value };
  }
  for (const name of ["expMonth", "expYear", "fingerprintVersion", "version"] as const) {
    const value = fields[name];
    if (value !== undefined) item[name] = { N: String(value) };
  }
  if (fields.envelope) item.envelope = { B: fields.envelope };
  if (fields.verification) {
    const { outcome, code, at } = fields.verification;
    item.verification = { M: { outcome: { S: outcome }, code: { S: code }, at: { S: at } } };
  }
  return item;
}

export function readCard(item: Item): StoredCard {
  return {
    token: text(item, "token"),
    customerId: text(item, "customerId"),
    envelope: item.envelope?.B ?? invalid("envelope"),
    keyId: text(item, "keyId"),
    ...(item.bin && { bin: text(item, "bin") }),
    lastFour: text(item, "lastFour"),
    brand: text(item, "brand") as BrandName,
    expMonth: count(item, "expMonth"),
    expYear: count(item, "expYear"),
    fingerprintVersion: count(item, "fingerprintVersion"),
    version: count(item, "version"),
    createdAt: text(item, "createdAt"),
    writtenAt: text(item, "writtenAt"),
    ...(item.lastJob && { lastJob: text(item, "lastJob") }),
    ...(item.verification && { verification: readVerification(item.verification.M ?? invalid("verification")) }),
  };
}

function readVerification(map: Item): Verification {
  const outcome = text(map, "outcome") as Verification["outcome"];
  return { outcome, code: text(map, "code"), at: text(map, "at") };
}

export function writeClaim(customerId: string, fingerprint: Fingerprint, token: string): Item {
  return { ...claimKey(customerId, fingerprint), token: { S: token } };
}

export function readClaim(item: Item): string {
  return text(item, "token");
}

export function writeAudit(entry: AuditEntry): Item {
  const { token, customerId, requestedBy, reason, requestId, at } = entry;
  return {
    ...auditKey(entry),
    token: { S: token },
    customerId: { S: customerId },
    requestedBy: { S: requestedBy },
    reason: { S: reason },
    requestId: { S: requestId },
    at: { S: at },
  };
}

export function writeJob(job: Job): Item {
  return {
    ...jobKey(job.job),
    job: { S: job.job },
    kind: { S: job.kind },
    startedAt: { S: job.startedAt },
    ...(job.cursor && { cursor: { M: cursorKey(job.cursor) } }),
    scanned: { N: String(job.scanned) },
    changed: { N: String(job.changed) },
    unchanged: { N: String(job.unchanged) },
    failed: { N: String(job.failed) },
    failures: { L: job.failures.map((token) => ({ S: token })) },
    done: { BOOL: job.done },
    version: { N: String(job.version) },
  };
}

export function readJob(item: Item): Job {
  return {
    job: text(item, "job"),
    kind: text(item, "kind") as Job["kind"],
    startedAt: text(item, "startedAt"),
    ...(item.cursor && { cursor: readCursor(item.cursor.M ?? invalid("cursor")) }),
    scanned: count(item, "scanned"),
    changed: count(item, "changed"),
    unchanged: count(item, "unchanged"),
    failed: count(item, "failed"),
    failures: (item.failures?.L ?? invalid("failures")).map((token) => token.S ?? invalid("failures")),
    done: item.done?.BOOL ?? invalid("done"),
    version: count(item, "version"),
  };
}

function text(item: Item, name: string): string {
  return item[name]?.S ?? invalid(name);
}

function count(item: Item, name: string): number {
  return Number(item[name]?.N ?? invalid(name));
}

function invalid(name: string): never {
  throw new StoredItemError(`An item of the vault's table has no ${name}, or one of another type.`);
}

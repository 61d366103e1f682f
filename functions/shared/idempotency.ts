import { createHmac } from "node:crypto";

/** How long a request may be worked on before another may take it over: a function lives 20 seconds, and some to spare. */
export const IN_PROGRESS_MS = 30_000;

/** How long a stored answer is kept. Natural keys stay unique past it. */
export const ANSWER_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Whose request it is, what it asks for, and the key the caller gave: the same key of two operations is two keys. */
export interface IdempotencyKey {
  readonly caller: string;
  readonly operation: string;
  /** At most 255 characters. */
  readonly key: string;
}

/** What is remembered of a request. */
export interface IdempotencyRecord extends IdempotencyKey {
  /** HMAC over the canonical body. */
  readonly fingerprint: string;
  readonly status: "in_progress" | "completed";
  /** Until when nobody else may take an unfinished request over; milliseconds since 1970. */
  readonly lockedUntil: number;
  /** JSON of the first answer; tokens only. Present where the request is completed. */
  readonly answer?: string;
  /** When DynamoDB may forget the record; seconds since 1970. */
  readonly expiresAt: number;
}

/**
 * What a request is, seen beside what is remembered: `first` of its key; a `repeat` with its answer; `other_body` under
 * a key that is taken; `in_progress` elsewhere; or `abandoned`, which recovery takes over, never a second charge.
 */
export type Standing =
  | { readonly kind: "first" }
  | { readonly kind: "repeat"; readonly answer: string }
  | { readonly kind: "other_body" }
  | { readonly kind: "in_progress"; readonly retryAfterSeconds: number }
  | { readonly kind: "abandoned" };

/** Judges a request by the record of its key. */
export function standingOf(record: IdempotencyRecord | undefined, fingerprint: string, now: number): Standing {
  if (!record) return { kind: "first" };
  if (record.fingerprint !== fingerprint) return { kind: "other_body" };
  if (record.answer !== undefined) return { kind: "repeat", answer: record.answer };
  if (now >= record.lockedUntil) return { kind: "abandoned" };
  return { kind: "in_progress", retryAfterSeconds: Math.ceil((record.lockedUntil - now) / 1000) };
}

/** The record of a request that begins now. */
export function beginRecord(key: IdempotencyKey, fingerprint: string, now: number): IdempotencyRecord {
  const { caller, operation } = key;
  return {
    caller,
    operation,
    key: key.key,
    fingerprint,
    status: "in_progress",
    lockedUntil: now + IN_PROGRESS_MS,
    expiresAt: secondsAt(now + ANSWER_KEPT_MS),
  };
}

/** The record with its answer. */
export function completeRecord(record: IdempotencyRecord, answer: object, now: number): IdempotencyRecord {
  return {
    ...record,
    status: "completed",
    answer: JSON.stringify(answer),
    expiresAt: secondsAt(now + ANSWER_KEPT_MS),
  };
}

function secondsAt(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

/**
 * The fingerprint of a request's body: HMAC-SHA-256 over its canonical JSON, so that the order of fields does not
 * matter. The body has no card number in it (a token, or the number's keyed fingerprint), and what is called `cvc` is
 * left out: a plain hash of card data would be card data (PCI DSS 3.5.1.1).
 */
export function fingerprintOf(hmacKey: Uint8Array, body: unknown): string {
  return createHmac("sha256", hmacKey).update(canonicalJson(body)).digest("base64url");
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value as Readonly<Record<string, unknown>>)
    .filter(([name, field]) => name !== "cvc" && field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`);
  return `{${fields.join(",")}}`;
}

import { toTimestamp } from "../../shared/clock";

/** What a bank sends. */
export const INCOMING_KINDS = ["notices", "acknowledgement", "settlement", "unknown"] as const;
/** One of the kinds; `notices` are returns and corrections in a NACHA file. */
export type IncomingKind = (typeof INCOMING_KINDS)[number];

/**
 * What became of an incoming file. `waiting`: some of it came before our own books were there, and is tried again;
 * `applied`: all of it is in the books; `kept`: a part of it could not be read or matched, and a person looks at the copy.
 */
export const INCOMING_STATUSES = ["waiting", "applied", "kept"] as const;
/** One of the statuses. */
export type IncomingStatus = (typeof INCOMING_STATUSES)[number];

/** A thing of an incoming file that is not in the books: what, and why not. No value of the file but codes and traces. */
export interface Exception {
  /** `unmatched`, `unusable`, `sums_differ`, or the code of a fault. */
  readonly what: string;
  /** Line or record, from 1; 0 where the file as a whole is meant. */
  readonly place: number;
  /** ODFI and sequence, such as `12104288/0000001`. */
  readonly trace?: string;
  /** Return or change code, such as `R01`. */
  readonly code?: string;
  /** The file of ours that it is about. */
  readonly fileId?: string;
}

/** What applying a file came to. */
export interface Tally {
  applied: number;
  /** Applied before. */
  known: number;
  /** Came before our own books were there. */
  tooEarly: number;
  /** Matched nothing of ours. */
  unmatched: number;
  /** Could not be read, could not be right, or had other sums than ours. */
  faults: number;
  readonly exceptions: Exception[];
}

/** An incoming file and what became of it, by name and version. */
export interface IncomingFile extends Omit<Tally, "exceptions"> {
  readonly key: string;
  readonly version: string;
  readonly versionId?: string;
  readonly sizeBytes: number;
  readonly kind: IncomingKind;
  readonly status: IncomingStatus;
  /** The first of them; all are counted. */
  readonly exceptions: readonly Exception[];
  /** Where the copy is that a person looks at. */
  readonly copiedTo?: string;
  /** ISO 8601 UTC. */
  readonly receivedAt: string;
  readonly updatedAt: string;
  /** How often it was read, and when it is next. */
  readonly runs: number;
  readonly dueAt?: string;
  readonly region: string;
}

/** Exceptions beyond are counted alone: an item has its limit. */
const EXCEPTIONS_MAX = 200;

/** A tally of nothing. */
export function newTally(): Tally {
  return { applied: 0, known: 0, tooEarly: 0, unmatched: 0, faults: 0, exceptions: [] };
}

/** Notes something that is not in the books. */
export function except(tally: Tally, counted: "unmatched" | "faults", exception: Exception): void {
  tally[counted]++;
  if (tally.exceptions.length < EXCEPTIONS_MAX) tally.exceptions.push(exception);
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long our own books may take: longer than any file of ours is on its way. */
const WAIT_MS_MAX = 5 * DAY_MS;

/** When what came too early is tried again: after 2 minutes, then after twice as long each time, up to an hour; at last never. */
export function nextTry(now: number, receivedAt: string, runs: number): string | undefined {
  if (now - Date.parse(receivedAt) >= WAIT_MS_MAX) return undefined;
  return toTimestamp(now + Math.min(60 * MINUTE_MS, 2 * MINUTE_MS * 2 ** Math.min(runs - 1, 10)));
}

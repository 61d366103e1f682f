import { type Clock, toTimestamp } from "../shared/clock";
import { PlatformError } from "../shared/errors";
import { readRequest, reEncryptRequest } from "./requests";
import { refuse, type Result } from "./results";
import type { Job, JobStore, StoredCard, TokenStore } from "./token-store";

/** What became of one card in a job. `changed` is a function of the card alone, so a page that is done twice counts once. */
export type Treatment = "changed" | "unchanged" | "failed";

/** What `re-encrypt` works with. */
export interface ReEncryptParts {
  readonly store: Pick<TokenStore, "page">;
  readonly jobs: JobStore;
  /** Does one card's work; a card that cannot be done is `failed`, all else that goes wrong is thrown. */
  readonly treat: (card: StoredCard, job: Job) => Promise<Treatment>;
  readonly clock: Clock;
}

export type ReEncryptResult = Result<
  Pick<Job, "job" | "kind" | "scanned" | "changed" | "unchanged" | "failed" | "failures" | "done">
>;

/** A job's progress is not where it was just seen: items of jobs are never deleted, so the table was changed by hand. */
export class JobGoneError extends PlatformError {
  readonly code = "job_gone";
}

// Enough to hide the waiting for each write; little enough to leave the table to the payers.
const CARDS_AT_ONCE = 8;
const FAILURES_MAX = 100;

/**
 * Works through the table, page by page, and goes on where the job stopped: its cursor and counts are moved on after
 * each page, by whoever did the page first. It may be killed anywhere and called again, and run several times at once.
 *
 * @throws whatever the ports throw; the job goes on from its last page then.
 */
export async function reEncrypt(parts: ReEncryptParts, event: unknown): Promise<ReEncryptResult> {
  const read = readRequest(reEncryptRequest, event);
  if (!read.ok) return read;
  const { job: name, kind, pageSize, maxPages } = read.request;
  let job = await findOrBegin(parts, name, kind);
  if (job.kind !== kind) {
    const message = `kind: the job ${name} is of kind ${job.kind}; a job has one kind.`;
    return refuse({ code: "job_of_other_kind", param: "kind", message });
  }
  for (let page = 0; page < maxPages && !job.done; page++) {
    const next = await doPage(parts, job, pageSize);
    job = (await parts.jobs.advanceJob(next)) ? next : await find(parts, name);
  }
  const { scanned, changed, unchanged, failed, failures, done } = job;
  return { ok: true, job: name, kind, scanned, changed, unchanged, failed, failures, done };
}

async function findOrBegin({ jobs, clock }: ReEncryptParts, name: string, kind: Job["kind"]): Promise<Job> {
  const known = await jobs.findJob(name);
  if (known) return known;
  const counts = { scanned: 0, changed: 0, unchanged: 0, failed: 0, failures: [] };
  const fresh: Job = { job: name, kind, startedAt: toTimestamp(clock.now()), ...counts, done: false, version: 1 };
  // Whoever comes second works on with the first one's.
  return (await jobs.beginJob(fresh)) ? fresh : find({ jobs }, name);
}

async function find({ jobs }: Pick<ReEncryptParts, "jobs">, name: string): Promise<Job> {
  const job = await jobs.findJob(name);
  if (!job) throw new JobGoneError(`The job ${name} is no longer in the table.`);
  return job;
}

/** Does the next page's cards and gives the state of the job after it. */
async function doPage({ store, treat }: ReEncryptParts, job: Job, pageSize: number): Promise<Job> {
  const { cards, next } = await store.page(job.cursor, pageSize);
  const treatments: Treatment[] = [];
  for (let first = 0; first < cards.length; first += CARDS_AT_ONCE) {
    treatments.push(...(await allOf(cards.slice(first, first + CARDS_AT_ONCE).map((card) => treat(card, job)))));
  }
  const counted = (treatment: Treatment) => treatments.filter((one) => one === treatment).length;
  const failures = cards.filter((_, index) => treatments[index] === "failed").map(({ token }) => token);
  return {
    ...job,
    cursor: next,
    scanned: job.scanned + cards.length,
    changed: job.changed + counted("changed"),
    unchanged: job.unchanged + counted("unchanged"),
    failed: job.failed + counted("failed"),
    failures: [...job.failures, ...failures].slice(0, FAILURES_MAX),
    done: next === undefined,
    version: job.version + 1,
  };
}

/** Waits for all, also where one fails: nothing may go on by itself in an instance that is about to be frozen. */
async function allOf<Value>(work: readonly Promise<Value>[]): Promise<Value[]> {
  const settled = await Promise.allSettled(work);
  return settled.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  });
}

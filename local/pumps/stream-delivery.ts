import type { GivenUp, GivenUpCondition } from "./failure-document";
import { readItemFailures } from "./item-failures";
import type { Mapping } from "./mapping";
import { backOffMs, type Invocation, problem, type PumpParts } from "./pump";
import type { StreamRecord } from "./stream-record";

/** A stream keeps its records a day. */
const RETENTION_SECONDS = 86_400;

/** What a delivery uses and tells. */
export interface DeliveryParts extends Pick<PumpParts, "mapping" | "invoke" | "clock" | "sleep" | "report"> {
  readonly ending: AbortSignal;
  /** Hears of records that need no more work. */
  readonly done: (records: readonly StreamRecord[]) => void;
  /** Takes a batch that was given up. */
  readonly giveUp: (batch: GivenUp) => Promise<void>;
}

/**
 * Delivers a batch of one lane of a stream until all of it is done or given up, or the pump ends: records too old are left out, a partial
 * failure goes on from the record it names, an error is tried again or, where the mapping says so, splits the batch, which costs no attempt.
 * @param used invocations that count against the retries, before this batch was split off.
 */
export async function deliver(batch: readonly StreamRecord[], parts: DeliveryParts, used = 0): Promise<void> {
  const { mapping, report, done, giveUp } = parts;
  let records = batch;
  let attempts = used;
  let answered: GivenUp["answered"];
  let waits = 0;

  async function leave(condition: GivenUpCondition, left: readonly StreamRecord[]): Promise<void> {
    if (left.length === 0) return;
    await giveUp({ records: left, condition, invocations: attempts, answered });
    done(left);
  }

  while (!parts.ending.aborted) {
    const young = records.filter((record) => !isTooOld(record, mapping, parts.clock()));
    await leave(
      "RecordAgeExceeded",
      records.filter((record) => !young.includes(record)),
    );
    if (young.length === 0) return;
    records = young;

    const invocation = await invokeOrWait(records, parts);
    if (invocation.kind === "throttled") {
      waits += 1;
      await parts.sleep(backOffMs(waits), parts.ending);
      continue;
    }
    attempts += 1;
    answered = { version: invocation.version, failed: invocation.kind === "failed" };
    const firstFailed = firstFailedIn(records, invocation, mapping.reportsItemFailures);
    done(records.slice(0, firstFailed));
    records = records.slice(firstFailed);
    report(records.length === 0 ? "OK" : "PROBLEM: Function call failed");
    if (records.length === 0) return;

    if (firstFailed > 0) {
      // Progress: what is left is a batch of its own.
      attempts = 1;
    } else if (invocation.kind === "failed" && mapping.bisects && records.length > 1) {
      const middle = Math.ceil(records.length / 2);
      await deliver(records.slice(0, middle), parts, attempts - 1);
      await deliver(records.slice(middle), parts, attempts - 1);
      return;
    }
    if (mapping.retriesMax >= 0 && attempts > mapping.retriesMax) {
      await leave("RetryAttemptsExhausted", records);
      return;
    }
    await parts.sleep(backOffMs(attempts), parts.ending);
  }
}

function isTooOld({ createdAt }: StreamRecord, { recordAgeSecondsMax }: Mapping, now: number): boolean {
  const limit = recordAgeSecondsMax < 0 ? RETENTION_SECONDS : Math.min(recordAgeSecondsMax, RETENTION_SECONDS);
  return now / 1000 - createdAt > limit;
}

/** A function that cannot be called at all is as good as one that is busy: only the records' age ends the waiting. */
async function invokeOrWait(records: readonly StreamRecord[], parts: DeliveryParts): Promise<Invocation> {
  try {
    return await parts.invoke({ Records: records.map(({ event }) => event) });
  } catch (error) {
    parts.report(problem(error));
    return { kind: "throttled" };
  }
}

/** Index of the record from which on all is to be done again; the number of records where all is done. */
function firstFailedIn(
  records: readonly StreamRecord[],
  invocation: Exclude<Invocation, { kind: "throttled" }>,
  reportsItemFailures: boolean,
): number {
  if (invocation.kind === "failed") return 0;
  if (!reportsItemFailures) return records.length;
  const { failed } = readItemFailures(
    invocation.payload,
    records.map(({ sequenceNumber }) => sequenceNumber),
  );
  if (failed === "none") return records.length;
  return failed === "all" ? 0 : records.findIndex(({ sequenceNumber }) => failed.includes(sequenceNumber));
}

import { toTimestamp } from "../../shared/clock";
import { fileEvent } from "../events";
import { OrderError } from "../nacha/writer";
import type { BatchParts } from "../parts";
import { pricesOn } from "../settings";
import { type AchFile, bucketKeyOf, type FileEntry } from "./file";
import { advanceFile } from "./file-steps";
import { type PlannedBatch, type PlannedTransfer, savingOf } from "./plan";
import { findingsIn, writeFileBytes } from "./write-file";

/**
 * Writes a claimed file into the bucket, with the proof of what batching saved. Built again it is the same. A file in which
 * our own reader finds anything is not sent: it is held for a person.
 *
 * @throws whatever the ports throw.
 */
export async function buildFile(parts: BatchParts, file: AchFile): Promise<AchFile> {
  const entries = await parts.batches.entries(file.id);
  try {
    const { bytes, sha256, batches } = await writeFileBytes(parts.encryptor, file, entries);
    const findings = findingsIn(bytes);
    if (findings.length > 0) return await hold(parts, file, findings[0]?.code ?? "findings");
    const key = bucketKeyOf(file);
    await parts.bucket.put(key, bytes);
    const built = { key, sha256, batches, bytes: bytes.length, saving: provenSaving(parts, file, entries) };
    const change = { ...built, dueAt: toTimestamp(parts.clock.now()) };
    return await advanceFile(parts, file.id, "built", change, (after) => [fileEvent(parts, "ach.file_built", after)]);
  } catch (error) {
    if (!(error instanceof OrderError)) throw error;
    return hold(parts, file, error.faults[0]?.field ?? "order");
  }
}

/** Nobody sends a file that has a fault, and nobody sends its transfers elsewhere: a person looks at it. */
function hold(parts: BatchParts, file: AchFile, found: string): Promise<AchFile> {
  parts.log.error("a file has faults and is held", { fileId: file.id, found });
  parts.count("FilesHeld");
  const reason = `content:${found}`;
  return advanceFile(parts, file.id, "held", { reason }, (after) => [fileEvent(parts, "ach.file_held", after)]);
}

/** What a file costs beside what its transfers would cost otherwise, by the prices of its day. */
function provenSaving({ settings }: BatchParts, file: AchFile, entries: readonly FileEntry[]): AchFile["saving"] {
  const prices = pricesOn(settings, file.window.processingDay);
  const saving = savingOf([{ batches: batchesOf(entries) }], file.limits, prices);
  return { ...saving, pricesAsOf: prices.asOf, pricesSource: prices.source };
}

function batchesOf(entries: readonly FileEntry[]): PlannedBatch[] {
  const batches = new Map<number, PlannedTransfer[]>();
  for (const { transferId: id, batch, ...entry } of entries) {
    const { direction, secCode, description, amountCents, effectiveEntryDate, sameDay } = entry;
    const planned = { id, direction, secCode, description, amountCents, effectiveEntryDate, sameDay };
    const there = batches.get(batch);
    if (there) there.push(planned);
    else batches.set(batch, [planned]);
  }
  return [...batches.values()].flatMap((transfers) => {
    const [first] = transfers;
    if (!first) return [];
    const { secCode, direction, description, effectiveEntryDate } = first;
    return [{ secCode, direction, description, effectiveEntryDate, transfers }];
  });
}

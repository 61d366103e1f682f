import { toTimestamp } from "../../shared/clock";
import { PlatformError } from "../../shared/errors";
import { type Log, maskError } from "../../shared/logging";
import { untilWritten } from "../../shared/retry";
import type { AchFile } from "../batches/file";
import { fileMayBecome, FileNotFoundError, findFile, IllegalFileStepError } from "../batches/file-steps";
import { fileEvent } from "../events";
import { type AchParts, nextVersion } from "../parts";
import type { BatchStore } from "../ports";
import type { Courier } from "./courier";
import type { DeliveryAlarm, DeliveryStep, DeliveryWrite, Evidence, ResendRefusal } from "./delivery";
import { nextDeliveryStep } from "./next-step";
import type { TransferNews } from "./transfer-events";

const MINUTE_MS = 60_000;

/** What it takes to bring files to the bank. */
export interface DeliveryParts extends AchParts {
  readonly batches: Pick<BatchStore, "filesDue" | "entries">;
  readonly courier: Courier;
  readonly log: Pick<Log, "error" | "info" | "warn">;
}

/** Some files could not be looked at; their faults are logged, and the next run looks again. */
export class DeliveryError extends PlatformError {
  readonly code = "ach_delivery_failed";
}

/** Where a file stands after a look, and whether it was sent again. */
export interface DeliveryReport {
  readonly fileId: string;
  readonly status: AchFile["status"];
  readonly phase?: string;
  /** Why a file that somebody wanted sent again was not. */
  readonly refused?: ResendRefusal;
}

/**
 * Looks at every file whose time has come. One that fails holds up no other.
 *
 * @throws DeliveryError where one failed.
 */
export async function deliverDue(parts: DeliveryParts): Promise<DeliveryReport[]> {
  const now = toTimestamp(parts.clock.now());
  // The index is behind the table: what was looked at a moment ago is not due.
  const found = await parts.store.files(await parts.batches.filesDue(now));
  const due = [...found.values()].filter(({ dueAt }) => dueAt !== undefined && dueAt <= now);
  const reports: DeliveryReport[] = [];
  const failed: string[] = [];
  for (const { id } of due) {
    try {
      reports.push(await takeEvidence(parts, id, { kind: "look" }));
    } catch (error) {
      failed.push(id);
      const masked = maskError(error);
      parts.log.error("a file could not be looked at", { fileId: id, error: masked });
    }
  }
  if (failed.length > 0) throw new DeliveryError(`These files could not be looked at: ${failed.join(", ")}.`);
  return reports;
}

/** What an event of Transfer Family tells; one of a file that is not there is logged. @throws whatever the ports throw. */
export async function takeNews(parts: DeliveryParts, { fileId, evidence }: TransferNews): Promise<void> {
  try {
    if (evidence.kind !== "listing_completed") await takeEvidence(parts, fileId, evidence);
    else await takeEvidence(parts, fileId, await listed(parts, await findFile(parts, fileId), evidence.listingId));
  } catch (error) {
    if (!(error instanceof FileNotFoundError)) throw error;
    parts.log.warn("an event of Transfer Family names a file that is not there", { fileId });
  }
}

/**
 * Does with a file what follows from something that became known: what is to be done is written first, then done, and
 * what becomes known by that is taken in the same way. Who dies in between leaves a file whose time comes.
 *
 * @throws FileNotFoundError, BusyError, and whatever the ports throw.
 */
export async function takeEvidence(parts: DeliveryParts, fileId: string, first: Evidence): Promise<DeliveryReport> {
  let evidence: Evidence | undefined = first;
  let refused: ResendRefusal | undefined;
  let file: AchFile;
  do {
    const taken = await writeStep(parts, fileId, evidence);
    file = taken.file;
    refused ??= taken.step.refusal;
    evidence = await carryOut(parts, file, taken.step.action);
  } while (evidence);
  const { status, delivery } = file;
  return { fileId, status, ...(delivery && { phase: delivery.phase }), ...(refused && { refused }) };
}

interface Taken {
  readonly file: AchFile;
  readonly step: DeliveryStep;
}

/** Writes the step that follows from evidence, over the version that it was decided by. */
async function writeStep(parts: DeliveryParts, fileId: string, evidence: Evidence): Promise<Taken> {
  const counted = new Set<DeliveryAlarm>();
  const acknowledgedWithinMs = parts.settings.acknowledgedWithinMinutes * MINUTE_MS;
  return untilWritten(parts, async () => {
    const file = await findFile(parts, fileId);
    const step = nextDeliveryStep(file, file.delivery, evidence, parts.clock.now(), acknowledgedWithinMs);
    // Before it is written: whoever dies in between has raised the alarm, and whoever comes next raises it again.
    for (const alarm of step.alarms) {
      if (!counted.has(alarm)) raise(parts, file, alarm, evidence);
      counted.add(alarm);
    }
    if (!step.write) return { file, step };
    const after = afterStep(parts, file, step.write);
    const written = await parts.store.commit({ file: after, events: eventsOf(parts, file, after) });
    if (written.outcome !== "written") return undefined;
    const { status, delivery } = after;
    parts.log.info("a file on its way", { fileId, evidence: evidence.kind, action: step.action, status, delivery });
    return { file: after, step };
  });
}

function raise(
  parts: DeliveryParts,
  { id, status, delivery }: AchFile,
  alarm: DeliveryAlarm,
  evidence: Evidence,
): void {
  parts.log.warn("a file raises an alarm", { fileId: id, alarm, evidence: evidence.kind, status, delivery });
  parts.count(alarm);
}

function afterStep(parts: DeliveryParts, file: AchFile, write: DeliveryWrite): AchFile {
  const { status, delivery, dueAt, reason } = write;
  if (status !== file.status && !fileMayBecome(file.status, status)) {
    throw new IllegalFileStepError(file.id, file.status, status);
  }
  const { reason: _reason, dueAt: _dueAt, ...kept } = file;
  return nextVersion<AchFile>(parts, kept, {
    ...{ status, delivery },
    ...(reason !== undefined && { reason }),
    ...(dueAt !== undefined && { dueAt: toTimestamp(dueAt) }),
  });
}

function eventsOf(parts: DeliveryParts, before: AchFile, after: AchFile) {
  if (before.status === after.status) return [];
  if (after.status === "delivered") return [fileEvent(parts, "ach.file_delivered", after)];
  return after.status === "held" ? [fileEvent(parts, "ach.file_held", after)] : [];
}

/** Does what was written, and gives what is known by it. */
async function carryOut(
  { courier, log }: DeliveryParts,
  file: AchFile,
  action: DeliveryStep["action"],
): Promise<Evidence | undefined> {
  const { attempt = 0, listing = 0, listingId } = file.delivery ?? {};
  switch (action) {
    case "send": {
      const answer = await courier.send(file);
      if (answer.outcome === "taken") return { kind: "send_taken", attempt, transferId: answer.transferId };
      if (answer.outcome === "arrived") return { kind: "arrived" };
      log.warn("a send was refused", { fileId: file.id, code: answer.code });
      return { kind: "send_refused", attempt, code: answer.code };
    }
    case "list": {
      const answer = await courier.list(file);
      if (answer.outcome === "taken") return { kind: "listing_taken", listing, listingId: answer.listingId };
      if (answer.outcome === "listed") return { ...answer, kind: "listed" };
      log.warn("a listing was refused", { fileId: file.id, code: answer.code });
      return { kind: "listing_refused", listing, code: answer.code };
    }
    case "read":
      return listed({ courier, log }, file, listingId ?? "");
    case "none":
      return undefined;
  }
}

async function listed(
  { courier, log }: Pick<DeliveryParts, "courier" | "log">,
  file: AchFile,
  listingId: string,
): Promise<Evidence> {
  const result = await courier.listing(file, listingId);
  if (!result) return { kind: "listing_unfinished" };
  if (result.outcome === "listed") return { ...result, kind: "listed", listingId };
  log.warn("a listing cannot be used", { fileId: file.id, code: result.code });
  return { kind: "listing_failed", listingId, code: result.code };
}

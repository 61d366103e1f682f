import { toTimestamp } from "../../shared/clock";
import { maskError } from "../../shared/logging";
import type { IncomingFile } from "./incoming-file";
import type { IncomingParts } from "./parts";
import { takeFile } from "./take-file";

/**
 * Takes the files again that wait for our own books; one that fails holds up no other, and waits still. Gives how many were
 * taken.
 *
 * @param deadline nothing new is begun past it; milliseconds since 1970.
 */
export async function takeWaiting(parts: IncomingParts, deadline: number): Promise<number> {
  const { incoming, clock, log, count } = parts;
  let taken = 0;
  for (const key of await incoming.waiting(toTimestamp(clock.now()))) {
    if (clock.now() >= deadline) break;
    try {
      const file = await incoming.find(key);
      // The index lags: it may be done with.
      if (file?.status === "waiting") await takeAgain(parts, file);
      taken++;
    } catch (error) {
      const masked = maskError(error);
      log.error("an incoming file that waits could not be taken", { key: key.key, error: masked });
      count("IncomingFailures");
    }
  }
  return taken;
}

async function takeAgain(parts: IncomingParts, file: IncomingFile): Promise<void> {
  const { key, version, versionId } = file;
  const after = await takeFile(parts, { key, ...(versionId !== undefined && { versionId }) });
  if (after?.version === version) return;
  // Somebody took it away, or wrote over it where versions are not kept.
  const { dueAt: _dueAt, ...kept } = file;
  const what = { what: "file_gone", place: 0 };
  await parts.incoming.keep({
    ...{ ...kept, status: "kept", unmatched: file.unmatched + file.tooEarly },
    exceptions: [...file.exceptions, what],
    updatedAt: toTimestamp(parts.clock.now()),
  });
  parts.count("ReturnsUnmatched");
}

import { PlatformError } from "../../shared/errors";
import { untilWritten } from "../../shared/retry";
import { type AchParts, nextVersion } from "../parts";
import type { PlatformEvent } from "../../shared/events";
import type { AchFile, FileStatus } from "./file";

/** A file was to go where it cannot go from where it is; names both states. */
export class IllegalFileStepError extends PlatformError {
  readonly code = "illegal_transition";

  constructor(id: string, from: FileStatus, to: FileStatus) {
    super(`The file ${id} is ${from} and cannot become ${to}.`);
  }
}

/** There is no such file. */
export class FileNotFoundError extends PlatformError {
  readonly code = "ach_file_not_found";
}

/**
 * Where a status leads. What may have left is cancelled by a person alone, who knows that it did not: out of `held`. What
 * went back to `built` has provably not left; should the bank have it all the same, that is the stronger word.
 */
const NEXT: Readonly<Partial<Record<FileStatus, readonly FileStatus[]>>> = {
  claiming: ["claimed", "cancelling", "cancelled"],
  claimed: ["built", "held", "cancelling"],
  built: ["delivering", "delivered", "held", "cancelling"],
  delivering: ["delivered", "built", "held"],
  delivered: ["acknowledged", "settled", "rejected", "held"],
  acknowledged: ["settled", "rejected"],
  held: ["built", "delivering", "delivered", "cancelling"],
  cancelling: ["cancelled"],
};

/** Whether a file may go from one status to another. */
export function fileMayBecome(from: FileStatus, to: FileStatus): boolean {
  return NEXT[from]?.includes(to) ?? false;
}

/** A file as its next version in another status. @throws IllegalFileStepError where it may not go there. */
export function fileStep(parts: AchParts, file: AchFile, status: FileStatus, change: Partial<AchFile> = {}): AchFile {
  if (!fileMayBecome(file.status, status)) throw new IllegalFileStepError(file.id, file.status, status);
  return nextVersion<AchFile>(parts, file, { ...change, status });
}

/**
 * Moves a file on, and tells of it; one that is there already stays as it is.
 *
 * @throws FileNotFoundError, IllegalFileStepError, BusyError, and whatever the ports throw.
 */
export async function advanceFile(
  parts: AchParts,
  fileId: string,
  status: FileStatus,
  change: Partial<AchFile> = {},
  eventsOf: (file: AchFile) => readonly PlatformEvent[] = () => [],
): Promise<AchFile> {
  return untilWritten(parts, async () => {
    const file = await findFile(parts, fileId);
    if (file.status === status) return file;
    const after = fileStep(parts, file, status, change);
    const written = await parts.store.commit({ file: after, events: eventsOf(after) });
    return written.outcome === "written" ? after : undefined;
  });
}

/** A file as it stands. @throws FileNotFoundError */
export async function findFile({ store }: Pick<AchParts, "store">, fileId: string): Promise<AchFile> {
  const file = (await store.files([fileId])).get(fileId);
  if (file) return file;
  throw new FileNotFoundError(`There is no file ${fileId}.`);
}

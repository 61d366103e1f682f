import type { AchFile } from "../batches/file";
import { advanceFile } from "../batches/file-steps";
import { fileEvent } from "../events";
import { odfiOf } from "../settings";
import type { IncomingParts } from "./parts";

/** A file of ours that the bank names, or why there is none to speak of. */
export type NamedFile =
  { readonly found: "file"; readonly file: AchFile } | { readonly found: "unmatched" | "too_early" | "never_sent" };

const NAME = /^(\d{8}_\d{4}-\d\d-\d\d_(?:same-day-[123]|standard)_\d\d)\.ach$/;

/** What has been written and not left for sure, as we know. */
const ON_ITS_WAY: readonly AchFile["status"][] = ["held", "built", "delivering"];

/** The file that a bank names as it got it. @throws whatever the ports throw. */
export async function fileNamed(parts: IncomingParts, name: string): Promise<NamedFile> {
  const [, id] = NAME.exec(name) ?? [];
  if (!id?.startsWith(odfiOf(parts.settings))) return { found: "unmatched" };
  const file = (await parts.store.files([id])).get(id);
  if (!file) return { found: "unmatched" };
  if (file.status === "claiming" || file.status === "claimed") return { found: "too_early" };
  const isCancelled = file.status === "cancelling" || file.status === "cancelled";
  // A file that was held for what stands in it was never written.
  return isCancelled || file.sha256 === undefined ? { found: "never_sent" } : { found: "file", file };
}

/** Whether we do not know yet that a file has arrived. */
export function isOnItsWay({ status }: AchFile): boolean {
  return ON_ITS_WAY.includes(status);
}

/**
 * A file that the bank has, by its own word: one whose delivery nobody could tell of is delivered from then on.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function asDelivered(parts: IncomingParts, file: AchFile): Promise<AchFile> {
  if (!isOnItsWay(file)) return file;
  return advanceFile(parts, file.id, "delivered", {}, (after) => [fileEvent(parts, "ach.file_delivered", after)]);
}

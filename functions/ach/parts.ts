import { type Clock, toTimestamp } from "../shared/clock";
import type { IdPrefix, RandomBytes } from "../shared/ids";
import type { Log } from "../shared/logging";
import type { Count } from "../shared/metrics";
import type { Encryptor } from "../vault";
import type { Place } from "./journals";
import type { AchStore, BatchStore, FileBucket } from "./ports";
import { odfiOf, type OdfiSettings } from "./settings";
import type { DecideTransfer } from "./transfers/limits";

/** What all of the room's use cases work with. */
export interface AchParts {
  readonly store: AchStore;
  readonly settings: OdfiSettings;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly makeId: (prefix: IdPrefix) => string;
  readonly region: string;
  readonly epoch: number;
  /** Counts what an alarm is raised by. */
  readonly count: Count;
}

/** The keys of the room's keyed hashes, each its own. */
export interface HashKeys {
  readonly requests: Uint8Array;
  readonly accounts: Uint8Array;
  readonly amounts: Uint8Array;
}

/** What it takes to decide about a new transfer. */
export interface PreparingParts extends AchParts {
  readonly decide: DecideTransfer;
}

/** What it takes to make and cancel transfers. */
export interface TransferParts extends PreparingParts {
  readonly keys: HashKeys;
}

/** What it takes to keep bank accounts. */
export interface AccountParts extends TransferParts {
  readonly encryptor: Encryptor;
}

/** What it takes to make files. */
export interface BatchParts extends AchParts {
  readonly batches: BatchStore;
  readonly bucket: FileBucket;
  readonly encryptor: Pick<Encryptor, "decrypt">;
  readonly log: Pick<Log, "error" | "info" | "warn">;
}

/** Whose books are written now. */
export function placeOf({ settings, clock, region, epoch }: AchParts): Place {
  return { odfi: odfiOf(settings), at: toTimestamp(clock.now()), region, epoch };
}

/** A thing of the room with a change, as its next version, stamped with the time and where it was written. */
export function nextVersion<Thing extends { readonly version: number; readonly updatedAt: string }>(
  { clock, region, epoch }: AchParts,
  thing: Thing,
  change: Partial<Thing>,
): Thing {
  return { ...thing, ...change, version: thing.version + 1, updatedAt: toTimestamp(clock.now()), region, epoch };
}

import type { Day } from "../calendar";
import { type BankPrices, costMills } from "./prices";

/** A transfer as the plan sees it. */
export interface PlannedTransfer {
  readonly id: string;
  readonly direction: "credit" | "debit";
  readonly secCode: "PPD" | "CCD" | "WEB";
  readonly description: string;
  readonly amountCents: number;
  readonly effectiveEntryDate: Day;
  readonly sameDay: boolean;
}

/** How large batches and files may be. */
export interface PlanLimits {
  /** Entries a batch. */
  readonly batchEntriesMax: number;
  /** Records a file, padding included: some banks take 10,000. */
  readonly fileRecordsMax: number;
  /** Whether the bank wants an entry in each batch that balances it. */
  readonly balanced: boolean;
}

/** What goes together under one batch header. */
export interface PlannedBatch {
  readonly secCode: PlannedTransfer["secCode"];
  readonly direction: PlannedTransfer["direction"];
  readonly description: string;
  readonly effectiveEntryDate: Day;
  readonly transfers: readonly PlannedTransfer[];
}

/** Batches that go in one file. */
export interface PlannedFile {
  readonly batches: readonly PlannedBatch[];
}

/**
 * Groups transfers of one originator and window into batches and files. What must be alike in a batch (SEC code,
 * description, effective date) and the direction separate batches; within them the order is that of the ids, which is
 * that of time. The same transfers give the same plan, in whatever order they are read.
 */
export function planFiles(transfers: readonly PlannedTransfer[], limits: PlanLimits): PlannedFile[] {
  const groups = new Map<string, PlannedTransfer[]>();
  for (const transfer of [...transfers].sort(byId)) {
    const key = headerKey(transfer);
    const group = groups.get(key);
    if (group) group.push(transfer);
    else groups.set(key, [transfer]);
  }
  const entriesMax = Math.min(limits.batchEntriesMax, entriesOfOneFile(limits));
  const batches = [...groups]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([, group]) => chunks(group, entriesMax).map(batchOf));
  return packed(batches, limits);
}

const byId = (left: PlannedTransfer, right: PlannedTransfer): number => (left.id < right.id ? -1 : 1);

/** What all entries of a batch have in common, as its header says it; a plan's batches stand in its order. */
export function headerKey({ secCode, direction, description, effectiveEntryDate }: PlannedTransfer): string {
  return [effectiveEntryDate, secCode, direction, description].join("|");
}

function batchOf(transfers: readonly [PlannedTransfer, ...PlannedTransfer[]]): PlannedBatch {
  const { secCode, direction, description, effectiveEntryDate } = transfers[0];
  return { secCode, direction, description, effectiveEntryDate, transfers };
}

function chunks<Each>(list: readonly Each[], size: number): [Each, ...Each[]][] {
  const parts: [Each, ...Each[]][] = [];
  for (let start = 0; start < list.length; start += size) {
    parts.push(list.slice(start, start + size) as [Each, ...Each[]]);
  }
  return parts;
}

const FILE_RECORDS = 2;
const BATCH_RECORDS = 2;
const BLOCK = 10;

function recordsOf({ transfers }: PlannedBatch, { balanced }: PlanLimits): number {
  return BATCH_RECORDS + transfers.length + (balanced ? 1 : 0);
}

function entriesOfOneFile({ fileRecordsMax, balanced }: PlanLimits): number {
  const blocks = Math.floor(fileRecordsMax / BLOCK) * BLOCK;
  return blocks - FILE_RECORDS - BATCH_RECORDS - (balanced ? 1 : 0);
}

/** Puts batches into files in their order, a new file where one would be too long. */
function packed(batches: readonly PlannedBatch[], limits: PlanLimits): PlannedFile[] {
  const room = Math.floor(limits.fileRecordsMax / BLOCK) * BLOCK - FILE_RECORDS;
  const files: PlannedBatch[][] = [];
  let left = 0;
  for (const batch of batches) {
    const records = recordsOf(batch, limits);
    const file = files.at(-1);
    if (!file || records > left) {
      files.push([batch]);
      left = room - records;
    } else {
      file.push(batch);
      left -= records;
    }
  }
  return files.map((inFile) => ({ batches: inFile }));
}

/** What a plan costs beside what it would cost otherwise, in mills. */
export interface Saving {
  /** As planned. */
  readonly plannedMills: number;
  /** Each transfer in a batch and file of its own. */
  readonly oneByOneMills: number;
  /** What no plan under these rules and limits can fall below. */
  readonly lowerBoundMills: number;
}

/**
 * Proves what batching saves. The lower bound counts, for each set of transfers that Nacha lets stand under one header
 * (debits and credits may), as few batches as their number allows, and as few files as all records need.
 */
export function savingOf(files: readonly PlannedFile[], limits: PlanLimits, prices: BankPrices): Saving {
  const batches = files.flatMap((file) => file.batches);
  const transfers = batches.flatMap((batch) => batch.transfers);
  const counted = {
    entries: transfers.length,
    sameDayEntries: transfers.filter(({ sameDay }) => sameDay).length,
  };
  const fewest = fewestBatches(transfers, limits);
  return {
    plannedMills: costMills(prices, { ...counted, files: files.length, batches: batches.length }),
    oneByOneMills: costMills(prices, { ...counted, files: transfers.length, batches: transfers.length }),
    lowerBoundMills: costMills(prices, {
      ...counted,
      files: fewestFiles(transfers.length, fewest, limits),
      batches: fewest,
    }),
  };
}

function fewestBatches(transfers: readonly PlannedTransfer[], limits: PlanLimits): number {
  const counts = new Map<string, number>();
  for (const { secCode, description, effectiveEntryDate } of transfers) {
    const key = [effectiveEntryDate, secCode, description].join("|");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const most = Math.min(limits.batchEntriesMax, entriesOfOneFile(limits));
  return [...counts.values()].reduce((sum, count) => sum + Math.ceil(count / most), 0);
}

function fewestFiles(entries: number, batches: number, limits: PlanLimits): number {
  const records = entries + batches * (BATCH_RECORDS + (limits.balanced ? 1 : 0));
  const room = Math.floor(limits.fileRecordsMax / BLOCK) * BLOCK - FILE_RECORDS;
  return Math.ceil(records / room);
}

import * as z from "zod/mini";
import { type Item, ItemError, itemKey, readItem, toItem } from "../shared/dynamodb";
import { shardOf } from "../shared/shards";
import { type AchFile, FILE_STATUSES, type FileEntry } from "./batches/file";
import type { WindowKey, WindowState } from "./batches/window-state";
import { DELIVERY_PHASES } from "./delivery/delivery";
import type { PlanPart, SequenceRange } from "./ports";

const text = z.string();
const maybeText = z.optional(z.string());
const count = z.number();
const maybeCount = z.optional(z.number());
const windowKeyFields = {
  processingDay: text,
  name: z.enum(["same-day-1", "same-day-2", "same-day-3", "standard"]),
};

const storedState = z.object({
  ...windowKeyFields,
  status: z.enum(["closing", "planned", "closed", "done"]),
  planId: maybeText,
  files: z.array(z.object({ fileId: text, planned: count, batches: count })),
  closingAt: text,
  closedAt: maybeText,
  version: count,
});

/** The key of a window's state. */
export const stateKey = ({ processingDay, name }: WindowKey): Item =>
  itemKey(["WINDOW", processingDay, name], ["STATE"]);

export function writeState(state: WindowState): Item {
  return { ...stateKey(state), ...toItem(state) };
}

/** A window's state as it was written. @throws ItemError */
export function readState(item: Item): WindowState {
  return readItem(storedState, item);
}

/** What the sort keys of a file's plan begin with. */
export function planPrefix(planId: string, file: number): string {
  return `PLAN#${planId}#${String(file).padStart(2, "0")}#`;
}

/** A part of a plan, beside its window. */
export function writePlan({ processingDay, name }: WindowKey, part: PlanPart, expiresAt: number): Item {
  const { planId, file, chunk, transferIds } = part;
  const key = itemKey(
    ["WINDOW", processingDay, name],
    ["PLAN", planId, String(file).padStart(2, "0"), String(chunk).padStart(4, "0")],
  );
  return { ...key, ...toItem({ transferIds, expiresAt }) };
}

/** The transfers of a part of a plan. @throws ItemError */
export function readPlan(item: Item): readonly string[] {
  return readItem(z.object({ transferIds: z.array(text) }), item).transferIds;
}

const sealedAccount = z.object({
  bankAccountId: text,
  ownerKind: z.enum(["customer", "provider"]),
  ownerId: text,
  holderName: text,
  routingNumber: text,
  accountType: z.enum(["checking", "savings"]),
  envelope: text,
});

const storedFile = z.object({
  id: text,
  odfi: text,
  window: z.object({ ...windowKeyFields, cutOffAt: count, closesAt: count }),
  status: z.enum(FILE_STATUSES),
  planId: text,
  part: count,
  planned: count,
  position: count,
  firstSequence: count,
  nextSequence: count,
  openBatch: z.optional(z.object({ key: text, number: count, entries: count, balanced: z.boolean() })),
  entries: count,
  creditCents: count,
  debitCents: count,
  createdOn: text,
  createdAt: text,
  modifier: text,
  header: z.object({
    immediateDestination: text,
    immediateOrigin: text,
    destinationName: text,
    companyName: text,
    companyIdentification: text,
    offset: z.optional(sealedAccount),
  }),
  limits: z.object({ batchEntriesMax: count, fileRecordsMax: count, balanced: z.boolean() }),
  key: maybeText,
  bytes: maybeCount,
  sha256: maybeText,
  batches: maybeCount,
  saving: z.optional(
    z.object({
      plannedMills: count,
      oneByOneMills: count,
      lowerBoundMills: count,
      pricesAsOf: text,
      pricesSource: text,
    }),
  ),
  released: count,
  settled: count,
  settledOn: maybeText,
  reason: maybeText,
  delivery: z.optional(
    z.object({
      phase: z.enum(DELIVERY_PHASES),
      attempt: count,
      listing: count,
      failures: count,
      uncertain: z.boolean(),
      missing: z.optional(z.boolean()),
      since: text,
      transferId: maybeText,
      listingId: maybeText,
      failure: maybeText,
      deliveredAt: maybeText,
    }),
  ),
  dueAt: maybeText,
  updatedAt: text,
  version: count,
  region: text,
  epoch: count,
});

/** The key of a file. */
export const fileKey = (id: string): Item => itemKey(["FILE", id], ["FILE"]);

/** In the index `due`: files that delivery looks at. */
export const DUE_FILE = "file";

/** Where delivery has a file to look at; elsewhere it stands in no index. */
const DELIVERED_FROM: readonly AchFile["status"][] = ["built", "delivering", "delivered"];

export function writeFile(file: AchFile): Item {
  const isDue = file.dueAt !== undefined && DELIVERED_FROM.includes(file.status);
  const due = isDue ? { dueShard: shardOf(DUE_FILE, file.region, file.id) } : {};
  return { ...fileKey(file.id), ...toItem({ ...file, ...due }) };
}

/** The file whose key this is. @throws ItemError where it is another thing's. */
export function fileIdOfKey({ pk }: Item): string {
  const [kind, id] = pk?.S?.split("#") ?? [];
  if (kind === "FILE" && id !== undefined) return id;
  throw new ItemError("An item of the index due is no file's.");
}

/** A file as it was written. @throws ItemError */
export function readFile(item: Item): AchFile {
  return readItem(storedFile, item);
}

const storedEntry = z.object({
  fileId: text,
  sequence: count,
  transferId: text,
  retryOf: maybeText,
  batch: count,
  purpose: text,
  direction: z.enum(["credit", "debit"]),
  secCode: z.enum(["PPD", "CCD", "WEB"]),
  description: text,
  effectiveEntryDate: text,
  sameDay: z.boolean(),
  amountCents: count,
  paymentType: z.optional(z.enum(["R", "S"])),
  account: sealedAccount,
});

/** The key of an entry, beside its file. */
export const entryKey = (fileId: string, sequence: number): Item =>
  itemKey(["FILE", fileId], ["ENTRY", String(sequence).padStart(7, "0")]);

export function writeEntry(entry: FileEntry): Item {
  return { ...entryKey(entry.fileId, entry.sequence), ...toItem(entry) };
}

/** An entry as it was written. @throws ItemError */
export function readEntry(item: Item): FileEntry {
  return readItem(storedEntry, item);
}

/** The key of the next trace number of an ODFI. */
export const nextTraceKey = (odfi: string): Item => itemKey(["TRACES", odfi], ["NEXT"]);

/** @throws ItemError */
export function readNextSequence(item: Item | undefined): number {
  return item ? readItem(z.object({ next: count }), item).next : 0;
}

/** The partition of the ranges of trace numbers that files have taken. */
export const tracePartition = (odfi: string): string => `TRACES#${odfi}`;

/** A range's sort key: trace numbers are counted on when their seven digits are used up, so that ranges stay in order. */
export const rangeKeyText = (first: number): string => `RANGE#${String(first).padStart(15, "0")}`;

/** The range of trace numbers of a file. */
export function writeRange({ odfi, first, last }: SequenceRange, fileId: string): Item {
  return { pk: { S: tracePartition(odfi) }, sk: { S: rangeKeyText(first) }, ...toItem({ fileId, last }) };
}

/** The file of a range, and its last number. @throws ItemError */
export function readRange(item: Item): { readonly fileId: string; readonly last: number } {
  return readItem(z.object({ fileId: text, last: count }), item);
}

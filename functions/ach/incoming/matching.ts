import type { FileEntry } from "../batches/file";
import type { BatchParts } from "../parts";
import { odfiOf } from "../settings";

/** What a bank's notice says of the entry that it is about. */
export interface OriginalEntry {
  /** 15 digits. */
  readonly trace: string;
  /** Cents, where the notice has the amount; a correction has none. */
  readonly amountCents?: number;
  /** The first 8 digits of the receiving bank's routing number. */
  readonly rdfi: string;
}

/** What became of a notice: `known` where it was applied before, `too_early` where its file has not left by our books. */
export type NoticeOutcome = "applied" | "known" | "too_early" | "unmatched";

/** The entry that a notice is about, by its trace number; nothing where amount or bank are others. */
export async function matchedEntry(
  { batches, settings }: BatchParts,
  { trace, amountCents, rdfi }: OriginalEntry,
): Promise<FileEntry | undefined> {
  const odfi = odfiOf(settings);
  if (!/^\d{15}$/.test(trace) || !trace.startsWith(odfi)) return undefined;
  const entry = await batches.traced(odfi, Number.parseInt(trace.slice(8), 10));
  if (!entry || (amountCents !== undefined && amountCents !== entry.amountCents)) return undefined;
  return entry.account.routingNumber.startsWith(rdfi) ? entry : undefined;
}

import { toTimestamp } from "../../shared/clock";
import { easternMoment } from "../calendar/eastern-time";
import type { BatchParts } from "../parts";
import { fileResource } from "../resources";
import { standingOf } from "../transfers/transfer";
import type { AchFile } from "./file";

/** A file with its life: what events show of it, amounts in cents alone, and what happened when. */
export interface ShownFile {
  readonly ok: true;
  readonly file: Omit<ReturnType<typeof fileResource>, "credit_amount" | "debit_amount">;
  /** ISO 8601 UTC. */
  readonly claimed_at: string;
  /** Its way to the bank, once it has begun. */
  readonly delivery?: {
    readonly phase: string;
    readonly attempts: number;
    readonly since: string;
    readonly failure?: string;
    readonly delivered_at?: string;
  };
  /** When delivery looks at it next. */
  readonly due_at?: string;
  /** How many of its entries stand where; `moved_on` those that went with another file. */
  readonly entries: Readonly<Record<string, number>>;
  /** How many came back, by their codes, and how many were corrected. */
  readonly returns: Readonly<Record<string, number>>;
  readonly corrections: Readonly<Record<string, number>>;
}

/** There is no such file. */
export interface NoFile {
  readonly ok: false;
  readonly errors: readonly { readonly code: "ach_file_not_found"; readonly message: string }[];
}

/** A file's life from claim to settlement, with the proof of what batching saved. Nothing is written. */
export async function showFile(parts: BatchParts, fileId: string): Promise<ShownFile | NoFile> {
  const file = (await parts.store.files([fileId])).get(fileId);
  if (!file) {
    const message = `There is no file ${fileId}; ach windows shows today's.`;
    return { ok: false, errors: [{ code: "ach_file_not_found", message }] };
  }
  const { delivery, dueAt } = file;
  const { credit_amount: _credit, debit_amount: _debit, ...shown } = fileResource(file);
  return {
    ok: true,
    file: shown,
    claimed_at: claimedAt(file),
    ...(delivery && {
      delivery: {
        phase: delivery.phase,
        attempts: delivery.attempt,
        since: delivery.since,
        ...(delivery.failure !== undefined && { failure: delivery.failure }),
        ...(delivery.deliveredAt !== undefined && { delivered_at: delivery.deliveredAt }),
      },
    }),
    ...(dueAt !== undefined && { due_at: dueAt }),
    ...(await standings(parts, file)),
  };
}

/** Its header has the day and the time, Eastern. */
function claimedAt({ createdOn, createdAt }: AchFile): string {
  return toTimestamp(easternMoment(createdOn, createdAt));
}

async function standings(
  parts: BatchParts,
  file: AchFile,
): Promise<Pick<ShownFile, "entries" | "returns" | "corrections">> {
  const ids = (await parts.batches.entries(file.id)).map(({ transferId }) => transferId);
  const transfers = [...(await parts.store.transfers(ids)).values()];
  const own = transfers.filter(({ fileId }) => fileId === file.id);
  const movedOn = ids.length - own.length;
  return {
    entries: {
      ...counted(own.map((transfer) => standingOf(transfer, file).detail)),
      ...(movedOn > 0 && { moved_on: movedOn }),
    },
    returns: counted(own.flatMap(({ returnCode }) => returnCode ?? [])),
    corrections: counted(own.flatMap(({ changeCode }) => changeCode ?? [])),
  };
}

function counted(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

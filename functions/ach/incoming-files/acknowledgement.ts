import type { AchFile } from "../batches/file";
import { advanceFile } from "../batches/file-steps";
import { fileEvent } from "../events";
import { rejectFile } from "../incoming/reject";
import { sumsOfEntries } from "./file-sums";
import { except, type Tally } from "./incoming-file";
import { asDelivered, fileNamed, isOnItsWay } from "./our-file";
import type { IncomingParts } from "./parts";
import { readTable, type TableRow, wholeNumber } from "./table-text";

/** The columns of an acknowledgement, `<file id>.ack.csv`. */
export const ACKNOWLEDGEMENT_COLUMNS = [
  "file",
  "status",
  "reason",
  "entries",
  "debit_cents",
  "credit_cents",
  "received_at",
] as const;

type Row = TableRow<(typeof ACKNOWLEDGEMENT_COLUMNS)[number]>;

/**
 * Takes the bank's word on files of ours: `accepted` where it counted what we did, `rejected`, or `duplicate` where it had
 * the file already.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function takeAcknowledgement(parts: IncomingParts, text: string, tally: Tally): Promise<void> {
  const { rows, faults } = readTable(text, ACKNOWLEDGEMENT_COLUMNS);
  for (const { line, field } of faults) except(tally, "faults", { what: `table_${field}`, place: line });
  if (rows.length + faults.length === 0) except(tally, "faults", { what: "table_empty", place: 0 });
  for (const row of rows) await takeRow(parts, row, tally);
}

async function takeRow(parts: IncomingParts, { line, values }: Row, tally: Tally): Promise<void> {
  const named = await fileNamed(parts, values.file);
  if (named.found === "too_early") {
    tally.tooEarly++;
    return;
  }
  if (named.found !== "file") {
    except(tally, "unmatched", { what: named.found, place: line });
    return;
  }
  const { file } = named;
  const about = { place: line, fileId: file.id };
  switch (values.status) {
    case "duplicate":
      await asDelivered(parts, file);
      parts.log.warn("the bank had a file already", { fileId: file.id });
      tally.known++;
      return;
    case "rejected":
      await reject(parts, file, values, about, tally);
      return;
    case "accepted":
      await accept(parts, file, values, about, tally);
      return;
    default:
      except(tally, "faults", { ...about, what: "status_unknown" });
  }
}

interface About {
  readonly place: number;
  readonly fileId: string;
}

/** Whether the bank counted in a file what we did. */
async function isCountedAlike(parts: IncomingParts, file: AchFile, values: Row["values"]): Promise<boolean> {
  const ours = sumsOfEntries(file, await parts.batches.entries(file.id));
  const seen = [values.entries, values.debit_cents, values.credit_cents].map(wholeNumber);
  return [ours.entries, ours.debitCents, ours.creditCents].every((sum, place) => sum === seen[place]);
}

async function accept(parts: IncomingParts, file: AchFile, values: Row["values"], about: About, tally: Tally) {
  const { status } = await asDelivered(parts, file);
  if (!(await isCountedAlike(parts, file, values))) except(tally, "faults", { ...about, what: "sums_differ" });
  else if (status === "rejected") except(tally, "faults", { ...about, what: "accepted_after_rejection" });
  else if (status !== "delivered") tally.known++;
  else {
    await advanceFile(parts, file.id, "acknowledged", {}, (after) => [
      fileEvent(parts, "ach.file_acknowledged", after),
    ]);
    tally.applied++;
  }
}

/**
 * A bank rejects a part of a file too, where the connection was lost; the file is sent again then, and accepted. So a
 * rejection waits until we know that the file is there, and where it was sent more than once, or accepted, it counts only if
 * the bank counted all of it.
 */
async function reject(parts: IncomingParts, file: AchFile, values: Row["values"], about: About, tally: Tally) {
  if (file.status === "settled") except(tally, "faults", { ...about, what: "rejected_after_settlement" });
  else if (isOnItsWay(file)) tally.tooEarly++;
  else if (await isOfAll(parts, file, values)) {
    // Again where it was rejected before: who was killed is finished.
    await rejectFile(parts, file.id, `bank:${shownReason(values.reason)}`);
    tally[file.status === "rejected" ? "known" : "applied"]++;
  } else except(tally, "faults", { ...about, what: "rejection_of_a_part" });
}

async function isOfAll(parts: IncomingParts, file: AchFile, values: Row["values"]): Promise<boolean> {
  const { status, delivery } = file;
  const isSentOnce = status === "delivered" && (delivery?.attempt ?? 0) <= 1;
  return status === "rejected" || isSentOnce || isCountedAlike(parts, file, values);
}

/** The bank's words as they are kept: no number in them is shown, it may be an account's. */
function shownReason(reason: string): string {
  const plain = reason.replace(/[^\x20-\x7e]/g, "?").replace(/[\d-]{4,}/g, "****");
  return plain === "" ? "no_reason" : plain.slice(0, 80);
}

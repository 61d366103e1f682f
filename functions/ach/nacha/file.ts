import { NINE } from "./bytes";
import { encodeRecord } from "./encode";
import { BLOCKING_FACTOR } from "./file-check";
import type { Finding } from "./findings";
import { RECORD_SIZE } from "./layout";
import { type FileSummary, NachaReader, type ReaderOptions } from "./reader";
import { readRecord } from "./record-view";
import type { AnyRecord, RecordName, RecordTypes } from "./records";

type Named<Pattern extends string> = RecordTypes[Extract<RecordName, Pattern>];

/** An entry and its addenda. */
export interface Entry {
  readonly detail: Named<`${string}EntryDetail`>;
  readonly addenda: readonly Named<`${string}Addenda${string}`>[];
}

/** A batch as a whole. */
export interface EntryBatch {
  readonly header: Named<"BatchHeader" | "IatBatchHeader">;
  readonly entries: readonly Entry[];
  readonly control: Named<"BatchControl" | "AdvBatchControl">;
}

/** A file as a whole, for files that fit into memory. */
export interface NachaFile {
  readonly header: RecordTypes["FileHeader"];
  readonly batches: readonly EntryBatch[];
  readonly control: Named<"FileControl" | "AdvFileControl">;
}

/** What reading a whole file gives. */
export interface ParsedFile {
  /** Only where no record was out of its place. */
  readonly file?: NachaFile;
  readonly findings: readonly Finding[];
  readonly summary: FileSummary;
}

/** Reads a whole file into objects. Large files are read with `NachaReader`, record by record. */
export function parseFile(bytes: Buffer, options: Omit<ReaderOptions, "visit" | "report"> = {}): ParsedFile {
  const findings: Finding[] = [];
  const records: AnyRecord[] = [];
  const reader = new NachaReader({
    ...options,
    visit: (view) => records.push(readRecord(view)),
    report: (finding) => findings.push(finding),
  });
  reader.push(bytes);
  const summary = reader.end();
  return { file: assembled(records), findings, summary };
}

/** The records of a file, padding included, with a line break behind each: the same object gives the same bytes. */
export function writeFile(file: NachaFile): Buffer {
  const records = recordsOf(file);
  const total = Math.ceil(records.length / BLOCKING_FACTOR) * BLOCKING_FACTOR;
  const bytes = Buffer.alloc(total * (RECORD_SIZE + 1), NINE);
  for (let place = 0; place < total; place++) {
    const record = records[place];
    if (record !== undefined) encodeRecord(record, bytes, place * (RECORD_SIZE + 1));
    bytes[place * (RECORD_SIZE + 1) + RECORD_SIZE] = 0x0a;
  }
  return bytes;
}

function recordsOf({ header, batches, control }: NachaFile): AnyRecord[] {
  const inside = batches.flatMap((batch) => [
    batch.header,
    ...batch.entries.flatMap(({ detail, addenda }) => [detail, ...addenda]),
    batch.control,
  ]);
  return [header, ...inside, control];
}

/** Puts records together to a file; gives nothing where one is out of its place. */
function assembled(records: readonly AnyRecord[]): NachaFile | undefined {
  const [header, ...rest] = records;
  const control = rest.pop();
  if (header?.type !== "FileHeader") return undefined;
  if (control?.type !== "FileControl" && control?.type !== "AdvFileControl") return undefined;
  const batches: EntryBatch[] = [];
  let open:
    | { header: EntryBatch["header"]; entries: { detail: Entry["detail"]; addenda: Entry["addenda"][number][] }[] }
    | undefined;
  for (const record of rest) {
    switch (record.type) {
      case "FileHeader":
      case "FileControl":
      case "AdvFileControl":
        return undefined;
      case "BatchHeader":
      case "IatBatchHeader":
        if (open !== undefined) return undefined;
        open = { header: record, entries: [] };
        break;
      case "BatchControl":
      case "AdvBatchControl":
        if (open === undefined) return undefined;
        batches.push({ ...open, control: record });
        open = undefined;
        break;
      case "EntryDetail":
      case "SwappedEntryDetail":
      case "CorporateEntryDetail":
      case "SharedNetworkEntryDetail":
      case "IatEntryDetail":
      case "AdvEntryDetail":
        if (open === undefined) return undefined;
        open.entries.push({ detail: record, addenda: [] });
        break;
      default: {
        const entry = open?.entries.at(-1);
        if (entry === undefined) return undefined;
        entry.addenda.push(record);
      }
    }
  }
  return open === undefined ? { header, batches, control } : undefined;
}

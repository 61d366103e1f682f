import { checkAddenda } from "./addenda-check";
import type { Batch } from "./batch";
import { checkBatchControl, openBatch } from "./batch-check";
import { Cursor } from "./cursor";
import { checkEntry, closeEntry } from "./entry-check";
import { checkFileControl, checkFileHeader, checkPadding, isMalformedPadding, isPadding } from "./file-check";
import { type Finding, FindingLog, type Severities } from "./findings";
import { Framer } from "./framer";
import type { RecordName } from "./records";
import type { RecordView } from "./record-view";
import type { RuleCode } from "./rules";
import { Totals } from "./totals";
import { TraceRegister } from "./trace-register";

/** How a file is read. */
export interface ReaderOptions extends Severities {
  /** Hears of each record of a known type, padding left out, whether it has faults or not. */
  readonly visit?: (record: RecordView) => void;
  /** Hears of each finding, in the order of the file. */
  readonly report?: (finding: Finding) => void;
  /** Errors and warnings, each, beyond are counted and not told. @default 10000 */
  readonly findingsMax?: number;
}

/** What a file came to, as counted, not as its controls say. */
export interface FileSummary {
  /** Nothing was found that is an error. */
  readonly ok: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly records: number;
  readonly batches: number;
  readonly entries: number;
  readonly addenda: number;
  readonly debitCents: number;
  readonly creditCents: number;
  /** Sum of the RDFI numbers, its last 10 digits. */
  readonly entryHash: number;
}

const FINDINGS_MAX = 10_000;

/**
 * Reads a NACHA file, in chunks of any size, and checks every rule in one pass: no input makes it throw, and its memory
 * does not grow with the file. Give all chunks to `push`, then call `end` once.
 */
export class NachaReader {
  private readonly log: FindingLog;
  private readonly cursor: Cursor;
  private readonly framer: Framer;
  private readonly visit: ((record: RecordView) => void) | undefined;
  private readonly traces = new TraceRegister();
  private readonly totals = new Totals();
  private batch: Batch | undefined;
  private batches = 0;
  private batchNumber = -1;
  private fileDate = -1;
  private isAdv = false;
  private hasHeader = false;
  private hasControl = false;
  /** Records stand behind the file's control. */
  private isFollowed = false;
  /** Records without padding, and lines of padding behind the control. */
  private records = 0;
  private padding = 0;
  /** A line of nines before the control: told where another record follows, else it is the control that is missing. */
  private stray: { readonly record: number; readonly line: number } | undefined;

  constructor({ visit, report = () => {}, findingsMax = FINDINGS_MAX, strict, lenient }: ReaderOptions = {}) {
    this.visit = visit;
    this.log = new FindingLog(report, findingsMax, { strict, lenient });
    this.cursor = new Cursor(this.log);
    this.framer = new Framer({
      frame: (bytes, at, line, isPlain, isDeformed) => {
        this.frame(bytes, at, line, isPlain, isDeformed);
      },
      deviation: (code, line, value) => {
        this.deviation(code, line, value);
      },
    });
  }

  push(chunk: Buffer): void {
    this.framer.push(chunk);
  }

  end(): FileSummary {
    this.framer.end();
    const { cursor, totals, log } = this;
    if (cursor.record === 0) log.add("file_empty", { record: 0, line: 1 });
    else {
      this.leaveBatch();
      if (!this.hasHeader && this.stray !== undefined) log.add("file_header_missing", this.stray);
      if (!this.hasControl) cursor.recordFault("file_control_missing");
      // Behind a record that should not be there, padding is nobody's.
      else if (!this.isFollowed) checkPadding(cursor, this.records, this.padding);
    }
    log.end(cursor.record, cursor.line);
    const { entries, addenda, debit, credit, hash } = totals;
    return {
      ok: log.errors === 0,
      errors: log.errors,
      warnings: log.warnings,
      records: this.records,
      batches: this.batches,
      entries,
      addenda,
      debitCents: debit,
      creditCents: credit,
      entryHash: hash,
    };
  }

  private deviation(code: RuleCode, line: number, value?: string): void {
    const breach = { record: this.cursor.record, line, value };
    // A file has its line ends from one program: they are told once. A line's length is its own.
    if (code === "line_short" || code === "line_too_long" || code === "line_with_blank_tail")
      this.log.add(code, breach);
    else this.log.addOnce(code, breach);
  }

  private frame(bytes: Buffer, at: number, line: number, isPlain: boolean, isDeformed: boolean): void {
    const { cursor } = this;
    cursor.bytes = bytes;
    cursor.at = at;
    cursor.line = line;
    cursor.isDeformed = isDeformed;
    cursor.record++;
    const name = this.recordOf(bytes[at] ?? 0, isPlain);
    if (name === undefined || this.visit === undefined) return;
    this.visit({ name, record: cursor.record, line, bytes, at, isDeformed });
  }

  /** Checks a record; gives its type, nothing where it is padding or of no type. */
  private recordOf(type: number, isPlain: boolean): RecordName | undefined {
    if (type === 0x39) return this.nine(isPlain);
    this.tellStray();
    this.records++;
    if (this.hasControl) {
      this.behindEnd(type);
      return undefined;
    }
    if (!this.hasHeader && type !== 0x31) {
      this.headerIsMissing();
    }
    switch (type) {
      case 0x36:
        return this.entry(isPlain);
      case 0x37:
        return this.addenda(isPlain);
      case 0x31:
        return this.fileHeader(isPlain);
      case 0x35:
        return this.batchHeader(isPlain);
      case 0x38:
        return this.batchControl(isPlain);
      default:
        this.cursor.recordFault("record_type_unknown", type > 0x20 && type < 0x7f ? String.fromCharCode(type) : "");
        return undefined;
    }
  }

  private headerIsMissing(): void {
    this.hasHeader = true;
    this.cursor.recordFault("file_header_missing");
  }

  private behindEnd(type: number): void {
    const { record, line } = this.cursor;
    this.isFollowed = true;
    this.log.addOnce(type === 0x31 ? "file_header_repeated" : "record_after_end", { record, line });
  }

  private fileHeader(isPlain: boolean): RecordName | undefined {
    if (this.hasHeader) {
      this.cursor.recordFault("file_header_repeated");
      return undefined;
    }
    this.hasHeader = true;
    this.fileDate = checkFileHeader(this.cursor, isPlain);
    return "FileHeader";
  }

  private batchHeader(isPlain: boolean): RecordName {
    this.leaveBatch();
    const { batchNumber: previousNumber, fileDate } = this;
    const isBehindAdvices = this.batches > 0 ? this.isAdv : undefined;
    this.batch = openBatch(this.cursor, isPlain, { previousNumber, fileDate, isBehindAdvices });
    this.batches++;
    this.batchNumber = Math.max(this.batchNumber, this.batch.number);
    this.isAdv ||= this.batch.isAdv;
    return this.batch.isIat ? "IatBatchHeader" : "BatchHeader";
  }

  private entry(isPlain: boolean): RecordName {
    const batch = this.batch;
    if (batch === undefined) return this.outside("EntryDetail");
    closeEntry(this.cursor, batch);
    checkEntry(this.cursor, batch, this.traces, isPlain);
    return batch.sec.entry;
  }

  private addenda(isPlain: boolean): RecordName | undefined {
    if (this.batch === undefined) return this.outside("Addenda05");
    return checkAddenda(this.cursor, this.batch, isPlain);
  }

  private batchControl(isPlain: boolean): RecordName {
    const batch = this.batch;
    if (batch === undefined) return this.outside("BatchControl");
    closeEntry(this.cursor, batch);
    checkBatchControl(this.cursor, batch, isPlain);
    this.closeBatch(batch);
    return batch.isAdv ? "AdvBatchControl" : "BatchControl";
  }

  private outside<Name extends RecordName>(name: Name): Name {
    this.cursor.recordFault("record_outside_batch");
    return name;
  }

  private nine(isPlain: boolean): RecordName | undefined {
    if (isPadding(this.cursor)) {
      if (this.hasControl) this.padding++;
      else this.stray ??= { record: this.cursor.record, line: this.cursor.line };
      return undefined;
    }
    if (this.hasControl && isMalformedPadding(this.cursor)) {
      this.padding++;
      this.cursor.recordFault("padding_malformed");
      return undefined;
    }
    this.tellStray();
    this.records++;
    if (this.hasControl) {
      this.behindEnd(0x39);
      return undefined;
    }
    if (!this.hasHeader) this.headerIsMissing();
    this.leaveBatch();
    const { isAdv, batches, records, totals } = this;
    checkFileControl(this.cursor, isPlain, { isAdv, batches, records, totals });
    this.hasControl = true;
    return isAdv ? "AdvFileControl" : "FileControl";
  }

  private tellStray(): void {
    if (this.stray === undefined) return;
    this.log.addOnce("padding_misplaced", this.stray);
    this.stray = undefined;
  }

  /** A batch that another record ends than its control. */
  private leaveBatch(): void {
    if (this.batch === undefined) return;
    closeEntry(this.cursor, this.batch);
    this.cursor.recordFault("batch_not_closed");
    this.closeBatch(this.batch);
  }

  private closeBatch(batch: Batch): void {
    if (!batch.hasReturns) batch.tellDate?.();
    this.totals.addAll(batch.totals);
    this.batch = undefined;
  }
}

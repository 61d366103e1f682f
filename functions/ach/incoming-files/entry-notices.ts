import type { Finding } from "../nacha/findings";
import { type FileSummary, NachaReader } from "../nacha/reader";
import { fieldText, type RecordView } from "../nacha/record-view";
import type { RecordName } from "../nacha/records";
import type { Leniency } from "../nacha/rules";

/** A return or a correction, as the network's file has it. */
export type EntryNotice =
  | {
      readonly kind: "return";
      readonly record: number;
      readonly trace: string;
      readonly rdfi: string;
      readonly code: string;
      readonly amountCents: number;
    }
  | {
      readonly kind: "correction";
      readonly record: number;
      readonly trace: string;
      readonly rdfi: string;
      readonly code: string;
      readonly correctedData: string;
    };

/** Something of a file that is not applied: the code of its first fault, and its record. */
export interface NoticeFault {
  readonly record: number;
  readonly code: string;
}

/** What banks and operators do not enforce in what they send back; none of it decides which entry is meant. */
const LENIENT: readonly Leniency[] = [
  "batch-number",
  "block-count",
  "characters",
  "check-digit",
  "company-id",
  "effective-date",
  "trace-odfi",
  "trace-order",
  "trace-reuse",
  "zero-amount",
];

interface OpenEntry {
  readonly record: number;
  readonly amountCents: number;
  /** What it says, and whether it says anything at all. */
  readonly notices: EntryNotice[];
  isToldOf: boolean;
}

/** The records of a batch's entries, whatever their class. */
const ENTRIES: readonly RecordName[] = [
  "EntryDetail",
  "SwappedEntryDetail",
  "CorporateEntryDetail",
  "SharedNetworkEntryDetail",
  "IatEntryDetail",
  "AdvEntryDetail",
];

/**
 * Reads returns and corrections out of a NACHA file, in chunks of any size and in one pass. The notices of a batch are
 * given out where the batch ends and its control agrees with it; those whose own records have a fault, and all of a batch
 * whose header or control has one, are told as faults. No input makes it throw.
 */
export class NoticeReader {
  private readonly reader: NachaReader;
  private readonly faultyRecords = new Map<number, string>();
  private notices: EntryNotice[] = [];
  private entry: OpenEntry | undefined;
  private isOpen = false;
  /** The first fault of the open batch's own records. */
  private batchFault: string | undefined;

  constructor(
    private readonly give: (notices: readonly EntryNotice[]) => void,
    private readonly fault: (fault: NoticeFault) => void,
  ) {
    this.reader = new NachaReader({
      lenient: LENIENT,
      // A fault that was not told would be none.
      findingsMax: Infinity,
      visit: (view) => {
        this.visit(view);
      },
      report: (finding) => {
        this.note(finding);
      },
    });
  }

  push(chunk: Buffer): void {
    this.reader.push(chunk);
  }

  /** What the file came to. What stands outside of entries is told last: the file's own header and control, say. */
  end(): FileSummary {
    const summary = this.reader.end();
    this.leaveBatch("batch_not_closed");
    for (const [record, code] of this.faultyRecords) this.fault({ record, code });
    return summary;
  }

  private note({ severity, record, code }: Finding): void {
    if (severity !== "error") return;
    // It is told with the record behind, which may be the header of a sound batch.
    if (code === "batch_not_closed") this.batchFault ??= code;
    else if (!this.faultyRecords.has(record)) this.faultyRecords.set(record, code);
  }

  private visit(view: RecordView): void {
    const { name, record } = view;
    if (name === "BatchHeader" || name === "IatBatchHeader") this.openBatch(record);
    else if (name === "BatchControl" || name === "AdvBatchControl") this.closeBatch(record);
    else if (ENTRIES.includes(name)) this.openEntry(view);
    else if (name === "Addenda99" || name === "IatAddenda99") {
      const { amountCents = 0 } = this.entry ?? {};
      this.add({ ...originalOf(view), kind: "return", code: fieldText(view, "returnReasonCode"), amountCents });
    } else if (name === "Addenda98" || name === "IatAddenda98") {
      const correctedData = fieldText(view, "correctedData");
      this.add({ ...originalOf(view), kind: "correction", code: fieldText(view, "changeCode"), correctedData });
    } else if (DISPUTES.includes(name) && this.entry) {
      this.tell(this.entry, record, "notice_disputed");
    }
  }

  private openBatch(record: number): void {
    this.leaveBatch("batch_not_closed");
    this.isOpen = true;
    this.batchFault = this.takeFault(record);
  }

  private closeBatch(record: number): void {
    const fault = this.takeFault(record);
    this.leaveBatch(fault);
  }

  private openEntry(view: RecordView): void {
    this.leaveEntry();
    const amountCents = view.name === "AdvEntryDetail" ? 0 : centsIn(fieldText(view, "amount"));
    this.entry = { record: view.record, amountCents, notices: [], isToldOf: false };
  }

  private add(notice: EntryNotice): void {
    const { entry } = this;
    // Addenda behind no entry are a finding of the reader's.
    if (!entry) return;
    const fault = this.takeFault(notice.record);
    if (fault === undefined) entry.notices.push(notice);
    else this.tell(entry, notice.record, fault);
  }

  private tell(entry: OpenEntry, record: number, code: string): void {
    entry.isToldOf = true;
    this.fault({ record, code });
  }

  /** The reader has told of all that is wrong with an entry when the record behind its addenda comes. */
  private leaveEntry(): void {
    const { entry } = this;
    this.entry = undefined;
    if (!entry) return;
    const fault = this.takeFault(entry.record);
    if (fault !== undefined) this.fault({ record: entry.record, code: fault });
    else if (entry.notices.length > 0) this.notices.push(...entry.notices);
    else if (!entry.isToldOf) this.fault({ record: entry.record, code: "entry_is_no_return" });
  }

  private leaveBatch(fault: string | undefined): void {
    this.leaveEntry();
    if (!this.isOpen) return;
    const { notices } = this;
    const code = this.batchFault ?? fault;
    this.isOpen = false;
    this.batchFault = undefined;
    this.notices = [];
    if (code === undefined) this.give(notices);
    else if (notices.length === 0) this.fault({ record: 0, code });
    else for (const { record } of notices) this.fault({ record, code });
  }

  private takeFault(record: number): string | undefined {
    const code = this.faultyRecords.get(record);
    this.faultyRecords.delete(record);
    return code;
  }
}

/** Dishonoured and contested returns, and refused corrections: a person answers them. */
const DISPUTES: readonly RecordName[] = ["DishonoredAddenda99", "ContestedAddenda99", "RefusedAddenda98"];

function originalOf(view: RecordView) {
  return {
    record: view.record,
    trace: fieldText(view, "originalEntryTraceNumber"),
    rdfi: fieldText(view, "originalReceivingDfiIdentification"),
  };
}

function centsIn(text: string): number {
  return /^\d+$/.test(text) ? Number.parseInt(text, 10) : 0;
}

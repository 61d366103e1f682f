import { PlatformError } from "../../shared/errors";
import { NINE, readNumber } from "./bytes";
import { encodeRecord } from "./encode";
import { BLOCKING_FACTOR } from "./file-check";
import { RECORD_SIZE } from "./layout";
import { faultsOfBatch, faultsOfEntry, faultsOfFile, type OrderFault, SEQUENCE_MAX } from "./order-faults";
import { TOTAL_MAX } from "./order-sums";
import { type BatchOrder, type EntryOrder, type FileOrder, transactionCodeOf } from "./origination";
import { addendaRecords, batchHeaderRecord, entryRecord, fileHeaderRecord } from "./originated-records";
import { isPlainEntry, writePlainEntry } from "./plain-entry";
import type { AnyRecord } from "./records";
import { Totals } from "./totals";

/** What was to be written cannot stand in a file; all that is wrong with it is listed. */
export class OrderError extends PlatformError {
  readonly code = "ach_order_refused";

  constructor(readonly faults: readonly OrderFault[]) {
    super(faults.map(({ field, value, allowed }) => `${field}: allowed: ${allowed}; seen: ${value}.`).join(" "));
  }
}

/** The calls of a writer came in an order that makes no file: a bug of the caller. */
export class WriterStateError extends PlatformError {
  readonly code = "ach_writer_state";
}

/** Where a file's bytes go; a chunk is the receiver's own to keep. */
export type Sink = (chunk: Buffer) => void;

const LINE = RECORD_SIZE + 1;
/** Records to a chunk of about 64 KiB. */
const CHUNK_RECORDS = 690;
const BATCH_RECORDS_MAX = 999_999;

interface OpenBatch {
  readonly order: BatchOrder;
  readonly number: number;
  readonly totals: Totals;
}

/**
 * Writes a NACHA file record by record to a sink, in memory that does not grow with the file. Counts, hashes, totals,
 * trace numbers, offset entries and padding are its own work. The same orders give the same bytes.
 */
export class NachaWriter {
  private chunk = Buffer.allocUnsafe(CHUNK_RECORDS * LINE);
  private filled = 0;
  private records = 0;
  private batches = 0;
  private sequence: number;
  private readonly totals = new Totals();
  private batch: OpenBatch | undefined;
  private isEnded = false;

  /** @throws OrderError where the file's order has faults. */
  constructor(
    private readonly sink: Sink,
    file: FileOrder,
  ) {
    refuse(faultsOfFile(file));
    this.sequence = (file.firstSequence ?? 1) - 1;
    this.write(fileHeaderRecord(file));
  }

  /** Begins a batch. @throws OrderError, WriterStateError where one is open. */
  beginBatch(order: BatchOrder): void {
    if (this.batch !== undefined || this.isEnded) throw new WriterStateError("A batch begins where none is open.");
    refuse(faultsOfBatch(order));
    this.batch = { order, number: ++this.batches, totals: new Totals() };
    this.write(batchHeaderRecord(order, this.batches));
  }

  /** Adds an entry to the open batch; gives its trace number. @throws OrderError, WriterStateError where none is open. */
  entry(order: EntryOrder): string {
    const { order: batchOrder } = this.openBatch();
    // Nearly all entries are plain: those are checked and written without lists and objects in between.
    if (isPlainEntry(order, batchOrder)) return this.putPlain(order, batchOrder);
    refuse(faultsOfEntry(order, batchOrder));
    return this.put(order, batchOrder);
  }

  /** Ends the open batch, with its offset entries. @throws WriterStateError where none is open or it is empty. */
  endBatch(): void {
    const { order, number, totals } = this.openBatch();
    if (totals.entries === 0) throw new WriterStateError("A batch has entries.");
    if (order.offset !== undefined) this.balance(order, totals.credit, totals.debit);
    if (totals.count > BATCH_RECORDS_MAX || totals.debit > TOTAL_MAX || totals.credit > TOTAL_MAX) {
      throw new WriterStateError(
        `A batch has at most ${BATCH_RECORDS_MAX} entries and addenda, and ${TOTAL_MAX} cents a side.`,
      );
    }
    this.write({
      type: "BatchControl",
      serviceClassCode: String(order.serviceClass),
      entryAddendaCount: totals.count,
      entryHash: totals.hash,
      totalDebitAmount: totals.debit,
      totalCreditAmount: totals.credit,
      companyIdentification: order.companyIdentification,
      messageAuthenticationCode: "",
      originatingDfiIdentification: order.odfi,
      batchNumber: number,
    });
    this.totals.addAll(totals);
    this.batch = undefined;
  }

  /** Ends the file: control, padding, the last chunk. @throws WriterStateError where a batch is open or there is none. */
  end(): void {
    if (this.batch !== undefined || this.isEnded || this.batches === 0) {
      throw new WriterStateError("A file ends once, behind the control of its last batch.");
    }
    this.isEnded = true;
    const { totals, batches } = this;
    if (totals.debit > TOTAL_MAX || totals.credit > TOTAL_MAX)
      throw new WriterStateError(`A file has at most ${TOTAL_MAX} cents a side.`);
    const blockCount = Math.ceil((this.records + 1) / BLOCKING_FACTOR);
    this.write({
      type: "FileControl",
      batchCount: batches,
      blockCount,
      entryAddendaCount: totals.count,
      entryHash: totals.hash,
      totalDebitAmount: totals.debit,
      totalCreditAmount: totals.credit,
    });
    while (this.records < blockCount * BLOCKING_FACTOR) {
      this.room().fill(NINE, this.filled, this.filled + RECORD_SIZE);
      this.advance();
    }
    this.flush();
  }

  private openBatch(): OpenBatch {
    if (this.batch === undefined) throw new WriterStateError("No batch is open.");
    return this.batch;
  }

  private nextSequence(): number {
    if (this.sequence === SEQUENCE_MAX) throw new WriterStateError(`A file's trace numbers end at ${SEQUENCE_MAX}.`);
    return ++this.sequence;
  }

  private putPlain(order: EntryOrder, batch: BatchOrder): string {
    const trace = batch.odfi + String(this.nextSequence()).padStart(7, "0");
    const chunk = this.room();
    writePlainEntry(chunk, this.filled, order, trace);
    const rdfi = readNumber(chunk, this.filled + 3, this.filled + 11);
    this.openBatch().totals.addEntry(rdfi, order.amountCents, order.direction === "credit");
    this.advance();
    return trace;
  }

  private put(order: EntryOrder, batch: BatchOrder): string {
    const sequence = this.nextSequence();
    const trace = `${batch.odfi}${String(sequence).padStart(7, "0")}`;
    const { totals } = this.openBatch();
    totals.addEntry(
      Number.parseInt(order.routingNumber.slice(0, 8), 10),
      order.amountCents,
      order.direction === "credit",
    );
    const addenda = addendaRecords(order, sequence, trace);
    this.write(entryRecord(order, batch, { code: transactionCodeOf(order), trace, addenda: addenda.length }));
    for (const record of addenda) {
      totals.addAddenda();
      this.write(record);
    }
    return trace;
  }

  /** Credits are paid from the offset account, debits are paid to it. */
  private balance({ offset, ...batch }: BatchOrder, credits: number, debits: number): void {
    if (offset === undefined) return;
    // An entry holds less than a batch: a side that is too large for one entry is refused here.
    const sides = [
      { direction: "debit", amountCents: credits },
      { direction: "credit", amountCents: debits },
    ] as const;
    for (const side of sides.filter(({ amountCents }) => amountCents > 0)) {
      const order = { ...offset, ...side, discretionaryData: batch.secCode === "WEB" ? "S" : "" };
      refuse(faultsOfEntry(order, batch, "offset"));
      this.put(order, batch);
    }
  }

  private write(record: AnyRecord): void {
    encodeRecord(record, this.room(), this.filled);
    this.advance();
  }

  private room(): Buffer {
    if (this.filled === this.chunk.length) this.flush();
    return this.chunk;
  }

  private advance(): void {
    this.chunk[this.filled + RECORD_SIZE] = 0x0a;
    this.filled += LINE;
    this.records++;
  }

  private flush(): void {
    if (this.filled === 0) return;
    const full = this.chunk.subarray(0, this.filled);
    this.chunk = Buffer.allocUnsafe(CHUNK_RECORDS * LINE);
    this.filled = 0;
    this.sink(full);
  }
}

function refuse(faults: readonly OrderFault[]): void {
  if (faults.length > 0) throw new OrderError(faults);
}

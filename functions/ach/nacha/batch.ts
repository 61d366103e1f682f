import type { SecCode } from "./sec-codes";
import { Totals } from "./totals";

/** An entry whose addenda are being read. */
export interface OpenEntry {
  /** -1 where it is no number. */
  trace: number;
  /** 1, 0, or another number where the indicator is invalid. */
  indicator: number;
  addenda: number;
  /** Addenda that the entry says will follow; -1 where it says nothing. */
  announced: number;
  /** Sequence of the last addenda of type 05 or 17, and of type 18. */
  sequence: number;
  correspondentSequence: number;
  /** IAT: one bit each for the addenda 10 to 16 that were seen. */
  mandatory: number;
  /** IAT: type of the addenda before. */
  lastType: number;
  /** A return or a notification of change was among the addenda. */
  isReturn: boolean;
  /** It is by its transaction code. */
  isReturnByCode: boolean;
  isZeroDollar: boolean;
  record: number;
  line: number;
}

/** A batch that is being read. */
export class Batch {
  readonly totals = new Totals();
  previousTrace = -1;
  hasReturns = false;
  /** An entry is open whose addenda may follow; `open` keeps its values then. */
  hasEntry = false;
  readonly open: OpenEntry = {
    trace: -1,
    indicator: 0,
    addenda: 0,
    announced: -1,
    sequence: 0,
    correspondentSequence: 0,
    mandatory: 0,
    lastType: 0,
    isReturn: false,
    isReturnByCode: false,
    isZeroDollar: false,
    record: 0,
    line: 0,
  };

  constructor(
    readonly sec: SecCode,
    /** -1 where it is no number. */
    readonly serviceClass: number,
    /** Nothing where the header's columns are not in their places. */
    readonly companyId: string | undefined,
    readonly odfi: number,
    readonly number: number,
    readonly isIat: boolean,
    /** Of SEC code COR, also where it is international. */
    readonly isOfCorrections: boolean,
    readonly isReversal: boolean,
    /** The effective entry date deviates: told where the batch proves to be no return. */
    readonly tellDate: (() => void) | undefined,
  ) {}

  get isAdv(): boolean {
    return this.sec.entry === "AdvEntryDetail";
  }
}

import type { RecordName } from "./records";

/** What the SEC code of a batch asks of its entries. */
export interface SecCode {
  readonly entry: Extract<RecordName, `${string}EntryDetail`>;
  /** Addenda types that an entry may have beside a return's 99 and a correction's 98. */
  readonly addendaTypes: readonly string[];
  readonly addendaMax: number;
  /** Addenda that each entry must have; a return or correction has its own in their place. */
  readonly addendaMin: number;
  /** Entries are of this side, other than in reversals and returns. */
  readonly side?: "credit" | "debit";
  /** Amounts are 0. */
  readonly zeroAmount?: boolean;
  /** Cents an entry. */
  readonly amountMax?: number;
  readonly needsName?: boolean;
  readonly needsPaymentType?: boolean;
  /** The number of the cheque that the entry stands for. */
  readonly needsSerialNumber?: boolean;
  /** Zero-dollar entries with remittance are of this code. */
  readonly takesZeroDollar?: boolean;
  /** What the batch's description says, other than in reversals. */
  readonly description?: string;
}

const plain = { entry: "EntryDetail", addendaTypes: [], addendaMax: 0, addendaMin: 0 } as const;
const withOne = { entry: "EntryDetail", addendaTypes: ["05"], addendaMax: 1, addendaMin: 0 } as const;
const cheque = { ...plain, side: "debit", needsSerialNumber: true } as const;
const terminal = { entry: "EntryDetail", addendaTypes: ["02"], addendaMax: 1, addendaMin: 1 } as const;
const corporate = { entry: "CorporateEntryDetail", addendaTypes: ["05"], addendaMax: 9999, addendaMin: 0 } as const;
const acknowledgement = { zeroAmount: true, takesZeroDollar: true } as const;

/** Cents. Nacha: checks above this are not eligible for conversion. */
const CONVERTED_CHEQUE_MAX = 2_500_000;
/** Cents. Nacha: re-presented check entry limit. */
const RE_PRESENTED_CHEQUE_MAX = 250_000;

const SEC_CODES: Readonly<Record<string, SecCode>> = {
  PPD: { ...withOne, needsName: true },
  CCD: { ...withOne, needsName: true, takesZeroDollar: true },
  WEB: { ...withOne, needsName: true, needsPaymentType: true },
  TEL: { ...plain, side: "debit", needsName: true, needsPaymentType: true },
  CIE: { ...withOne, entry: "SwappedEntryDetail", side: "credit" },
  MTE: { ...terminal, entry: "SwappedEntryDetail" },
  CTX: { ...corporate, takesZeroDollar: true },
  ENR: { ...corporate, zeroAmount: true, description: "AUTOENROLL" },
  ATX: { ...corporate, ...acknowledgement },
  TRX: { ...corporate, side: "debit" },
  ACK: { ...withOne, ...acknowledgement },
  DNE: { ...withOne, zeroAmount: true },
  ARC: { ...cheque, amountMax: CONVERTED_CHEQUE_MAX },
  BOC: { ...cheque, amountMax: CONVERTED_CHEQUE_MAX },
  POP: { ...cheque, amountMax: CONVERTED_CHEQUE_MAX },
  RCK: { ...cheque, amountMax: RE_PRESENTED_CHEQUE_MAX, description: "REDEPCHECK" },
  XCK: { ...cheque, description: "NO CHECK" },
  TRC: cheque,
  POS: terminal,
  SHR: { ...terminal, entry: "SharedNetworkEntryDetail" },
  IAT: {
    entry: "IatEntryDetail",
    addendaTypes: ["10", "11", "12", "13", "14", "15", "16", "17", "18"],
    // Seven that are mandatory, two of type 17, five of type 18.
    addendaMax: 14,
    addendaMin: 7,
  },
  ADV: { ...plain, entry: "AdvEntryDetail" },
  COR: { ...plain, zeroAmount: true, addendaTypes: ["98"], addendaMax: 1, addendaMin: 1 },
};

/** How entries of an unknown SEC code are read. */
export const UNKNOWN_SEC_CODE: SecCode = {
  ...corporate,
  entry: "EntryDetail",
  addendaTypes: ["02", "05"],
  takesZeroDollar: true,
};

/** What a SEC code asks; nothing where the standard has none. */
export function secCode(code: string): SecCode | undefined {
  return Object.hasOwn(SEC_CODES, code) ? SEC_CODES[code] : undefined;
}

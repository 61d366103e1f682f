import type { Batch } from "./batch";
import { readNumber } from "./bytes";
import { readCorrectedData } from "./corrected-data";
import type { Cursor } from "./cursor";
import { FieldChecks } from "./field-checks";
import { fieldOf, type RecordLayout } from "./layout";
import { type RecordName, RECORDS } from "./records";
import { isChangeCode, isRefusal, returnKind } from "./return-codes";

type AddendaName = Extract<RecordName, `${string}Addenda${string}`>;

const BY_TYPE: Readonly<Record<string, AddendaName>> = {
  "02": "Addenda02",
  "05": "Addenda05",
  "10": "IatAddenda10",
  "11": "IatAddenda11",
  "12": "IatAddenda12",
  "13": "IatAddenda13",
  "14": "IatAddenda14",
  "15": "IatAddenda15",
  "16": "IatAddenda16",
  "17": "IatAddenda17",
  "18": "IatAddenda18",
};

const RETURNS = {
  return: "Addenda99",
  dishonored: "DishonoredAddenda99",
  contested: "ContestedAddenda99",
} as const;

const NAMES: readonly AddendaName[] = [
  ...Object.values(BY_TYPE),
  ...Object.values(RETURNS),
  "IatAddenda99",
  "Addenda98",
  "RefusedAddenda98",
  "IatAddenda98",
];

const CHECKS: ReadonlyMap<AddendaName, FieldChecks> = new Map(
  NAMES.map((name) => [name, FieldChecks.of(RECORDS[name])]),
);

const TYPE = { ...fieldOf(RECORDS.Addenda05, "addendaTypeCode") };
const SEQUENCE = fieldOf(RECORDS.Addenda05, "addendaSequenceNumber");
const ENTRY_SEQUENCE = fieldOf(RECORDS.Addenda05, "entryDetailSequenceNumber");
const TRACE = fieldOf(RECORDS.Addenda99, "traceNumber");
const RETURN_CODE = fieldOf(RECORDS.Addenda99, "returnReasonCode");
const CHANGE_CODE = fieldOf(RECORDS.Addenda98, "changeCode");
const CORRECTED_DATA = fieldOf(RECORDS.Addenda98, "correctedData");

const SEQUENCES = 10_000_000;

/** Checks an addenda by itself and against its entry; gives its record type, nothing where the standard has none. */
export function checkAddenda(cursor: Cursor, batch: Batch, isPlain: boolean): AddendaName | undefined {
  const { open: entry, sec } = batch;
  batch.totals.addAddenda();
  if (!batch.hasEntry) cursor.recordFault("addenda_without_entry");
  entry.addenda++;
  const type = cursor.text(TYPE.first, TYPE.last);
  const name = layoutOf(cursor, type, batch.isIat);
  const isReturn = type === "98" || type === "99";
  if (isReturn) entry.isReturn = true;
  if (name === undefined || (!isReturn && !sec.addendaTypes.includes(type))) {
    cursor.fault("addenda_type_wrong", TYPE, sec.addendaTypes.join(", ") || "none");
  }
  const most = sec.addendaMax + (entry.isReturn ? 1 : 0);
  if (entry.addenda === most + 1 && !isReturn) cursor.recordFault("addenda_over_limit", undefined, `at most ${most}`);
  if (name === undefined) return undefined;
  CHECKS.get(name)?.check(cursor, isPlain);
  if (batch.hasEntry) checkPlace(cursor, batch, type, RECORDS[name]);
  if (type === "99") checkReturn(cursor);
  if (type === "98") checkChange(cursor);
  return name;
}

function layoutOf(cursor: Cursor, type: string, isIat: boolean): AddendaName | undefined {
  if (type === "98") {
    if (isRefusal(cursor.text(4, 6))) return "RefusedAddenda98";
    return isIat ? "IatAddenda98" : "Addenda98";
  }
  if (type === "99") {
    const kind = returnKind(cursor.text(4, 6)) ?? "return";
    return isIat && kind === "return" ? "IatAddenda99" : RETURNS[kind];
  }
  return BY_TYPE[type];
}

/** Its number among the entry's addenda, and the trace of the entry that it repeats. */
function checkPlace(cursor: Cursor, { open: entry }: Batch, type: string, { fields }: RecordLayout): void {
  const { bytes, at } = cursor;
  if (fields.some(({ name }) => name === SEQUENCE.name)) {
    const seen = readNumber(bytes, at + SEQUENCE.first - 1, at + SEQUENCE.last);
    const expected = (type === "18" ? entry.correspondentSequence : entry.sequence) + 1;
    if (seen >= 0 && seen !== expected) cursor.fault("addenda_sequence_wrong", SEQUENCE, expected);
    if (type === "18") entry.correspondentSequence = seen < 0 ? expected : seen;
    else entry.sequence = seen < 0 ? expected : seen;
  }
  const kind = Number.parseInt(type, 10);
  if (kind >= 10 && kind <= 16) entry.mandatory |= 1 << (kind - 10);
  if (entry.trace < 0) return;
  const isWhole = fields.some(({ name }) => name === TRACE.name);
  const field = isWhole ? TRACE : ENTRY_SEQUENCE;
  const seen = readNumber(bytes, at + field.first - 1, at + field.last);
  const expected = isWhole ? entry.trace : entry.trace % SEQUENCES;
  const width = field.last - field.first + 1;
  if (seen >= 0 && seen !== expected) cursor.fault("addenda_trace_wrong", field, String(expected).padStart(width, "0"));
}

function checkReturn(cursor: Cursor): void {
  const code = cursor.text(RETURN_CODE.first, RETURN_CODE.last);
  if (returnKind(code) === undefined && code.trim() !== "") cursor.fault("return_code_unknown", RETURN_CODE);
}

function checkChange(cursor: Cursor): void {
  const code = cursor.text(CHANGE_CODE.first, CHANGE_CODE.last);
  if (!isChangeCode(code)) {
    if (code.trim() !== "") cursor.fault("change_code_unknown", CHANGE_CODE);
    return;
  }
  const { joined, missing } = readCorrectedData(code, cursor.text(CORRECTED_DATA.first, CORRECTED_DATA.last));
  if (missing.length > 0) cursor.fault("corrected_data_missing", CORRECTED_DATA, `${code}: ${missing.join(", ")}`);
  if (joined) cursor.fault("corrected_data_joined", CORRECTED_DATA);
}

import type { Batch } from "./batch";
import { readNumber } from "./bytes";
import { invalidParts, readCorrectedData } from "./corrected-data";
import type { Cursor } from "./cursor";
import { FieldChecks } from "./field-checks";
import { fieldOf, type RecordLayout } from "./layout";
import { type RecordName, RECORDS } from "./records";
import { isChangeCode, isRefusal, kindByNumber, returnKind } from "./return-codes";

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
const DATE_OF_DEATH = fieldOf(RECORDS.Addenda99, "dateOfDeath");
const CHANGE_CODE = fieldOf(RECORDS.Addenda98, "changeCode");
const CORRECTED_DATA = fieldOf(RECORDS.Addenda98, "correctedData");

const SEQUENCES = 10_000_000;

/** Nacha: an IAT entry has at most two remittances and five correspondents. */
const REMITTANCE = 17;
const REMITTANCES_MAX = 2;
const CORRESPONDENT = 18;
const CORRESPONDENTS_MAX = 5;

/** Checks an addenda by itself and against its entry; gives its record type, nothing where the standard has none. */
export function checkAddenda(cursor: Cursor, batch: Batch, isPlain: boolean): AddendaName | undefined {
  const { open: entry, sec } = batch;
  batch.totals.addAddenda();
  if (!batch.hasEntry) cursor.recordFault("addenda_without_entry");
  entry.addenda++;
  const type = cursor.text(TYPE.first, TYPE.last);
  const name = layoutOf(cursor, type, batch.isIat);
  const isReturn = type === "98" || type === "99";
  if (isReturn && entry.isReturn) cursor.recordFault("addenda_over_limit", undefined, "one of type 98 or 99");
  if (isReturn) entry.isReturn = true;
  if (name === undefined || !isTaken(type, batch))
    cursor.fault("addenda_type_wrong", TYPE, sec.addendaTypes.join(", ") || "none");
  if (type === "98" && !batch.isOfCorrections) cursor.fault("correction_not_in_cor", TYPE);
  const most = sec.addendaMax + (entry.isReturn && !sec.addendaTypes.includes("98") ? 1 : 0);
  if (entry.addenda === most + 1 && !isReturn) cursor.recordFault("addenda_over_limit", undefined, `at most ${most}`);
  if (name === undefined) return undefined;
  CHECKS.get(name)?.check(cursor, isPlain);
  if (batch.hasEntry) checkPlace(cursor, batch, type, RECORDS[name]);
  if (batch.isIat && !isReturn) checkOrder(cursor, batch, Number.parseInt(type, 10));
  if (type === "99") checkReturn(cursor, name);
  if (type === "98") checkChange(cursor, batch.isIat);
  return name;
}

/** Any entry may come back or be corrected, but a correction is not returned. */
function isTaken(type: string, { sec, isOfCorrections }: Batch): boolean {
  if (type === "98") return true;
  return type === "99" ? !isOfCorrections : sec.addendaTypes.includes(type);
}

/** IAT: 10 to 16 once each and in their order, then remittances (17), then correspondents (18). */
function checkOrder(cursor: Cursor, { open: entry, sec }: Batch, type: number): void {
  if (!sec.addendaTypes.includes(String(type))) return;
  const mayRepeat = type === REMITTANCE || type === CORRESPONDENT;
  if (type < entry.lastType || (type === entry.lastType && !mayRepeat))
    cursor.fault("addenda_order_wrong", TYPE, `behind ${entry.lastType}`);
  else entry.lastType = type;
  if (type === REMITTANCE && entry.sequence === REMITTANCES_MAX + 1)
    cursor.recordFault("addenda_over_limit", undefined, `at most ${REMITTANCES_MAX} of type 17`);
  if (type === CORRESPONDENT && entry.correspondentSequence === CORRESPONDENTS_MAX + 1)
    cursor.recordFault("addenda_over_limit", undefined, `at most ${CORRESPONDENTS_MAX} of type 18`);
}

function layoutOf(cursor: Cursor, type: string, isIat: boolean): AddendaName | undefined {
  if (type === "98") {
    if (isRefusal(cursor.text(4, 6))) return "RefusedAddenda98";
    return isIat ? "IatAddenda98" : "Addenda98";
  }
  if (type === "99") {
    const kind = kindByNumber(cursor.text(4, 6));
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
    // Behind a gap or a repetition the numbers go on from where they are: one fault is told once.
    if (type === "18") entry.correspondentSequence = Math.max(seen, expected);
    else entry.sequence = Math.max(seen, expected);
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

function checkReturn(cursor: Cursor, name: AddendaName): void {
  const code = cursor.text(RETURN_CODE.first, RETURN_CODE.last);
  if (returnKind(code) === undefined && code.trim() !== "") cursor.fault("return_code_unknown", RETURN_CODE);
  if (name !== "Addenda99" && name !== "IatAddenda99") return;
  const hasDate = cursor.text(DATE_OF_DEATH.first, DATE_OF_DEATH.last).trim() !== "";
  if (hasDate !== (code === "R14" || code === "R15"))
    cursor.fault("date_of_death_wrong", DATE_OF_DEATH, hasDate ? "blank" : `a date with ${code}`);
}

function checkChange(cursor: Cursor, isIat: boolean): void {
  const code = cursor.text(CHANGE_CODE.first, CHANGE_CODE.last);
  if (!isChangeCode(code)) {
    if (code.trim() !== "") cursor.fault("change_code_unknown", CHANGE_CODE);
    return;
  }
  const data = cursor.text(CORRECTED_DATA.first, CORRECTED_DATA.last);
  const { joined, missing, correction, surplus } = readCorrectedData(code, data);
  const invalid = invalidParts(correction);
  if (missing.length > 0) cursor.fault("corrected_data_missing", CORRECTED_DATA, `${code}: ${missing.join(", ")}`);
  if (invalid.length > 0) cursor.fault("corrected_data_invalid", CORRECTED_DATA, `${code}: ${invalid.join(", ")}`);
  if (joined) cursor.fault("corrected_data_joined", CORRECTED_DATA);
  // International accounts are longer, and their places differ.
  if (surplus && !isIat) cursor.fault("corrected_data_surplus", CORRECTED_DATA);
}

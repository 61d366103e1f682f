import { isBankingDay } from "../calendar/banking-days";
import type { Day } from "../calendar/day";
import { Batch } from "./batch";
import { readNumber } from "./bytes";
import { isSixDigitDate } from "./calendar-date";
import type { Cursor } from "./cursor";
import { isDisplaced } from "./displacement";
import { FieldChecks } from "./field-checks";
import { type Field, fieldOf } from "./layout";
import { RECORDS } from "./records";
import { isRoutingPrefix } from "./routing-number";
import { secCode, UNKNOWN_SEC_CODE } from "./sec-codes";
import { checkTotals } from "./totals";

const { BatchHeader, BatchControl } = RECORDS;

const HEADER_CHECKS = FieldChecks.of(BatchHeader);
const IAT_HEADER_CHECKS = FieldChecks.of(RECORDS.IatBatchHeader);
const CONTROL_CHECKS = FieldChecks.of(BatchControl);
const ADV_CONTROL_CHECKS = FieldChecks.of(RECORDS.AdvBatchControl);

const SERVICE_CLASS = fieldOf(BatchHeader, "serviceClassCode");
const COMPANY_ID = fieldOf(BatchHeader, "companyIdentification");
const SEC = fieldOf(BatchHeader, "standardEntryClassCode");
const DESCRIPTION = fieldOf(BatchHeader, "companyEntryDescription");
const DESCRIPTIVE_DATE = fieldOf(BatchHeader, "companyDescriptiveDate");
const EFFECTIVE_DATE = fieldOf(BatchHeader, "effectiveEntryDate");
const STATUS = fieldOf(BatchHeader, "originatorStatusCode");
const ODFI = fieldOf(BatchHeader, "originatingDfiIdentification");
const NUMBER = fieldOf(BatchHeader, "batchNumber");
const CONTROL_COMPANY_ID = fieldOf(BatchControl, "companyIdentification");

const MIXED = [200, 220, 225];
const ADVICES = 280;

/** What a batch's header is compared with. */
export interface BatchSurroundings {
  /** Whether the batch before was of ADV; nothing before the first batch. */
  readonly isBehindAdvices: boolean | undefined;
  /** -1 before the first batch. */
  readonly previousNumber: number;
  /** YYMMDD; -1 where it is not known. */
  readonly fileDate: number;
}

/** Checks a batch's header and opens the batch. */
export function openBatch(cursor: Cursor, isPlain: boolean, surroundings: BatchSurroundings): Batch {
  const { previousNumber, fileDate, isBehindAdvices } = surroundings;
  const code = cursor.text(SEC.first, SEC.last);
  const isIat = code === "IAT" || (code === "COR" && cursor.text(5, 20).trim() === "IATCOR");
  (isIat ? IAT_HEADER_CHECKS : HEADER_CHECKS).check(cursor, isPlain);
  const sec = secCode(isIat ? "IAT" : code);
  if (sec === undefined && code.trim() !== "") cursor.fault("sec_code_unknown", SEC);
  if (isBehindAdvices !== undefined && isBehindAdvices !== (code === "ADV")) cursor.fault("advices_mixed", SEC);
  const serviceClass = numberIn(cursor, SERVICE_CLASS);
  const isAllowed = code === "ADV" ? serviceClass === ADVICES : MIXED.includes(serviceClass);
  if (serviceClass >= 0 && !isAllowed) cursor.fault("service_class_unknown", SERVICE_CLASS);
  if (numberIn(cursor, STATUS) > 2) cursor.fault("originator_status_unknown", STATUS);
  const odfi = numberIn(cursor, ODFI);
  if (odfi >= 0 && !isRoutingPrefix(Math.floor(odfi / 1_000_000))) cursor.fault("routing_prefix_invalid", ODFI);
  const number = numberIn(cursor, NUMBER);
  if (number >= 0 && number <= previousNumber)
    cursor.fault("batch_number_not_ascending", NUMBER, `more than ${previousNumber}`);
  const description = cursor.text(DESCRIPTION.first, DESCRIPTION.last).trim();
  const isReversal = description === "REVERSAL";
  if (sec?.description !== undefined && description !== sec.description && !isReversal)
    cursor.fault("description_not_for_sec", DESCRIPTION, sec.description);
  if (!isIat) checkSameDayMarker(cursor);
  return new Batch(
    sec ?? UNKNOWN_SEC_CODE,
    serviceClass,
    isDisplaced(cursor.bytes, cursor.at) ? undefined : cursor.text(COMPANY_ID.first, COMPANY_ID.last),
    odfi,
    number,
    isIat,
    code === "COR",
    isReversal,
    code === "ADV" || code === "COR" ? undefined : dateTeller(cursor, fileDate),
  );
}

/** Nacha: who wants an entry to settle on the same day may say so by SD and the hour of that settlement. */
function checkSameDayMarker(cursor: Cursor): void {
  const seen = cursor.text(DESCRIPTIVE_DATE.first, DESCRIPTIVE_DATE.last);
  if (/^SD[\d ]/.test(seen) && !/^SD([01]\d|2[0-3])[0-5]\d$/.test(seen))
    cursor.fault("same_day_marker_invalid", DESCRIPTIVE_DATE);
}

function numberIn({ bytes, at }: Cursor, field: Field): number {
  return readNumber(bytes, at + field.first - 1, at + field.last);
}

/** A return repeats the date of its entry, so only the end of a batch tells whether its date is a deviation. */
function dateTeller(cursor: Cursor, fileDate: number): (() => void) | undefined {
  const seen = cursor.text(EFFECTIVE_DATE.first, EFFECTIVE_DATE.last);
  const effective = numberIn(cursor, EFFECTIVE_DATE);
  const isMissing = seen.trim() === "";
  if (!isMissing && (effective < 0 || !isSixDigitDate(effective))) return undefined;
  const isStale = isMissing || effective < fileDate;
  if (!isStale && isBankingDay(dayOf(seen))) return undefined;
  const { record, line, log } = cursor;
  const value = isMissing ? "blank" : seen;
  return () => {
    const code = isStale ? "effective_date_stale" : "effective_date_not_banking_day";
    log.add(code, { record, line, field: EFFECTIVE_DATE, value });
  };
}

/** `260302` as `2026-03-02`. */
function dayOf(sixDigits: string): Day {
  return `20${sixDigits.slice(0, 2)}-${sixDigits.slice(2, 4)}-${sixDigits.slice(4)}`;
}

/** Checks a batch's control against its header and against what the batch holds. */
export function checkBatchControl(cursor: Cursor, batch: Batch, isPlain: boolean): void {
  (batch.isAdv ? ADV_CONTROL_CHECKS : CONTROL_CHECKS).check(cursor, isPlain);
  const compare = (code: Parameters<Cursor["fault"]>[0], field: Field, expected: number): void => {
    const seen = numberIn(cursor, field);
    const width = field.last - field.first + 1;
    if (expected >= 0 && seen >= 0 && seen !== expected)
      cursor.fault(code, field, String(expected).padStart(width, "0"));
  };
  compare("service_class_mismatch", SERVICE_CLASS, batch.serviceClass);
  compare("odfi_mismatch", ODFI, batch.odfi);
  compare("batch_number_mismatch", NUMBER, batch.number);
  const companyId = cursor.text(CONTROL_COMPANY_ID.first, CONTROL_COMPANY_ID.last);
  if (!batch.isAdv && batch.companyId !== undefined && companyId !== batch.companyId)
    cursor.fault("company_id_mismatch", CONTROL_COMPANY_ID, batch.companyId.trimEnd());
  if (batch.totals.entries === 0) cursor.recordFault("batch_empty");
  checkTotals(cursor, batch.isAdv ? "AdvBatchControl" : "BatchControl", batch.totals);
}

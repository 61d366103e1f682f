import { isCalendarDate } from "./calendar-date";
import { maskAccount, readCorrectedData } from "./corrected-data";
import {
  ACCOUNT_TYPES,
  type BatchOrder,
  type CorrectionOrder,
  ENTRY_PURPOSES,
  type EntryOrder,
  type FileOrder,
  type OffsetAccount,
  type ReturnOrder,
  WRITTEN_SEC_CODES,
} from "./origination";
import { isChangeCode, isRefusal, returnKind } from "./return-codes";
import { isRoutingNumber, isRoutingPrefix } from "./routing-number";
import { secCode } from "./sec-codes";

/** What is wrong with one field of an order. */
export interface OrderFault {
  /** Path of the field, such as `batches[0].entries[2].amountCents`. */
  readonly field: string;
  /** What was seen; an account number by its last four characters. */
  readonly value: string;
  readonly allowed: string;
}

/** Nacha: ten digits of cents. */
export const AMOUNT_MAX = 9_999_999_999;
/** Nacha: the last seven digits of a trace number. */
export const SEQUENCE_MAX = 9_999_999;

type Fault = (field: string, value: unknown, allowed: string) => void;

/** All faults of a file's order, batches left out. */
export function faultsOfFile(order: FileOrder, path = ""): OrderFault[] {
  return collect(path, (fault) => {
    checkRouting(fault, "immediateDestination", order.immediateDestination);
    if (!/^(\d{9}|[\x21-\x7e]{10})$/.test(order.immediateOrigin))
      fault("immediateOrigin", order.immediateOrigin, "9 digits, or 10 characters that the bank assigned");
    checkText(fault, "destinationName", order.destinationName ?? "", 0, 23);
    checkText(fault, "originName", order.originName ?? "", 0, 23);
    checkText(fault, "referenceCode", order.referenceCode ?? "", 0, 8);
    checkDate(fault, "createdOn", order.createdOn);
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(order.createdAt ?? "00:00"))
      fault("createdAt", order.createdAt, "a time such as 14:05");
    if (!/^[A-Z0-9]$/.test(order.fileIdModifier ?? "A"))
      fault("fileIdModifier", order.fileIdModifier, "A to Z, 0 to 9");
    const { firstSequence = 1 } = order;
    if (!Number.isInteger(firstSequence) || firstSequence < 1 || firstSequence > SEQUENCE_MAX)
      fault("firstSequence", firstSequence, `a whole number from 1 to ${SEQUENCE_MAX}`);
  });
}

/** All faults of a batch's order, entries left out. */
export function faultsOfBatch(order: BatchOrder, path = ""): OrderFault[] {
  return collect(path, (fault) => {
    if (!WRITTEN_SEC_CODES.includes(order.secCode)) fault("secCode", order.secCode, WRITTEN_SEC_CODES.join(", "));
    if (![200, 220, 225].includes(order.serviceClass)) fault("serviceClass", order.serviceClass, "200, 220, 225");
    checkText(fault, "companyName", order.companyName, 1, 16);
    checkText(fault, "companyIdentification", order.companyIdentification, 1, 10);
    checkText(fault, "description", order.description, 1, 10);
    checkText(fault, "discretionaryData", order.discretionaryData ?? "", 0, 20);
    checkText(fault, "descriptiveDate", order.descriptiveDate ?? "", 0, 6);
    checkDate(fault, "effectiveDate", order.effectiveDate);
    if (!/^\d{8}$/.test(order.odfi) || !isRoutingPrefix(Number.parseInt(order.odfi.slice(0, 2), 10)))
      fault("odfi", order.odfi, "first 8 digits of a routing number");
    if (order.offset !== undefined) checkOffset(fault, order.offset, order.serviceClass);
  });
}

function checkOffset(fault: Fault, offset: OffsetAccount, serviceClass: number): void {
  if (serviceClass !== 200) fault("serviceClass", serviceClass, "200 where the batch is balanced by an offset entry");
  checkRouting(fault, "offset.routingNumber", offset.routingNumber, maskAccount);
  checkAccount(fault, "offset.accountNumber", offset.accountNumber);
  if (!ACCOUNT_TYPES.includes(offset.accountType))
    fault("offset.accountType", offset.accountType, ACCOUNT_TYPES.join(", "));
  checkText(fault, "offset.name", offset.name, 1, 16);
  checkText(fault, "offset.identification", offset.identification ?? "", 0, 15);
}

/** All faults of an entry's order in its batch. */
export function faultsOfEntry(order: EntryOrder, batch: BatchOrder, path = ""): OrderFault[] {
  return collect(path, (fault) => {
    const { secCode: code } = batch;
    checkDirection(fault, order, batch);
    if (!ACCOUNT_TYPES.includes(order.accountType)) fault("accountType", order.accountType, ACCOUNT_TYPES.join(", "));
    checkRouting(fault, "routingNumber", order.routingNumber, maskAccount);
    checkAccount(fault, "accountNumber", order.accountNumber);
    checkAmount(fault, order, code);
    checkText(fault, "name", order.name, 1, code === "CTX" ? 16 : 22);
    checkText(fault, "identification", order.identification ?? "", 0, 15);
    checkText(fault, "discretionaryData", order.discretionaryData ?? "", 0, 2);
    const comesBack = order.return !== undefined || order.correction !== undefined;
    if (code === "WEB" && !comesBack && !["R", "S"].includes(order.discretionaryData ?? ""))
      fault("discretionaryData", order.discretionaryData ?? "", "R or S: the payment type of WEB");
    checkAddenda(fault, order, code);
    if (order.return !== undefined) checkReturn(fault, order.return);
    if (order.correction !== undefined) checkCorrection(fault, order.correction);
    if ((order.correction !== undefined) !== (code === "COR"))
      fault("correction", order.correction?.code ?? "", "with SEC code COR, and with that alone");
    if (order.return !== undefined && order.correction !== undefined)
      fault("return", order.return.code, "a return or a correction, not both");
  });
}

function checkDirection(fault: Fault, order: EntryOrder, { serviceClass, description }: BatchOrder): void {
  const { direction, accountType } = order;
  if (!["credit", "debit"].includes(direction)) fault("direction", direction, "credit, debit");
  if (serviceClass === 220 && direction === "debit")
    fault("direction", direction, "credit in a batch of service class 220");
  if (serviceClass === 225 && direction === "credit")
    fault("direction", direction, "debit in a batch of service class 225");
  const purpose = order.purpose ?? "live";
  if (!ENTRY_PURPOSES.includes(purpose)) fault("purpose", purpose, ENTRY_PURPOSES.join(", "));
  if (accountType !== "loan" || direction !== "debit" || order.return !== undefined) return;
  if (description !== "REVERSAL" || purpose !== "live")
    fault("direction", direction, "credit: a loan is debited in a reversal alone");
}

function checkAmount(fault: Fault, { amountCents, purpose = "live", correction }: EntryOrder, code: string): void {
  const isZero = purpose !== "live" || correction !== undefined || code === "COR";
  const isAllowed = isZero
    ? amountCents === 0
    : Number.isInteger(amountCents) && amountCents >= 1 && amountCents <= AMOUNT_MAX;
  if (!isAllowed) fault("amountCents", amountCents, isZero ? "0" : `a whole number from 1 to ${AMOUNT_MAX}`);
}

function checkAddenda(fault: Fault, order: EntryOrder, code: string): void {
  const { addenda = [], purpose } = order;
  const comesBack = order.return !== undefined || order.correction !== undefined;
  const most = comesBack ? 0 : (secCode(code)?.addendaMax ?? 0);
  if (addenda.length > most) fault("addenda", `${addenda.length} addenda`, `at most ${most}`);
  if (purpose === "remittance" && addenda.length === 0)
    fault("addenda", "0 addenda", "at least 1 with a zero-dollar entry");
  if (purpose === "remittance" && code !== "CCD" && code !== "CTX")
    fault("purpose", purpose, "live, prenote; remittance with CCD and CTX");
  for (const [place, text] of addenda.entries()) checkText(fault, `addenda[${place}]`, text, 1, 80);
}

function checkReturn(fault: Fault, order: ReturnOrder): void {
  const kind = returnKind(order.code);
  if (kind !== "return")
    fault("return.code", order.code, "a return reason such as R01; dishonoured and contested ones are not written");
  checkOriginal(fault, "return", order);
  if (order.dateOfDeath !== undefined) checkDate(fault, "return.dateOfDeath", order.dateOfDeath);
  if ((order.code === "R14" || order.code === "R15") !== (order.dateOfDeath !== undefined))
    fault("return.dateOfDeath", order.dateOfDeath ?? "", "a date with R14 and R15, and with those alone");
  checkText(fault, "return.information", order.information ?? "", 0, 44);
}

function checkCorrection(fault: Fault, order: CorrectionOrder): void {
  if (!isChangeCode(order.code) || isRefusal(order.code)) fault("correction.code", order.code, "C01 to C09, C13, C14");
  checkOriginal(fault, "correction", order);
  const { missing, joined } = readCorrectedData(order.code, order.correctedData);
  const isPrintable = /^[\x20-\x7e]{0,29}$/.test(order.correctedData);
  if (missing.length > 0 || joined || !isPrintable)
    fault(
      "correction.correctedData",
      maskAccount(order.correctedData),
      "the parts that the change code asks for, at their columns, 29 characters",
    );
}

function checkOriginal(
  fault: Fault,
  path: string,
  order: { readonly originalTrace: string; readonly originalRdfi: string },
): void {
  if (!/^\d{15}$/.test(order.originalTrace)) fault(`${path}.originalTrace`, order.originalTrace, "15 digits");
  if (!/^\d{8}$/.test(order.originalRdfi)) fault(`${path}.originalRdfi`, order.originalRdfi, "8 digits");
}

/** Beside an account's number, what is no routing number may be the other of the two. */
function checkRouting(fault: Fault, field: string, value: string, shown = (seen: string): string => seen): void {
  if (!isRoutingNumber(value)) fault(field, shown(value), "a routing number: 9 digits with the right check digit");
}

function checkAccount(fault: Fault, field: string, value: string): void {
  if (!/^[\x21-\x7e]([\x20-\x7e]{0,15}[\x21-\x7e])?$/.test(value))
    fault(field, maskAccount(value), "1 to 17 printable ASCII characters");
}

function checkText(fault: Fault, field: string, value: string, min: number, max: number): void {
  const isPlain = /^([\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?)?$/.test(value);
  if (isPlain && value.length >= min && value.length <= max) return;
  fault(
    field,
    value.length > max ? `${value.length} characters` : value,
    `${min} to ${max} printable ASCII characters, no blank at an end`,
  );
}

function checkDate(fault: Fault, field: string, value: string): void {
  const [, year = "", month = "", day = ""] = /^(20\d\d)-(\d\d)-(\d\d)$/.exec(value) ?? [];
  const numbers = [year, month, day].map((part) => Number.parseInt(part, 10));
  if (!isCalendarDate(numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0))
    fault(field, value, "a date such as 2026-03-02");
}

function collect(path: string, check: (fault: Fault) => void): OrderFault[] {
  const faults: OrderFault[] = [];
  check((field, value, allowed) => {
    faults.push({ field: path === "" ? field : `${path}.${field}`, value: String(value), allowed });
  });
  return faults;
}

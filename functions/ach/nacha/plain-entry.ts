import { BLANK, ZERO } from "./bytes";
import { TEMPLATES, writeNumber, writeText } from "./encode";
import { type Field, fieldOf } from "./layout";
import { type BatchOrder, type EntryOrder, transactionCodeOf } from "./origination";
import { RECORDS } from "./records";
import { isRoutingPrefix } from "./routing-number";

const { EntryDetail } = RECORDS;

const CODE = fieldOf(EntryDetail, "transactionCode");
const RDFI = fieldOf(EntryDetail, "receivingDfiIdentification");
const ACCOUNT = fieldOf(EntryDetail, "dfiAccountNumber");
const AMOUNT = fieldOf(EntryDetail, "amount");
const IDENTIFICATION = fieldOf(EntryDetail, "individualIdentificationNumber");
const NAME = fieldOf(EntryDetail, "individualName");
const DISCRETIONARY = fieldOf(EntryDetail, "discretionaryData");
const INDICATOR = fieldOf(EntryDetail, "addendaRecordIndicator");
const TRACE = fieldOf(EntryDetail, "traceNumber");

/** Nacha: ten digits of cents. */
const AMOUNT_MAX = 9_999_999_999;
const TILDE = 0x7e;

/**
 * Whether an order is a live entry without addenda that has no fault. It says no where it is not sure, and then
 * `faultsOfEntry` decides; it never says yes where that would find a fault.
 */
export function isPlainEntry(order: EntryOrder, { secCode, serviceClass }: BatchOrder): boolean {
  const { direction, amountCents, accountType, discretionaryData = "" } = order;
  if (order.addenda !== undefined || order.return !== undefined || order.correction !== undefined) return false;
  if (order.purpose !== undefined && order.purpose !== "live") return false;
  if (accountType !== "checking" && accountType !== "savings") return false;
  if (!["credit", "debit"].includes(direction)) return false;
  if (serviceClass === (direction === "credit" ? 225 : 220)) return false;
  if (secCode === "WEB") {
    if (discretionaryData !== "R" && discretionaryData !== "S") return false;
  } else if ((secCode !== "PPD" && secCode !== "CCD") || !isText(discretionaryData, 0, 2)) return false;
  return (
    Number.isInteger(amountCents) &&
    amountCents >= 1 &&
    amountCents <= AMOUNT_MAX &&
    isRouting(order.routingNumber) &&
    isText(order.accountNumber, 1, 17) &&
    isText(order.name, 1, 22) &&
    isText(order.identification ?? "", 0, 15)
  );
}

/** Writes the record of a plain entry. */
export function writePlainEntry(into: Buffer, at: number, order: EntryOrder, trace: string): void {
  into.set(TEMPLATES.EntryDetail.bytes, at);
  const start = at - 1;
  writeNumber(into, start + CODE.first, at + CODE.last, transactionCodeOf(order));
  // The check digit follows the RDFI.
  writeText(into, start + RDFI.first, at + RDFI.last + 1, order.routingNumber);
  writeNumber(into, start + AMOUNT.first, at + AMOUNT.last, order.amountCents);
  put(into, at, ACCOUNT, order.accountNumber);
  put(into, at, IDENTIFICATION, order.identification);
  put(into, at, NAME, order.name);
  put(into, at, DISCRETIONARY, order.discretionaryData);
  into[start + INDICATOR.first] = ZERO;
  put(into, at, TRACE, trace);
}

function put(into: Buffer, at: number, { first, last }: Field, text: string | undefined): void {
  if (text !== undefined) writeText(into, at + first - 1, at + last, text);
}

function isText(text: string, min: number, max: number): boolean {
  const { length } = text;
  if (length < min || length > max) return false;
  for (let place = 0; place < length; place++) {
    const character = text.charCodeAt(place);
    if (character < BLANK || character > TILDE) return false;
  }
  return length === 0 || (text.charCodeAt(0) !== BLANK && text.charCodeAt(length - 1) !== BLANK);
}

/** ABA: nine digits, a known prefix, weights 3 7 1. */
function isRouting(text: string): boolean {
  if (text.length !== 9) return false;
  let sum = 0;
  for (let place = 0; place < 9; place++) {
    const digit = text.charCodeAt(place) - ZERO;
    if (digit < 0 || digit > 9) return false;
    sum += digit * (place % 3 === 0 ? 3 : place % 3 === 1 ? 7 : 1);
  }
  return sum % 10 === 0 && isRoutingPrefix((text.charCodeAt(0) - ZERO) * 10 + text.charCodeAt(1) - ZERO);
}

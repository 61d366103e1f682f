import { blank, cents, day, digits, layout, literal, number, text } from "../layout";

const HEAD = [
  literal("recordTypeCode", 1, "6"),
  digits("transactionCode", 2, 3, "kind of account and direction"),
  digits("receivingDfiIdentification", 4, 11, "first 8 digits of the receiver's routing number"),
  digits("checkDigit", 12, 12, "ninth digit of the receiver's routing number"),
] as const;

const DOMESTIC = [
  ...HEAD,
  text("dfiAccountNumber", 13, 29, "the receiver's account, left-justified", { required: true, account: true }),
  cents("amount", 30, 39, "cents"),
] as const;

const TAIL = [
  digits("addendaRecordIndicator", 79, 79, "1 where addenda follow, else 0"),
  digits("traceNumber", 80, 94, "8 digits of the ODFI and a sequence of 7, ascending in the batch, once in the file"),
] as const;

const discretionary = text(
  "discretionaryData",
  77,
  78,
  "WEB, TEL: payment type R or S; POS, SHR: card transaction type",
);

/** Record 6: one credit or debit to a receiver's account. */
export const entryDetail = layout("EntryDetail", [
  ...DOMESTIC,
  text("individualIdentificationNumber", 40, 54, "the originator's number for the receiver; a cheque's serial number"),
  text("individualName", 55, 76, "the receiver's name"),
  discretionary,
  ...TAIL,
]);

/** Record 6 of CIE and MTE, where name and identification change places. */
export const swappedEntryDetail = layout("SwappedEntryDetail", [
  ...DOMESTIC,
  text("individualName", 40, 54, "the payer's name", { required: true }),
  text("individualIdentificationNumber", 55, 76, "the payer's number with the biller", { required: true }),
  discretionary,
  ...TAIL,
]);

/** Record 6 of CTX, ENR, ATX and TRX, which say how many addenda follow. */
export const corporateEntryDetail = layout("CorporateEntryDetail", [
  ...DOMESTIC,
  text("identificationNumber", 40, 54, "the originator's number; ATX: the original entry's trace"),
  number("numberOfAddendaRecords", 55, 58, "how many addenda follow this entry"),
  text("receivingCompanyName", 59, 74, "the receiver's name"),
  blank(75, 76),
  discretionary,
  ...TAIL,
]);

/** Record 6 of SHR, whose account is a card's. */
export const sharedNetworkEntryDetail = layout("SharedNetworkEntryDetail", [
  ...DOMESTIC,
  digits("cardExpirationDate", 40, 43, "MMYY"),
  text("documentReferenceNumber", 44, 54, "the terminal's reference"),
  text("individualCardAccountNumber", 55, 76, "the card's number", { account: true }),
  discretionary,
  ...TAIL,
]);

/** Record 6 of an international batch; 7 to 14 addenda follow it. */
export const iatEntryDetail = layout("IatEntryDetail", [
  ...HEAD,
  number("numberOfAddendaRecords", 13, 16, "how many addenda follow this entry"),
  blank(17, 29),
  cents("amount", 30, 39, "cents of a US dollar"),
  text("dfiAccountNumber", 40, 74, "the receiver's account, left-justified", { required: true, account: true }),
  blank(75, 76),
  text("gatewayOfacScreeningIndicator", 77, 77, "set by the gateway"),
  text("secondaryOfacScreeningIndicator", 78, 78, "set by a further screener"),
  ...TAIL,
]);

/** Record 6 of an automated accounting advice, which the ACH operator makes. */
export const advEntryDetail = layout("AdvEntryDetail", [
  ...HEAD,
  text("dfiAccountNumber", 13, 27, "the account that the advice is for", { account: true }),
  cents("amount", 28, 39, "cents"),
  digits("adviceRoutingNumber", 40, 48, "routing number that the advice is about"),
  text("fileIdentification", 49, 53, "the file that the advice is about"),
  text("achOperatorData", 54, 54, "the operator's own use"),
  text("individualName", 55, 76, "whom the advice is for"),
  text("discretionaryData", 77, 78, "the participant's own use"),
  digits("addendaRecordIndicator", 79, 79, "1 where addenda follow, else 0"),
  digits("achOperatorRoutingNumber", 80, 87, "first 8 digits of the operator's routing number"),
  day("julianDay", 88, 90, "day of the year on which the advice was made"),
  number("sequenceNumber", 91, 94, "number of the advice in the batch"),
]);

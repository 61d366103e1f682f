import { blank, digits, layout, literal, number, text } from "../layout";

const typed = (code: string) => [literal("recordTypeCode", 1, "7"), literal("addendaTypeCode", 2, code)] as const;

/** How a bank's number is to be read. */
const QUALIFIERS = ["01", "02", "03"] as const;

/** Nacha: annuity, business, deposit, loan, miscellaneous, mortgage, pension, remittance, rent, salary, tax; or a domestic SEC code. */
const PAYMENT_KINDS = [
  ...["ANN", "BUS", "DEP", "LOA", "MIS", "MOR", "PEN", "REM", "RLS", "SAL", "TAX"],
  ...["ARC", "BOC", "MTE", "POP", "POS", "RCK", "SHR", "TEL", "WEB"],
] as const;

const entrySequence = digits("entryDetailSequenceNumber", 88, 94, "last 7 digits of the entry's trace number");
const addendaSequence = number(
  "addendaSequenceNumber",
  84,
  87,
  "1 for an entry's first of this type, then one more each",
);

/** Record 7, type 10: what an international payment is, and its receiver. */
export const iatAddenda10 = layout("IatAddenda10", [
  ...typed("10"),
  text("transactionTypeCode", 4, 6, "kind of payment, or the SEC code of what became international", {
    required: true,
    values: PAYMENT_KINDS,
  }),
  digits("foreignPaymentAmount", 7, 24, "in the destination's smallest unit"),
  text("foreignTraceNumber", 25, 46, "the foreign institution's trace"),
  text("receivingName", 47, 81, "the receiver's name", { required: true }),
  blank(82, 87),
  entrySequence,
]);

/** Record 7, type 11: the originator's name and street. */
export const iatAddenda11 = layout("IatAddenda11", [
  ...typed("11"),
  text("originatorName", 4, 38, "name", { required: true }),
  text("originatorStreetAddress", 39, 73, "street", { required: true }),
  blank(74, 87),
  entrySequence,
]);

/** Record 7, type 12: the originator's city and country. */
export const iatAddenda12 = layout("IatAddenda12", [
  ...typed("12"),
  text("originatorCityAndState", 4, 38, "city*state\\", { required: true }),
  text("originatorCountryAndPostalCode", 39, 73, "country*postal code\\", { required: true }),
  blank(74, 87),
  entrySequence,
]);

/** Record 7, type 13: the bank that sends. */
export const iatAddenda13 = layout("IatAddenda13", [
  ...typed("13"),
  text("originatingDfiName", 4, 38, "name", { required: true }),
  text("originatingDfiIdentificationNumberQualifier", 39, 40, "01 national, 02 BIC, 03 IBAN", { values: QUALIFIERS }),
  text("originatingDfiNumber", 41, 74, "the bank's number", { required: true, account: true }),
  text("originatingDfiBranchCountryCode", 75, 77, "ISO 3166", { required: true }),
  blank(78, 87),
  entrySequence,
]);

/** Record 7, type 14: the bank that receives. */
export const iatAddenda14 = layout("IatAddenda14", [
  ...typed("14"),
  text("receivingDfiName", 4, 38, "name", { required: true }),
  text("receivingDfiIdentificationNumberQualifier", 39, 40, "01 national, 02 BIC, 03 IBAN", { values: QUALIFIERS }),
  text("receivingDfiNumber", 41, 74, "the bank's number", { required: true, account: true }),
  text("receivingDfiBranchCountryCode", 75, 77, "ISO 3166", { required: true }),
  blank(78, 87),
  entrySequence,
]);

/** Record 7, type 15: the receiver's number and street. */
export const iatAddenda15 = layout("IatAddenda15", [
  ...typed("15"),
  text("receiverIdentificationNumber", 4, 18, "the originator's number for the receiver"),
  text("receiverStreetAddress", 19, 53, "street", { required: true }),
  blank(54, 87),
  entrySequence,
]);

/** Record 7, type 16: the receiver's city and country. */
export const iatAddenda16 = layout("IatAddenda16", [
  ...typed("16"),
  text("receiverCityAndState", 4, 38, "city*state\\", { required: true }),
  text("receiverCountryAndPostalCode", 39, 73, "country*postal code\\", { required: true }),
  blank(74, 87),
  entrySequence,
]);

/** Record 7, type 17: what an international payment is for. */
export const iatAddenda17 = layout("IatAddenda17", [
  ...typed("17"),
  text("paymentRelatedInformation", 4, 83, "free text", { account: true }),
  addendaSequence,
  entrySequence,
]);

/** Record 7, type 18: a correspondent bank. */
export const iatAddenda18 = layout("IatAddenda18", [
  ...typed("18"),
  text("foreignCorrespondentBankName", 4, 38, "name", { required: true }),
  text("foreignCorrespondentBankIdentificationNumberQualifier", 39, 40, "01 national, 02 BIC, 03 IBAN", {
    values: QUALIFIERS,
  }),
  text("foreignCorrespondentBankNumber", 41, 74, "the bank's number", { required: true, account: true }),
  text("foreignCorrespondentBankBranchCountryCode", 75, 77, "ISO 3166", { required: true }),
  blank(78, 83),
  addendaSequence,
  entrySequence,
]);

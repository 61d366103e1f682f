import { blank, cents, digits, layout, literal, number, text } from "../layout";

const HEAD = [
  literal("recordTypeCode", 1, "8"),
  digits("serviceClassCode", 2, 4, "as in the batch's header"),
  number("entryAddendaCount", 5, 10, "entries and addenda of the batch"),
  number("entryHash", 11, 20, "sum of the entries' 8-digit RDFI numbers, its last 10 digits"),
] as const;

const TAIL = [
  digits("originatingDfiIdentification", 80, 87, "as in the batch's header"),
  number("batchNumber", 88, 94, "as in the batch's header"),
] as const;

/** Record 8: what the batch holds, to check it by. */
export const batchControl = layout("BatchControl", [
  ...HEAD,
  cents("totalDebitAmount", 21, 32, "cents of all debits of the batch"),
  cents("totalCreditAmount", 33, 44, "cents of all credits of the batch"),
  text("companyIdentification", 45, 54, "as in the batch's header"),
  text("messageAuthenticationCode", 55, 73, "as agreed with the operator, else blank"),
  blank(74, 79),
  ...TAIL,
]);

/** Record 8 of a batch of automated accounting advices. */
export const advBatchControl = layout("AdvBatchControl", [
  ...HEAD,
  cents("totalDebitAmount", 21, 40, "cents of all debits of the batch"),
  cents("totalCreditAmount", 41, 60, "cents of all credits of the batch"),
  text("achOperatorData", 61, 79, "the operator's own use"),
  ...TAIL,
]);

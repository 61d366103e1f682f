import { blank, cents, layout, literal, number } from "../layout";

const HEAD = [
  literal("recordTypeCode", 1, "9"),
  number("batchCount", 2, 7, "batches of the file"),
  number("blockCount", 8, 13, "records of the file, padding included, by ten"),
  number("entryAddendaCount", 14, 21, "entries and addenda of the file"),
  number("entryHash", 22, 31, "sum of the batches' hashes, its last 10 digits"),
] as const;

/** Record 9: what the file holds, to check it by. */
export const fileControl = layout("FileControl", [
  ...HEAD,
  cents("totalDebitAmount", 32, 43, "cents of all debits of the file"),
  cents("totalCreditAmount", 44, 55, "cents of all credits of the file"),
  blank(56, 94),
]);

/** Record 9 of a file of automated accounting advices. */
export const advFileControl = layout("AdvFileControl", [
  ...HEAD,
  cents("totalDebitAmount", 32, 51, "cents of all debits of the file"),
  cents("totalCreditAmount", 52, 71, "cents of all credits of the file"),
  blank(72, 94),
]);

import { blank, digits, layout, literal, text } from "../layout";

const HEAD = [
  literal("recordTypeCode", 1, "7"),
  literal("addendaTypeCode", 2, "98"),
  text("changeCode", 4, 6, "C and two digits", { required: true }),
  digits("originalEntryTraceNumber", 7, 21, "trace number of the entry to correct"),
  blank(22, 27),
  digits("originalReceivingDfiIdentification", 28, 35, "RDFI of the entry to correct"),
] as const;

const trace = digits("traceNumber", 80, 94, "trace number of the entry that it follows");

/** Record 7, type 98: a notification of change, which says what to write from now on. */
export const addenda98 = layout("Addenda98", [
  ...HEAD,
  text("correctedData", 36, 64, "what is right, at the places that the change code gives", { account: true }),
  blank(65, 79),
  trace,
]);

/** Record 7, type 98 with C61 to C69: a notification of change that the ODFI refuses. */
export const refusedAddenda98 = layout("RefusedAddenda98", [
  ...HEAD,
  text("correctedData", 36, 64, "as in the refused notification", { account: true }),
  text("refusedChangeCode", 65, 67, "change code of the refused notification", { required: true }),
  digits("traceSequenceNumber", 68, 74, "last 7 digits of the refused notification's trace number"),
  blank(75, 79),
  trace,
]);

/** Record 7, type 98 in an international batch. */
export const iatAddenda98 = layout("IatAddenda98", [
  ...HEAD,
  text("correctedData", 36, 70, "what is right, at the places that the change code gives", { account: true }),
  blank(71, 79),
  trace,
]);

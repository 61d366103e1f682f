import { digits, layout, literal, number, text } from "../layout";

/** Record 7, type 05: what a payment is for. */
export const addenda05 = layout("Addenda05", [
  literal("recordTypeCode", 1, "7"),
  literal("addendaTypeCode", 2, "05"),
  text("paymentRelatedInformation", 4, 83, "free text, or ANSI ASC X12 segments", { account: true }),
  number("addendaSequenceNumber", 84, 87, "1 for an entry's first, then one more each"),
  digits("entryDetailSequenceNumber", 88, 94, "last 7 digits of the entry's trace number"),
]);

import { date, digits, layout, literal, right, text } from "../layout";

/** Record 1: whose file it is, for whom, and when it was made. */
export const fileHeader = layout("FileHeader", [
  literal("recordTypeCode", 1, "1"),
  literal("priorityCode", 2, "01"),
  right("immediateDestination", 4, 13, "a blank and the 9-digit routing number of the receiving point", {
    required: true,
  }),
  right("immediateOrigin", 14, 23, "a blank and 9 digits, or 10 characters that the bank assigned", { required: true }),
  date("fileCreationDate", 24, 29, "YYMMDD"),
  digits("fileCreationTime", 30, 33, "HHMM, Eastern time, or blank", { optional: true }),
  text("fileIdModifier", 34, 34, "A to Z or 0 to 9: tells files of one day apart", { required: true }),
  literal("recordSize", 35, "094"),
  literal("blockingFactor", 38, "10"),
  literal("formatCode", 40, "1"),
  text("immediateDestinationName", 41, 63, "name of the receiving point"),
  text("immediateOriginName", 64, 86, "name of the sending point"),
  text("referenceCode", 87, 94, "the sender's own use"),
]);

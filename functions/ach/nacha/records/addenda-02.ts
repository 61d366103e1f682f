import { digits, layout, literal, text } from "../layout";

/** Record 7, type 02: the terminal of a POS, SHR or MTE entry. */
export const addenda02 = layout("Addenda02", [
  literal("recordTypeCode", 1, "7"),
  literal("addendaTypeCode", 2, "02"),
  text("referenceInformationOne", 4, 10, "the network's own use"),
  text("referenceInformationTwo", 11, 13, "the network's own use"),
  text("terminalIdentificationCode", 14, 19, "the terminal", { required: true }),
  text("transactionSerialNumber", 20, 25, "the terminal's number for it", { required: true }),
  digits("transactionDate", 26, 29, "MMDD"),
  text("authorizationCode", 30, 35, "authorisation code or card's expiration date"),
  text("terminalLocation", 36, 62, "address", { required: true }),
  text("terminalCity", 63, 77, "city", { required: true }),
  text("terminalState", 78, 79, "state", { required: true }),
  digits("traceNumber", 80, 94, "trace number of the entry that it follows"),
]);

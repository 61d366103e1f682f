import { blank, cents, date, day, digits, layout, literal, text } from "../layout";

const HEAD = [
  literal("recordTypeCode", 1, "7"),
  literal("addendaTypeCode", 2, "99"),
  text("returnReasonCode", 4, 6, "R and two digits", { required: true }),
  digits("originalEntryTraceNumber", 7, 21, "trace number of the returned entry"),
] as const;

const originalRdfi = digits("originalReceivingDfiIdentification", 28, 35, "RDFI of the returned entry");
const dateOfDeath = date("dateOfDeath", 22, 27, "YYMMDD with R14 and R15, else blank", { optional: true });
const trace = digits("traceNumber", 80, 94, "trace number of the entry that it follows");
const RETURN = [
  digits("returnTraceNumber", 39, 53, "trace number of the return"),
  day("returnSettlementDate", 54, 56, "day of the year on which the return settled", { optional: true }),
  digits("returnReason", 57, 58, "the two digits of the return's reason code"),
] as const;

/** Record 7, type 99: why an entry comes back. */
export const addenda99 = layout("Addenda99", [
  ...HEAD,
  dateOfDeath,
  originalRdfi,
  text("addendaInformation", 36, 79, "more on the reason", { account: true }),
  trace,
]);

/** Record 7, type 99 with R61 to R70: the ODFI does not accept a return. */
export const dishonoredAddenda99 = layout("DishonoredAddenda99", [
  ...HEAD,
  blank(22, 27),
  originalRdfi,
  blank(36, 38),
  ...RETURN,
  text("addendaInformation", 59, 79, "more on the reason", { account: true }),
  trace,
]);

/** Record 7, type 99 with R71 to R77: the RDFI stands by a return that was dishonoured. */
export const contestedAddenda99 = layout("ContestedAddenda99", [
  ...HEAD,
  date("dateOriginalEntryReturned", 22, 27, "YYMMDD", { optional: true }),
  originalRdfi,
  day("originalSettlementDate", 36, 38, "day of the year on which the entry settled", { optional: true }),
  ...RETURN,
  digits("dishonoredReturnTraceNumber", 59, 73, "trace number of the dishonoured return"),
  day("dishonoredReturnSettlementDate", 74, 76, "day of the year on which it settled", { optional: true }),
  digits("dishonoredReturnReason", 77, 78, "the two digits of its reason code"),
  blank(79, 79),
  trace,
]);

/** Record 7, type 99 in an international batch. */
export const iatAddenda99 = layout("IatAddenda99", [
  ...HEAD,
  dateOfDeath,
  originalRdfi,
  cents("originalForwardEntryPaymentAmount", 36, 45, "cents of the original entry"),
  text("addendaInformation", 46, 79, "more on the reason", { account: true }),
  trace,
]);

import { date, day, digits, layout, literal, number, text } from "../layout";

/** Record 5: who sends the entries that follow, what for, and when they are to settle. */
export const batchHeader = layout("BatchHeader", [
  literal("recordTypeCode", 1, "5"),
  digits("serviceClassCode", 2, 4, "200 mixed, 220 credits, 225 debits, 280 automated accounting advices"),
  text("companyName", 5, 20, "the originator's name as the receiver knows it", { required: true }),
  text("companyDiscretionaryData", 21, 40, "the originator's own use"),
  text("companyIdentification", 41, 50, "assigned by the ODFI", { required: true }),
  text("standardEntryClassCode", 51, 53, "the SEC code of all entries of the batch", { required: true }),
  text("companyEntryDescription", 54, 63, "what for, as the receiver's statement shows it", { required: true }),
  text("companyDescriptiveDate", 64, 69, "as the receiver's statement shows it"),
  date("effectiveEntryDate", 70, 75, "YYMMDD: the banking day on which the entries are to settle", { optional: true }),
  day("settlementDate", 76, 78, "day of the year, set by the ACH operator; blank when sent", { optional: true }),
  digits("originatorStatusCode", 79, 79, "1 bank, 2 federal agency, 0 operator's own advices"),
  digits("originatingDfiIdentification", 80, 87, "first 8 digits of the ODFI's routing number"),
  number("batchNumber", 88, 94, "ascending in the file"),
]);

/** Record 5 of an international batch. */
export const iatBatchHeader = layout("IatBatchHeader", [
  literal("recordTypeCode", 1, "5"),
  digits("serviceClassCode", 2, 4, "200 mixed, 220 credits, 225 debits"),
  text("iatIndicator", 5, 20, "IATCOR in a notification of change, else blank"),
  text("foreignExchangeIndicator", 21, 22, "fixed to variable, variable to fixed, fixed to fixed", {
    required: true,
    values: ["FV", "VF", "FF"],
  }),
  text("foreignExchangeReferenceIndicator", 23, 23, "1 rate, 2 reference, 3 none", { values: ["1", "2", "3"] }),
  text("foreignExchangeReference", 24, 38, "rate or reference"),
  text("isoDestinationCountryCode", 39, 40, "ISO 3166", { required: true }),
  text("originatorIdentification", 41, 50, "assigned by the ODFI", { required: true }),
  text("standardEntryClassCode", 51, 53, "IAT, or COR in a notification of change", { required: true }),
  text("companyEntryDescription", 54, 63, "what for, as the receiver's statement shows it", { required: true }),
  text("isoOriginatingCurrencyCode", 64, 66, "ISO 4217", { required: true }),
  text("isoDestinationCurrencyCode", 67, 69, "ISO 4217", { required: true }),
  date("effectiveEntryDate", 70, 75, "YYMMDD: the banking day on which the entries are to settle", { optional: true }),
  day("settlementDate", 76, 78, "day of the year, set by the ACH operator; blank when sent", { optional: true }),
  digits("originatorStatusCode", 79, 79, "1 bank, 2 federal agency, 0 operator's own advices"),
  digits("originatingDfiIdentification", 80, 87, "first 8 digits of the gateway's or ODFI's routing number"),
  number("batchNumber", 88, 94, "ascending in the file"),
]);

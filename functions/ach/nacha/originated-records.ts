import type { BatchOrder, EntryOrder, FileOrder } from "./origination";
import type { RecordTypes } from "./records";

/** `2026-03-02` as `260302`. */
function sixDigits(day: string): string {
  return day.slice(2).replaceAll("-", "");
}

/** The header of an ordered file. */
export function fileHeaderRecord(order: FileOrder): RecordTypes["FileHeader"] {
  return {
    type: "FileHeader",
    immediateDestination: order.immediateDestination,
    immediateOrigin: order.immediateOrigin,
    fileCreationDate: sixDigits(order.createdOn),
    fileCreationTime: (order.createdAt ?? "").replace(":", ""),
    fileIdModifier: order.fileIdModifier ?? "A",
    immediateDestinationName: order.destinationName ?? "",
    immediateOriginName: order.originName ?? "",
    referenceCode: order.referenceCode ?? "",
  };
}

/** The header of an ordered batch. */
export function batchHeaderRecord(order: BatchOrder, batchNumber: number): RecordTypes["BatchHeader"] {
  return {
    type: "BatchHeader",
    serviceClassCode: String(order.serviceClass),
    companyName: order.companyName,
    companyDiscretionaryData: order.discretionaryData ?? "",
    companyIdentification: order.companyIdentification,
    standardEntryClassCode: order.secCode,
    companyEntryDescription: order.description,
    companyDescriptiveDate: order.descriptiveDate ?? "",
    effectiveEntryDate: sixDigits(order.effectiveDate),
    settlementDate: "",
    originatorStatusCode: "1",
    originatingDfiIdentification: order.odfi,
    batchNumber,
  };
}

/** The detail of an ordered entry. */
export function entryRecord(
  order: EntryOrder,
  { secCode }: BatchOrder,
  { code, trace, addenda }: { readonly code: number; readonly trace: string; readonly addenda: number },
): RecordTypes["EntryDetail" | "CorporateEntryDetail"] {
  const shared = {
    transactionCode: String(code),
    receivingDfiIdentification: order.routingNumber.slice(0, 8),
    checkDigit: order.routingNumber.slice(8),
    dfiAccountNumber: order.accountNumber,
    amount: order.amountCents,
    discretionaryData: order.discretionaryData ?? "",
    addendaRecordIndicator: addenda > 0 ? "1" : "0",
    traceNumber: trace,
  };
  if (secCode !== "CTX") {
    const individualIdentificationNumber = order.identification ?? "";
    return { type: "EntryDetail", ...shared, individualIdentificationNumber, individualName: order.name };
  }
  return {
    type: "CorporateEntryDetail",
    ...shared,
    identificationNumber: order.identification ?? "",
    numberOfAddendaRecords: addenda,
    receivingCompanyName: order.name,
  };
}

type AddendaRecord = RecordTypes["Addenda05" | "Addenda98" | "Addenda99"];

const NONE: readonly AddendaRecord[] = [];

/** The addenda of an ordered entry. */
export function addendaRecords(order: EntryOrder, sequence: number, traceNumber: string): readonly AddendaRecord[] {
  if (order.return !== undefined) {
    const { code, originalTrace, originalRdfi, dateOfDeath = "", information = "" } = order.return;
    return [
      {
        type: "Addenda99",
        returnReasonCode: code,
        originalEntryTraceNumber: originalTrace,
        dateOfDeath: sixDigits(dateOfDeath),
        originalReceivingDfiIdentification: originalRdfi,
        addendaInformation: information,
        traceNumber,
      },
    ];
  }
  if (order.correction !== undefined) {
    const { code, originalTrace, originalRdfi, correctedData } = order.correction;
    return [
      {
        type: "Addenda98",
        changeCode: code,
        originalEntryTraceNumber: originalTrace,
        originalReceivingDfiIdentification: originalRdfi,
        correctedData,
        traceNumber,
      },
    ];
  }
  if (order.addenda === undefined) return NONE;
  return order.addenda.map((text, place) => ({
    type: "Addenda05",
    paymentRelatedInformation: text,
    addendaSequenceNumber: place + 1,
    entryDetailSequenceNumber: String(sequence).padStart(7, "0"),
  }));
}

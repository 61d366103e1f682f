import { Command } from "commander";
import path from "node:path";
import { maskAccount } from "../../functions/ach/nacha/corrected-data";
import { fieldText, isOutOfPlace, printable, readRecord, type RecordView } from "../../functions/ach/nacha/record-view";
import type { AnyRecord } from "../../functions/ach/nacha/records";
import { isRoutingNumber } from "../../functions/ach/nacha/routing-number";
import { transactionCode } from "../../functions/ach/nacha/transaction-codes";
import { ExitCode } from "../exit-code";
import type { CommandFactory, Surroundings } from "../surroundings";
import { Comebacks } from "./check-file";
import { readNachaFile } from "./read-file";
import { dollars, many } from "./texts";

const HELP = `
Example:
  $ ecosystemaws ach show payroll.ach | less

A record whose columns are out of place is named and not shown, as an account number may stand in any of them.

Exit code: 0 the file keeps the rules; 1 it does not (ach check tells how); 2 it could not run.`;

/** `ecosystemaws ach show`. */
export const showCommand: CommandFactory = (surroundings, end) =>
  new Command("show")
    .summary("show a NACHA file as a table")
    .description("Show a NACHA file: batches, entries, totals, returns and corrections. Account numbers are masked.")
    .argument("<file>", "the file")
    .addHelpText("after", HELP)
    .action((file: string) => {
      end(show(surroundings, file));
    });

function show({ out, folder }: Surroundings, file: string): ExitCode {
  const comebacks = new Comebacks();
  const summary = readNachaFile(path.resolve(folder, file), file, {
    visit: (view: RecordView) => {
      comebacks.visit(view);
      const line = lineOf(view);
      if (line !== undefined) out.write(`${line}\n`);
    },
  });
  const { batches, entries, addenda, debitCents, creditCents, ok, errors, warnings } = summary;
  const returns = comebacks.returns.map(({ code, trace, originalTrace }) => `  ${code}  ${trace}  of ${originalTrace}`);
  const corrections = comebacks.corrections.map(
    ({ code, trace, originalTrace, correctedData }) => `  ${code}  ${trace}  of ${originalTrace}  ${correctedData}`,
  );
  const lines = [
    `Total: ${many(batches, "batch")}, ${many(entries, "entry")}, ${many(addenda, "addendum")}, debits ${dollars(debitCents)}, credits ${dollars(creditCents)}`,
    ...(returns.length > 0 ? ["Returns:", ...returns] : []),
    ...(corrections.length > 0 ? ["Corrections:", ...corrections] : []),
    ...(errors + warnings > 0 ? [`${many(errors, "error")}, ${many(warnings, "warning")}: ach check tells them`] : []),
  ];
  out.write(`${lines.join("\n")}\n`);
  return ok ? ExitCode.success : ExitCode.incomplete;
}

/** A record as a line of the table; addenda and controls have none. */
function lineOf(view: RecordView): string | undefined {
  const line = shownLine(readRecord(view), view);
  if (line === undefined || !isOutOfPlace(view)) return line === undefined ? undefined : printable(line);
  // Whatever stands in its columns may be an account number.
  return `${view.name.endsWith("EntryDetail") ? "  " : ""}Line ${view.line}: ${view.name} whose columns are out of place, not shown`;
}

function shownLine(record: AnyRecord, view: RecordView): string | undefined {
  switch (record.type) {
    case "FileHeader": {
      const { immediateDestination: to, immediateOrigin: from, fileCreationDate: day, fileIdModifier } = record;
      return `File ${fileIdModifier} of ${day}: from ${from} ${record.immediateOriginName} to ${to} ${record.immediateDestinationName}`;
    }
    case "BatchHeader":
      return batchLine(record, record.companyName, record.companyIdentification);
    case "IatBatchHeader":
      return batchLine(record, record.iatIndicator, record.originatorIdentification);
    case "EntryDetail":
    case "SwappedEntryDetail":
    case "AdvEntryDetail":
      return entryLine(record, record.individualName, view);
    case "CorporateEntryDetail":
      return entryLine(record, record.receivingCompanyName, view);
    case "SharedNetworkEntryDetail":
    case "IatEntryDetail":
      return entryLine(record, "", view);
    default:
      return undefined;
  }
}

interface ShownBatch {
  readonly batchNumber: number;
  readonly standardEntryClassCode: string;
  readonly serviceClassCode: string;
  readonly companyEntryDescription: string;
  readonly effectiveEntryDate: string;
}

function batchLine(batch: ShownBatch, name: string, identification: string): string {
  const {
    batchNumber,
    standardEntryClassCode: sec,
    serviceClassCode,
    companyEntryDescription,
    effectiveEntryDate,
  } = batch;
  const company = `${name} ${identification}`.trim();
  return `Batch ${batchNumber}: ${sec} ${serviceClassCode} ${company}, ${companyEntryDescription}, effective ${effectiveEntryDate}`;
}

interface ShownEntry {
  readonly transactionCode: string;
  readonly receivingDfiIdentification: string;
  readonly checkDigit: string;
  readonly dfiAccountNumber: string;
  readonly amount: number;
  readonly traceNumber?: string;
}

function entryLine(entry: ShownEntry, name: string, view: RecordView): string {
  const side = transactionCode(Number.parseInt(entry.transactionCode, 10))?.side ?? "unknown";
  const routing = `${entry.receivingDfiIdentification}${entry.checkDigit}`;
  const columns = [
    (entry.traceNumber ?? "").padEnd(15),
    entry.transactionCode.padEnd(2),
    side.padEnd(7),
    // What is no routing number may be the account's, one column too far to the left.
    (isRoutingNumber(routing) ? routing : maskAccount(routing)).padEnd(9),
    maskAccount(entry.dfiAccountNumber).padStart(17),
    (/^\d+$/.test(fieldText(view, "amount")) ? dollars(entry.amount) : "no number").padStart(15),
    name,
  ];
  return `  ${columns.join("  ")}`.trimEnd();
}

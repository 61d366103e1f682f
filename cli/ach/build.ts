import { Command } from "commander";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { ACCOUNT_TYPES, ENTRY_PURPOSES, WRITTEN_SEC_CODES } from "../../functions/ach/nacha/origination";
import { NachaWriter } from "../../functions/ach/nacha/writer";
import { OperatorError } from "../errors";
import { ExitCode } from "../exit-code";
import type { CommandFactory, Surroundings } from "../surroundings";
import { asOperatorError, readText } from "./files";
import { type BuildOrder, readOrder } from "./order";

interface Options {
  readonly output?: string;
}

const HELP = `
The order is JSON: what stands in the file's header, and its batches with their entries.
  {"immediateDestination": "091000019", "immediateOrigin": "1234567890", "createdOn": "2026-03-02", "createdAt": "14:05",
   "batches": [{"secCode": "PPD", "serviceClass": 220, "companyName": "Example", "companyIdentification": "1234567890",
     "description": "PAYOUT", "effectiveDate": "2026-03-03", "odfi": "09100001",
     "entries": [{"direction": "credit", "accountType": "checking", "routingNumber": "231380104",
       "accountNumber": "1918171614", "amountCents": 12345, "name": "Receiver One"}]}]}

May also be given:
  file     destinationName, originName, fileIdModifier, referenceCode, firstSequence (of the trace numbers)
  batch    discretionaryData, descriptiveDate, offset {routingNumber, accountNumber, accountType, name}: balances it
  entry    purpose (${ENTRY_PURPOSES.join(", ")}), identification, discretionaryData (WEB: R or S), addenda (texts of 80),
           return {code, originalTrace, originalRdfi, dateOfDeath, information},
           correction {code, originalTrace, originalRdfi, correctedData}: with secCode COR
SEC codes: ${WRITTEN_SEC_CODES.join(", ")}. Accounts: ${ACCOUNT_TYPES.join(", ")}. Service class: 200 mixed, 220 credits, 225 debits.

Examples:
  $ ecosystemaws ach build order.json > payout.ach
  $ ecosystemaws ach build order.json --output payout.ach

Exit code: 0 the file was written; 1 the order has faults, all of them told; 2 it could not run.`;

/** `ecosystemaws ach build`. */
export const buildCommand: CommandFactory = (surroundings, end) =>
  new Command("build")
    .summary("write a NACHA file from a JSON list of entries")
    .description("Write a NACHA file from a JSON list of entries. The same order gives the same bytes.")
    .argument("<order>", "the JSON file")
    .option("--output <file>", "where the file goes; it must not exist (default: the standard output)")
    .addHelpText("after", HELP)
    .action((order: string, options: Options) => {
      end(build(surroundings, order, options));
    });

function build({ out, err, folder }: Surroundings, file: string, { output }: Options): ExitCode {
  const read = readOrder(parsed(readText(path.resolve(folder, file), file), file));
  if ("faults" in read) {
    err.write(`${[`${file} cannot be written:`, ...read.faults.map((fault) => `  ${fault}`)].join("\n")}\n`);
    return ExitCode.incomplete;
  }
  const bytes = written(read.order);
  if (output === undefined) out.write(bytes.toString("latin1"));
  else save(path.resolve(folder, output), output, bytes);
  return ExitCode.success;
}

function parsed(json: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // The parser's message quotes what it read, which may be an account number.
    throw new OperatorError(`${file} is not JSON.`);
  }
}

function written({ file, batches }: BuildOrder): Buffer {
  const chunks: Buffer[] = [];
  const writer = new NachaWriter((chunk) => chunks.push(chunk), file);
  for (const { batch, entries } of batches) {
    writer.beginBatch(batch);
    for (const entry of entries) writer.entry(entry);
    writer.endBatch();
  }
  writer.end();
  return Buffer.concat(chunks);
}

function save(file: string, shownName: string, bytes: Buffer): void {
  try {
    writeFileSync(file, bytes, { flag: "wx" });
  } catch (error) {
    throw asOperatorError(error, `${shownName} cannot be written`);
  }
}

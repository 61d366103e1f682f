import type { Finding } from "../../../../../functions/ach/nacha/findings";
import type { BatchOrder, EntryOrder, FileOrder } from "../../../../../functions/ach/nacha/origination";
import { type FileSummary, NachaReader, type ReaderOptions } from "../../../../../functions/ach/nacha/reader";
import { NachaWriter } from "../../../../../functions/ach/nacha/writer";

export const FILE: FileOrder = {
  immediateDestination: "091000019",
  immediateOrigin: "1234567890",
  destinationName: "Receiving Bank",
  originName: "Example Payments",
  createdOn: "2026-03-02",
  createdAt: "14:05",
};

export const BATCH: BatchOrder = {
  secCode: "PPD",
  serviceClass: 200,
  companyName: "Example Payments",
  companyIdentification: "1234567890",
  description: "PAYOUT",
  effectiveDate: "2026-03-03",
  odfi: "09100001",
};

export const ENTRY: EntryOrder = {
  direction: "credit",
  accountType: "checking",
  routingNumber: "231380104",
  accountNumber: "744-5678-99",
  amountCents: 12_345,
  name: "Receiver One",
  identification: "ID-1",
};

/** The bytes of a file. */
export function written(file: FileOrder, batches: readonly (readonly [BatchOrder, readonly EntryOrder[]])[]): Buffer {
  const chunks: Buffer[] = [];
  const writer = new NachaWriter((chunk) => chunks.push(chunk), file);
  for (const [batch, entries] of batches) {
    writer.beginBatch(batch);
    for (const entry of entries) writer.entry(entry);
    writer.endBatch();
  }
  writer.end();
  return Buffer.concat(chunks);
}

/** What a reader finds in some chunks. */
export function readChunks(
  chunks: readonly Buffer[],
  options: ReaderOptions = {},
): { findings: Finding[]; summary: FileSummary } {
  const findings: Finding[] = [];
  const reader = new NachaReader({ ...options, report: (finding) => findings.push(finding) });
  for (const chunk of chunks) reader.push(chunk);
  return { summary: reader.end(), findings };
}

/** What a reader finds in a text of one byte a character. */
export function read(
  text: string | Buffer,
  options: ReaderOptions = {},
): { findings: Finding[]; summary: FileSummary; codes: string[] } {
  const found = readChunks([typeof text === "string" ? Buffer.from(text, "latin1") : text], options);
  return { ...found, codes: found.findings.map(({ code }) => code) };
}

/** A file as its lines, to be changed one by one. */
export function linesOf(bytes: Buffer): string[] {
  return bytes.toString("latin1").split("\n").slice(0, -1);
}

/** Lines as a file. */
export function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

/** A line with other text from a column on, from 1. */
export function put(line: string, column: number, text: string): string {
  return line.slice(0, column - 1) + text + line.slice(column - 1 + text.length);
}

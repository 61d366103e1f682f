import type { BatchOrder, EntryOrder } from "../../../../functions/ach/nacha/origination";
import { NachaWriter } from "../../../../functions/ach/nacha/writer";

/** A Monday, 12:00 in New York. */
export const MONDAY_NOON = Date.parse("2026-11-23T17:00:00Z");

const ODFI = "12104288";

/** Orders of a batch, where they are other than those of any. */
export interface BatchOf {
  readonly batch?: Partial<BatchOrder>;
  readonly entries: readonly Partial<EntryOrder>[];
}

/** A file as the platform writes it. */
export function fileOf(batches: readonly BatchOf[], file: { modifier?: string; firstSequence?: number } = {}): Buffer {
  const chunks: Buffer[] = [];
  const writer = new NachaWriter((chunk) => chunks.push(chunk), {
    immediateDestination: "121042882",
    immediateOrigin: "121042882",
    destinationName: "A BANK",
    originName: "A COMPANY",
    createdOn: "2026-11-23",
    createdAt: "11:00",
    fileIdModifier: file.modifier ?? "A",
    firstSequence: file.firstSequence ?? 1,
  });
  for (const { batch, entries } of batches) {
    const direction = entries[0]?.direction ?? "credit";
    writer.beginBatch({
      secCode: "PPD",
      serviceClass: direction === "credit" ? 220 : 225,
      companyName: "A COMPANY",
      companyIdentification: "1234567890",
      description: "PAYOUT",
      effectiveDate: "2026-11-24",
      odfi: ODFI,
      ...batch,
    });
    for (const entry of entries)
      writer.entry({
        direction,
        accountType: "checking",
        routingNumber: "091000019",
        accountNumber: "1234560000",
        amountCents: 10_000,
        name: "SOMEBODY",
        ...entry,
      });
    writer.endBatch();
  }
  writer.end();
  return Buffer.concat(chunks);
}

/** A file of one batch of credits to these accounts. */
export function creditsTo(...accounts: readonly string[]): Buffer {
  return fileOf([{ entries: accounts.map((accountNumber) => ({ accountNumber })) }]);
}

/** A file of one batch of debits from these accounts. */
export function debitsFrom(...accounts: readonly string[]): Buffer {
  return fileOf([{ entries: accounts.map((accountNumber) => ({ accountNumber, direction: "debit" as const })) }]);
}

/** A file whose line (from 1) has other text from a column on (from 1). */
export function withText(file: Buffer, line: number, column: number, text: string): Buffer {
  const lines = file.toString("latin1").split("\n");
  const record = lines[line - 1]!;
  lines[line - 1] = record.slice(0, column - 1) + text + record.slice(column - 1 + text.length);
  return Buffer.from(lines.join("\n"), "latin1");
}

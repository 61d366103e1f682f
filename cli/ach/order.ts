import * as z from "zod";
import {
  ACCOUNT_TYPES,
  type BatchOrder,
  ENTRY_PURPOSES,
  type EntryOrder,
  type FileOrder,
  WRITTEN_SEC_CODES,
} from "../../functions/ach/nacha/origination";
import { faultsOfBatch, faultsOfEntry, faultsOfFile } from "../../functions/ach/nacha/order-faults";

const text = z.string();
const accountType = z.enum(ACCOUNT_TYPES);
const original = { code: text, originalTrace: text, originalRdfi: text };

const entry = z.strictObject({
  direction: z.enum(["credit", "debit"]),
  accountType,
  purpose: z.enum(ENTRY_PURPOSES).optional(),
  routingNumber: text,
  accountNumber: text,
  amountCents: z.number(),
  name: text,
  identification: text.optional(),
  discretionaryData: text.optional(),
  addenda: z.array(text).optional(),
  return: z.strictObject({ ...original, dateOfDeath: text.optional(), information: text.optional() }).optional(),
  correction: z.strictObject({ ...original, correctedData: text }).optional(),
});

const offset = z.strictObject({
  routingNumber: text,
  accountNumber: text,
  accountType,
  name: text,
  identification: text.optional(),
});

const batch = z.strictObject({
  secCode: z.enum(WRITTEN_SEC_CODES),
  serviceClass: z.literal([200, 220, 225]),
  companyName: text,
  companyIdentification: text,
  description: text,
  discretionaryData: text.optional(),
  descriptiveDate: text.optional(),
  effectiveDate: text,
  odfi: text,
  offset: offset.optional(),
  entries: z.array(entry).min(1),
});

const schema = z.strictObject({
  immediateDestination: text,
  immediateOrigin: text,
  destinationName: text.optional(),
  originName: text.optional(),
  createdOn: text,
  createdAt: text.optional(),
  fileIdModifier: text.optional(),
  referenceCode: text.optional(),
  batches: z.array(batch).min(1),
});

/** All that a file is built from. */
export interface BuildOrder {
  readonly file: FileOrder;
  readonly batches: readonly { readonly batch: BatchOrder; readonly entries: readonly EntryOrder[] }[];
}

/** An order, or all its faults, each a sentence that shows no account number. */
export type ReadOrder = { readonly order: BuildOrder } | { readonly faults: readonly string[] };

/** Reads the order of a file from what stands in its JSON. */
export function readOrder(value: unknown): ReadOrder {
  const read = schema.safeParse(value);
  if (!read.success) return { faults: read.error.issues.map(({ path, message }) => `${pathText(path)}: ${message}.`) };
  const { batches: given, ...file } = read.data;
  const batches = given.map(({ entries, ...rest }) => ({ batch: rest, entries }));
  const faults = [
    ...faultsOfFile(file),
    ...batches.flatMap(({ batch: each, entries }, place) => [
      ...faultsOfBatch(each, `batches[${place}]`),
      ...entries.flatMap((one, at) => faultsOfEntry(one, each, `batches[${place}].entries[${at}]`)),
    ]),
  ];
  if (faults.length === 0) return { order: { file, batches } };
  return { faults: faults.map(({ field, value: seen, allowed }) => `${field}: allowed: ${allowed}; seen: ${seen}.`) };
}

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the order";
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
}

import * as z from "zod";
import {
  ACCOUNT_TYPES,
  type BatchOrder,
  ENTRY_PURPOSES,
  type EntryOrder,
  type FileOrder,
  WRITTEN_SEC_CODES,
} from "../../functions/ach/nacha/origination";
import { faultsOfBatch, faultsOfEntry, faultsOfFile, type OrderFault } from "../../functions/ach/nacha/order-faults";
import { faultsOfSums, faultsOfWhole } from "../../functions/ach/nacha/order-sums";
import { printable } from "../../functions/ach/nacha/record-view";

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

const batchFields = {
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
};

const fileFields = {
  immediateDestination: text,
  immediateOrigin: text,
  destinationName: text.optional(),
  originName: text.optional(),
  createdOn: text,
  createdAt: text.optional(),
  fileIdModifier: text.optional(),
  referenceCode: text.optional(),
  firstSequence: z.number().optional(),
};

const schema = z.strictObject({
  ...fileFields,
  batches: z.array(z.strictObject({ ...batchFields, entries: z.array(entry).min(1) })).min(1),
});

/** What can be judged of an order although something else of it has not its shape. */
const parts = {
  file: z.object(fileFields),
  batches: z.object({ batches: z.array(z.unknown()) }),
  batch: z.object(batchFields),
  entries: z.object({ entries: z.array(z.unknown()) }),
};

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
  const shapes = read.success ? [] : read.error.issues.map(({ path, message }) => `${pathText(path)}: ${message}.`);
  const faults = [...shapes, ...faultsIn(value).map((fault) => faultText(fault))].map(printable);
  if (!read.success || faults.length > 0) return { faults };
  const { batches, ...file } = read.data;
  return { order: { file, batches: batches.map(({ entries, ...batch }) => ({ batch, entries })) } };
}

function faultText({ field, value, allowed }: OrderFault): string {
  return `${field}: allowed: ${allowed}; seen: ${value}.`;
}

/** The faults of all parts that have their shape. */
function faultsIn(value: unknown): OrderFault[] {
  const file = parts.file.safeParse(value).data;
  const batches = parts.batches.safeParse(value).data?.batches ?? [];
  const read = batches.map((each) => ({
    batch: parts.batch.safeParse(each).data,
    entries: (parts.entries.safeParse(each).data?.entries ?? []).map((one) => entry.safeParse(one).data),
  }));
  return [
    ...(file === undefined ? [] : faultsOfFile(file)),
    ...read.flatMap(({ batch, entries }, place) => {
      const path = `batches[${place}]`;
      // An entry is judged by the class of its batch.
      if (batch === undefined) return [];
      return [
        ...faultsOfBatch(batch, path),
        ...entries.flatMap((one, at) => (one === undefined ? [] : faultsOfEntry(one, batch, `${path}.entries[${at}]`))),
        ...faultsOfWhole({ batch, entries: entries.filter((one) => one !== undefined) }, path, file?.createdOn),
      ];
    }),
    ...faultsOfSums(
      read.flatMap(({ entries }) => entries.filter((one) => one !== undefined)),
      "batches",
    ),
  ];
}

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the order";
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
}

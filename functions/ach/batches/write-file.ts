import { createHash } from "node:crypto";
import { PlatformError } from "../../shared/errors";
import type { Encryptor } from "../../vault";
import { openAccountNumber } from "../bank-accounts/sealing";
import type { BatchOrder, EntryOrder, OffsetAccount } from "../nacha/origination";
import { NachaReader } from "../nacha/reader";
import type { Finding } from "../nacha/findings";
import { NachaWriter } from "../nacha/writer";
import { type AchFile, type FileEntry, type SealedAccount, traceOf } from "./file";

/** What was written is not what was claimed: a bug, and nothing is sent. */
export class FileContentError extends PlatformError {
  readonly code = "ach_file_content";
}

/** A file's bytes, and how many batches they have. */
export interface WrittenFile {
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly batches: number;
}

type Opener = Pick<Encryptor, "decrypt">;

/**
 * Writes a file from its claim. The same claim gives the same bytes, whoever writes it and when.
 *
 * @throws OrderError where an entry cannot stand in a file; FileContentError where entries are not those of the claim.
 */
export async function writeFileBytes(
  encryptor: Opener,
  file: AchFile,
  entries: readonly FileEntry[],
): Promise<WrittenFile> {
  if (entries.length !== file.entries) {
    throw new FileContentError(`The file ${file.id} has ${entries.length} entries, its claim says ${file.entries}.`);
  }
  const chunks: Buffer[] = [];
  const { header, odfi } = file;
  const writer = new NachaWriter((chunk) => chunks.push(chunk), {
    immediateDestination: header.immediateDestination,
    immediateOrigin: header.immediateOrigin,
    destinationName: header.destinationName,
    originName: header.companyName,
    createdOn: file.createdOn,
    createdAt: file.createdAt,
    fileIdModifier: file.modifier,
    firstSequence: file.firstSequence,
  });
  const offset = header.offset && (await offsetOf(encryptor, header.offset));
  let batch = 0;
  for (const entry of entries) {
    if (entry.batch !== batch) {
      if (batch > 0) writer.endBatch();
      batch = entry.batch;
      writer.beginBatch(batchOrder(file, entry, offset));
    }
    const trace = writer.entry(await entryOrder(encryptor, entry));
    if (trace !== traceOf(odfi, entry.sequence)) {
      throw new FileContentError(`The file ${file.id} has another trace number at its entry ${entry.sequence}.`);
    }
  }
  writer.endBatch();
  writer.end();
  const bytes = Buffer.concat(chunks);
  return { bytes, sha256: createHash("sha256").update(bytes).digest("hex"), batches: batch };
}

/** What our reader finds in a file: nothing, or it does not leave. */
export function findingsIn(bytes: Buffer): Finding[] {
  const findings: Finding[] = [];
  const reader = new NachaReader({ strict: true, report: (finding) => findings.push(finding) });
  reader.push(bytes);
  reader.end();
  return findings;
}

function batchOrder({ header, odfi }: AchFile, entry: FileEntry, offset: OffsetAccount | undefined): BatchOrder {
  const { secCode, direction, description, effectiveEntryDate } = entry;
  const isBalanced = offset !== undefined && entry.purpose !== "prenote";
  return {
    secCode,
    serviceClass: isBalanced ? 200 : direction === "credit" ? 220 : 225,
    companyName: header.companyName,
    companyIdentification: header.companyIdentification,
    description,
    effectiveDate: effectiveEntryDate,
    odfi,
    ...(isBalanced && { offset }),
  };
}

async function entryOrder(encryptor: Opener, entry: FileEntry): Promise<EntryOrder> {
  const { direction, amountCents, account, transferId, retryOf = transferId, paymentType, purpose } = entry;
  return {
    direction,
    accountType: account.accountType,
    ...(purpose === "prenote" && { purpose: "prenote" as const }),
    routingNumber: account.routingNumber,
    accountNumber: await openSealed(encryptor, account),
    amountCents,
    name: account.holderName,
    // The end of the transfer's id: who has the entry finds the transfer. Nacha: one that is tried again keeps it.
    identification: retryOf.replaceAll("-", "").slice(-15),
    ...(paymentType && { discretionaryData: paymentType }),
  };
}

async function offsetOf(encryptor: Opener, account: SealedAccount): Promise<OffsetAccount> {
  const { routingNumber, accountType, holderName } = account;
  return {
    routingNumber,
    accountType,
    name: holderName.slice(0, 16).trimEnd(),
    accountNumber: await openSealed(encryptor, account),
  };
}

function openSealed(
  encryptor: Opener,
  { bankAccountId, ownerKind, ownerId, envelope }: SealedAccount,
): Promise<string> {
  return openAccountNumber(encryptor, { id: bankAccountId, owner: { kind: ownerKind, id: ownerId }, envelope });
}

import * as z from "zod/mini";
import { PlatformError } from "../../shared/errors";
import type { Evidence } from "./delivery";
import { listedFileId } from "./listing";

/** A message is no event of EventBridge. */
export class TransferEventError extends PlatformError {
  readonly code = "ach_transfer_event";
}

/** What an event tells of a file: evidence, or that a listing has a result to be read. */
export interface TransferNews {
  readonly fileId: string;
  readonly evidence: Evidence | { readonly kind: "listing_completed"; readonly listingId: string };
}

const text = z.string();
const event = z.object({ source: text, "detail-type": text, detail: z.record(z.string(), z.unknown()) });
const sent = z.object({ "connector-id": text, "transfer-id": text, "file-path": text });
const listed = z.object({ "connector-id": text, "listing-id": text, "output-directory-path": text });
const failure = z.object({ "failure-code": z.optional(text), "failure-message": z.optional(text) });

/**
 * What an event of Transfer Family (source `aws.transfer`) tells of one of our files; nothing where it is of another
 * connector, another folder or another kind.
 *
 * @param body an event of EventBridge, as JSON.
 * @throws TransferEventError where it is none.
 */
export function readTransferEvent(
  body: string,
  { connectorId, bucketName }: { readonly connectorId: string; readonly bucketName: string },
): TransferNews | undefined {
  const read = event.safeParse(parsed(body));
  if (!read.success) throw new TransferEventError("A message is no event: source, detail-type or detail is missing.");
  const { source, "detail-type": type, detail } = read.data;
  if (source !== "aws.transfer" || detail["connector-id"] !== connectorId) return undefined;
  const { "failure-code": code = "UNKNOWN_ERROR", "failure-message": message = "" } = fieldsOf(failure, detail);
  switch (type) {
    case "SFTP Connector File Send Completed": {
      const { "transfer-id": transferId, "file-path": path } = fieldsOf(sent, detail);
      return newsOf(sentFileId(bucketName, path), { kind: "arrived", transferId });
    }
    case "SFTP Connector File Send Failed": {
      const { "transfer-id": transferId, "file-path": path } = fieldsOf(sent, detail);
      const provesNothing = storedNothing(code, message);
      return newsOf(sentFileId(bucketName, path), { kind: "send_failed", transferId, code, provesNothing });
    }
    case "SFTP Connector Directory Listing Completed":
    case "SFTP Connector Directory Listing Failed": {
      const { "listing-id": listingId, "output-directory-path": folder } = fieldsOf(listed, detail);
      const isFailed = type.endsWith("Failed");
      const evidence = isFailed
        ? ({ kind: "listing_failed", listingId, code } as const)
        : ({ kind: "listing_completed", listingId } as const);
      return newsOf(listedFileId(bucketName, folder), evidence);
    }
    default:
      return undefined;
  }
}

/** Failures before the bank's server was asked for anything, by Transfer Family's codes. */
const NOTHING_ASKED = ["ASSUME_ROLE_ERROR", "UNSUPPORTED_OPERATION_ERROR", "SEND_FILE_NOT_FOUND"];

/** What a connection that never came about is told by: there is one code for it and for one that was lost. */
const NEVER_CONNECTED = /unknown host|connection refused|host key|authenticat|credential|login/i;

/** Whether a failed send has provably stored nothing, not even a part. What is not known here proves nothing of the kind. */
function storedNothing(code: string, message: string): boolean {
  return NOTHING_ASKED.includes(code) || (code === "CONNECTION_ERROR" && NEVER_CONNECTED.test(message));
}

function newsOf(fileId: string | undefined, evidence: TransferNews["evidence"]): TransferNews | undefined {
  return fileId === undefined ? undefined : { fileId, evidence };
}

/** The file that a path such as `/bucket/outgoing/2026-11-23/12104288_2026-11-23_standard_01.ach` names. */
function sentFileId(bucketName: string, path: string): string | undefined {
  const [, bucket, root, ...rest] = path.split("/");
  if (bucket !== bucketName || root !== "outgoing") return undefined;
  return /^(.+)\.ach$/.exec(rest.at(-1) ?? "")?.[1];
}

/** The fields of an event of a kind. @throws TransferEventError naming those that are missing. */
function fieldsOf<Schema extends z.ZodMiniType>(schema: Schema, detail: object): z.output<Schema> {
  const read = schema.safeParse(detail);
  if (read.success) return read.data;
  const names = read.error.issues.map(({ path }) => path.join("."));
  throw new TransferEventError(`An event of Transfer Family has no ${names.join(", ")}.`);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

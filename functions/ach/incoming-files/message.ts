import * as z from "zod/mini";
import { PlatformError } from "../../shared/errors";
import type { StoredObject } from "./ports";

/** A message of the queue is neither of S3 nor of the connector; it goes to the dead letters. */
export class IncomingMessageError extends PlatformError {
  readonly code = "incoming_message_invalid";
}

/** Where a listing of a folder was put. */
export interface ListingPlace {
  readonly connectorId: string;
  readonly folder: string;
  readonly bucket: string;
  readonly key: string;
}

/** What a message tells. */
export type IncomingMessage =
  | { readonly kind: "objects"; readonly objects: readonly (StoredObject & { readonly bucket: string })[] }
  | { readonly kind: "listed"; readonly listing: ListingPlace }
  | {
      readonly kind: "failed";
      readonly what: string;
      readonly connectorId: string;
      readonly folder?: string;
      readonly failure?: string;
    }
  | { readonly kind: "other" };

/** S3's own notification: names are as in a query string. */
const notification = z.object({
  Records: z.array(
    z.object({
      eventName: z.string(),
      s3: z.object({
        bucket: z.object({ name: z.string() }),
        object: z.object({ key: z.string(), versionId: z.optional(z.nullable(z.string())) }),
      }),
    }),
  ),
});

/** S3's first message to a new queue. */
const test = z.object({ Service: z.literal("Amazon S3"), Event: z.literal("s3:TestEvent") });

const transferEvent = z.object({
  source: z.literal("aws.transfer"),
  "detail-type": z.string(),
  detail: z.object({
    "connector-id": z.string(),
    "remote-directory-path": z.optional(z.string()),
    "failure-code": z.optional(z.string()),
    "output-file-location": z.optional(z.object({ bucket: z.string(), key: z.string() })),
  }),
});

/** Reads a message of the queue. @throws IncomingMessageError, which shows nothing of it. */
export function readMessage(body: string): IncomingMessage {
  const value = parsed(body);
  const objects = notification.safeParse(value);
  if (objects.success) return { kind: "objects", objects: objects.data.Records.flatMap(objectOf) };
  const event = transferEvent.safeParse(value);
  if (event.success) return ofConnector(event.data);
  if (test.safeParse(value).success) return { kind: "other" };
  throw new IncomingMessageError(
    "A message of the queue is neither a notification of S3 nor an event of the connector.",
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is no message: the schemas say so.
    return undefined;
  }
}

function objectOf({ eventName, s3 }: z.output<typeof notification>["Records"][number]) {
  if (!eventName.startsWith("ObjectCreated:")) return [];
  const { key, versionId } = s3.object;
  return [{ bucket: s3.bucket.name, key: decodedKey(key), ...(typeof versionId === "string" && { versionId }) }];
}

/** @throws IncomingMessageError */
function decodedKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll("+", " "));
  } catch {
    throw new IncomingMessageError("A notification of S3 names an object as none is named.");
  }
}

function ofConnector({ "detail-type": type, detail }: z.output<typeof transferEvent>): IncomingMessage {
  const connectorId = detail["connector-id"];
  const folder = detail["remote-directory-path"];
  const place = detail["output-file-location"];
  if (type === "SFTP Connector Directory Listing Completed" && folder !== undefined && place !== undefined) {
    return { kind: "listed", listing: { connectorId, folder, bucket: place.bucket, key: place.key } };
  }
  const failed = {
    "SFTP Connector Directory Listing Failed": "listing",
    "SFTP Connector File Retrieve Failed": "fetching",
  };
  const what = Object.hasOwn(failed, type) ? failed[type as keyof typeof failed] : undefined;
  if (what === undefined) return { kind: "other" };
  const failure = detail["failure-code"];
  return {
    kind: "failed",
    what,
    connectorId,
    ...(folder !== undefined && { folder }),
    ...(failure !== undefined && { failure }),
  };
}

import type { SQSRecord } from "aws-lambda";
import { maskError } from "../../shared/logging";
import { fetchListed, isOurListing } from "./collect";
import { type IncomingMessage, readMessage } from "./message";
import type { IncomingParts } from "./parts";
import { INCOMING, takeFile } from "./take-file";

/**
 * Takes a message of the queue: a file that has come, or a listing of the bank's folder.
 *
 * @throws IncomingMessageError, BusyError and whatever the ports throw: the message then stays in the queue.
 */
export async function receive(parts: IncomingParts, { body }: Pick<SQSRecord, "body">): Promise<void> {
  try {
    await work(parts, readMessage(body));
  } catch (error) {
    const masked = maskError(error);
    parts.log.error("a message of the bank's files could not be worked off", { error: masked });
    throw error;
  }
}

async function work(parts: IncomingParts, message: IncomingMessage): Promise<void> {
  const { log, count, bucketName, outbox } = parts;
  switch (message.kind) {
    case "objects":
      for (const { bucket, ...object } of message.objects) {
        // A folder that a console made is an object of its own.
        const isFile = object.key.startsWith(INCOMING) && !object.key.endsWith("/");
        if (bucket === bucketName && isFile) await takeFile(parts, object);
        else log.warn("a notification is of no incoming file", { key: object.key });
      }
      return;
    case "listed":
      if (isOurListing(parts, message.listing)) {
        log.info("files were asked for", { files: await fetchListed(parts, message.listing) });
      }
      return;
    case "failed":
      // A listing of another folder is another function's.
      if (message.connectorId !== outbox?.connectorId || (message.folder ?? outbox.folder) !== outbox.folder) return;
      log.error("the bank's folder could not be read", { what: message.what, failure: message.failure });
      count("CollectionsFailed");
      return;
    case "other":
      return;
  }
}

import { GetObjectCommand, NoSuchKey, S3Client } from "@aws-sdk/client-s3";
import {
  StartDirectoryListingCommand,
  StartFileTransferCommand,
  TransferClient,
  TransferServiceException,
} from "@aws-sdk/client-transfer";
import { CONNECTION } from "../../shared/connection";
import { PlatformError } from "../../shared/errors";
import type { Courier, SentFile } from "./courier";
import { listingFolderOf, readListingFile } from "./listing";

/** Transfer Family has answered in a way that it does not document. */
export class TransferAnswerError extends PlatformError {
  readonly code = "ach_transfer_answer";
}

/** A connector, and where its side and ours are. */
interface ConnectorSettings {
  readonly connectorId: string;
  readonly bucketName: string;
  /** The bank's folder for our files, such as `/inbox`. */
  readonly inbox: string;
}

/** The most that a listing may have. Transfer Family: 10,000 items. */
const LISTED_MAX = 10_000;

/** A send that was begun twice cannot be told from one: a call that failed is not made again. */
const ONCE = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 10_000, throwOnRequestTimeout: true },
};

/** The bank's SFTP server as this function's environment reaches it. */
export function connectTransferConnector(settings: ConnectorSettings): Courier {
  return transferConnector(new TransferClient(ONCE), new S3Client(CONNECTION), settings);
}

/**
 * The bank's SFTP server, by a Transfer Family connector. Actions: `transfer:StartFileTransfer`,
 * `transfer:StartDirectoryListing` on the connector; `s3:GetObject` under `listings/`, `s3:ListBucket` (without it, what is
 * not there yet looks forbidden), `kms:Decrypt`.
 */
export function transferConnector(
  transfer: TransferClient,
  s3: S3Client,
  { connectorId, bucketName, inbox }: ConnectorSettings,
): Courier {
  return {
    async send({ key }: SentFile) {
      const command = new StartFileTransferCommand({
        ConnectorId: connectorId,
        SendFilePaths: [`/${bucketName}/${key}`],
        RemoteDirectoryPath: inbox,
      });
      return refusedOr(async () => {
        const { TransferId: transferId } = await transfer.send(command);
        return { outcome: "taken", transferId: told(transferId, "TransferId") };
      });
    },

    async list({ id }) {
      const command = new StartDirectoryListingCommand({
        ConnectorId: connectorId,
        RemoteDirectoryPath: inbox,
        OutputDirectoryPath: listingFolderOf(bucketName, id),
        MaxItems: LISTED_MAX,
      });
      return refusedOr(async () => {
        const { ListingId: listingId } = await transfer.send(command);
        return { outcome: "taken", listingId: told(listingId, "ListingId") };
      });
    },

    async listing({ id }, listingId) {
      const folder = listingFolderOf(bucketName, id).slice(bucketName.length + 2);
      // Transfer Family: the name of a listing's file.
      const Key = `${folder}/${connectorId}-${listingId}.json`;
      try {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucketName, Key }));
        return readListingFile((await Body?.transformToString()) ?? "", id);
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
  };
}

/** An answer of 4xx says that nothing was begun; any other error leaves it open, and is thrown. */
async function refusedOr<Answer>(
  ask: () => Promise<Answer>,
): Promise<Answer | { readonly outcome: "refused"; readonly code: string }> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof TransferServiceException)) throw error;
    const status = error.$metadata.httpStatusCode ?? 500;
    if (status < 400 || status >= 500) throw error;
    return { outcome: "refused", code: error.name };
  }
}

function told(id: string | undefined, name: string): string {
  if (id !== undefined) return id;
  throw new TransferAnswerError(`Transfer Family has answered without ${name}.`);
}

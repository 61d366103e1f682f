import { StartDirectoryListingCommand, StartFileTransferCommand, TransferClient } from "@aws-sdk/client-transfer";
import { CONNECTION } from "../../shared/connection";
import { LISTINGS } from "./collect";
import type { Outbox } from "./ports";
import { INCOMING } from "./take-file";

/** A connector, the bank's folder for what it sends, and the bucket that it goes to. */
export interface OutboxSettings {
  readonly connectorId: string;
  readonly folder: string;
  readonly bucketName: string;
}

/** The most that a listing may have. Transfer Family: 10,000 items. */
const LISTED_MAX = 10_000;

/** The bank's folder as this function's environment reaches it: what is asked for twice is fetched twice, and no harm. */
export function connectOutbox(settings: OutboxSettings): Outbox {
  return connectorOutbox(new TransferClient(CONNECTION), settings);
}

/**
 * The bank's folder by a Transfer Family connector, behind its port. Actions: `transfer:StartDirectoryListing`,
 * `transfer:StartFileTransfer` on the connector.
 */
export function connectorOutbox(client: TransferClient, { connectorId, folder, bucketName }: OutboxSettings): Outbox {
  return {
    connectorId,
    folder,

    async list() {
      await client.send(
        new StartDirectoryListingCommand({
          ConnectorId: connectorId,
          RemoteDirectoryPath: folder,
          OutputDirectoryPath: `/${bucketName}/${LISTINGS.replace(/\/$/, "")}`,
          MaxItems: LISTED_MAX,
        }),
      );
    },

    async fetch(paths) {
      await client.send(
        new StartFileTransferCommand({
          ConnectorId: connectorId,
          RetrieveFilePaths: [...paths],
          LocalDirectoryPath: `/${bucketName}/${INCOMING.replace(/\/$/, "")}`,
        }),
      );
    },
  };
}

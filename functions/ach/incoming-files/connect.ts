import type { Log } from "../../shared/logging";
import { connectDynamo } from "../../shared/clients";
import { connectAccounts, connectBatches } from "../connect";
import type { AchEnvironment } from "../connect-room";
import { connectIncomingBucket } from "./bucket-adapter";
import { connectOutbox } from "./outbox-adapter";
import type { IncomingParts } from "./parts";
import { dynamoIncomingStore } from "./store";

/** What an environment says about what the bank sends. */
export interface IncomingEnvironment extends AchEnvironment {
  readonly ACH_KEY_ARN: string;
  readonly ACH_HMAC_KEY_ARN: string;
  readonly ACH_FILES_BUCKET_NAME: string;
  readonly SFTP_CONNECTOR_ID: string;
  readonly SFTP_OUTBOX: string;
}

/** The parts of `incoming` as an environment connects them. */
export function connectIncoming(environment: IncomingEnvironment, log: Log): () => Promise<IncomingParts> {
  const { ACH_FILES_BUCKET_NAME: bucketName, SFTP_CONNECTOR_ID: connectorId, SFTP_OUTBOX: folder } = environment;
  const accounts = connectAccounts(environment);
  const batches = connectBatches(environment, log);
  const incoming = dynamoIncomingStore(connectDynamo(), environment.ACH_TRANSFERS_TABLE_NAME, batches);
  const inbox = connectIncomingBucket(bucketName);
  const outbox = connectorId === "" ? undefined : connectOutbox({ connectorId, folder, bucketName });
  return async () => {
    const { keys, encryptor } = await accounts();
    return { ...batches, keys, encryptor, incoming, inbox, bucketName, ...(outbox && { outbox }) };
  };
}

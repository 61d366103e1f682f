import type { Log } from "../../shared/logging";
import { connectRoom, type KeepingEnvironment } from "../connect-room";
import type { DeliveryParts } from "./deliver";
import { connectPickup } from "./pickup-adapter";
import { connectTransferConnector } from "./transfer-adapter";

/** What an environment says about delivery. */
interface DeliveryEnvironment extends KeepingEnvironment {
  readonly ACH_FILES_BUCKET_NAME: string;
  /** Empty where the bank fetches its files. */
  readonly SFTP_CONNECTOR_ID: string;
  readonly SFTP_INBOX: string;
}

/** The parts of `delivery` as an environment connects them. */
export function connectDelivery(environment: DeliveryEnvironment, log: Log): DeliveryParts {
  const { ACH_FILES_BUCKET_NAME: bucketName, SFTP_CONNECTOR_ID: connectorId, SFTP_INBOX: inbox } = environment;
  const room = connectRoom(environment);
  const isFetched = connectorId === "";
  const courier = isFetched ? connectPickup(bucketName) : connectTransferConnector({ connectorId, bucketName, inbox });
  return { ...room, batches: room.store, courier, log };
}

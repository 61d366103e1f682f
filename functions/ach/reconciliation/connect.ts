import type { Log } from "../../shared/logging";
import { connectDynamo } from "../../shared/clients";
import { connectRoom, type KeepingEnvironment } from "../connect-room";
import { connectReportBucket } from "./bucket-adapter";
import type { ReconcilerParts } from "./reconcile";
import { dynamoReconciliationStore } from "./store";

/** What an environment says about reconciliation. */
export interface ReconcilerEnvironment extends KeepingEnvironment {
  readonly ACH_FILES_BUCKET_NAME: string;
}

/** The parts of `reconciler` as an environment connects them. */
export function connectReconciler(environment: ReconcilerEnvironment, log: Log): ReconcilerParts {
  const { ACH_TRANSFERS_TABLE_NAME: tableName, AWS_REGION: region, ACH_FILES_BUCKET_NAME: bucketName } = environment;
  const room = connectRoom(environment);
  const reconciliation = dynamoReconciliationStore(connectDynamo(), tableName, region);
  return { ...room, batches: room.store, reconciliation, reports: connectReportBucket(bucketName), log };
}

import type { CorrectionParts } from "../incoming/correct";
import type { IncomingBucket, IncomingStore, Outbox } from "./ports";

/** What it takes to take what the bank sends. */
export interface IncomingParts extends CorrectionParts {
  readonly incoming: IncomingStore;
  readonly inbox: IncomingBucket;
  /** The bucket's name, as notifications have it. */
  readonly bucketName: string;
  /** The bank's folder, where files are fetched and not brought. */
  readonly outbox?: Outbox;
}

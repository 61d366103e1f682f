import type { IncomingFile } from "./incoming-file";

/** An object of the bucket, by name and version; a bucket without versions has none. */
export interface StoredObject {
  readonly key: string;
  readonly versionId?: string;
}

/** An object that is read: its bytes come as they are asked for. */
export interface OpenObject {
  readonly sizeBytes: number;
  /** Changes with the content. */
  readonly etag: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** The port to what the bank left in the bucket. */
export interface IncomingBucket {
  /** Nothing where there is no such object (any more). */
  open(object: StoredObject): Promise<OpenObject | undefined>;
  /** Copies an object within the bucket; the same copy again changes nothing. */
  copy(from: StoredObject, toKey: string): Promise<void>;
}

/** A file of the bank's that was asked for; `modifiedAt` and `sizeBytes` as the listing had them. */
export interface RemoteFile {
  /** Its name in the bucket, once it is there. */
  readonly key: string;
  readonly path: string;
  readonly modifiedAt?: string;
  readonly sizeBytes?: number;
  /** ISO 8601 UTC. */
  readonly askedAt: string;
  /** How often it was asked for. */
  readonly asks: number;
  readonly arrivedAt?: string;
}

/** The port to what is known of incoming files; all reads but `waiting` are consistent. */
export interface IncomingStore {
  /** What became of a version of an object. */
  find(object: { readonly key: string; readonly version: string }): Promise<IncomingFile | undefined>;
  keep(file: IncomingFile): Promise<void>;
  /** Some files that wait for their turn by a moment, ISO 8601 UTC, the longest waiting first. */
  waiting(until: string): Promise<readonly { readonly key: string; readonly version: string }[]>;
  /** What was asked for, by the names in the bucket. */
  remoteFiles(keys: readonly string[]): Promise<ReadonlyMap<string, RemoteFile>>;
  keepRemote(file: RemoteFile): Promise<void>;
  /** Notes that a file which was asked for is there; nothing is noted of others. */
  arrived(key: string, at: string): Promise<void>;
}

/** The port to the bank's folder, by the connector. Both only begin their work: events tell of the results. */
export interface Outbox {
  readonly connectorId: string;
  /** Where it is on the bank's server. */
  readonly folder: string;
  /** Begins a listing of the folder, into the bucket. */
  list(): Promise<void>;
  /** Begins to fetch at most ten files into the bucket. */
  fetch(paths: readonly string[]): Promise<void>;
}

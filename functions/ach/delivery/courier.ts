import type { AchFile } from "../batches/file";
import type { ListingResult } from "./listing";

/** What is sent: a file as it lies in the bucket. */
export type SentFile = Pick<AchFile, "id" | "key">;

/** What became of a send that was asked for. `refused`: nothing was begun. */
export type SendAnswer =
  | { readonly outcome: "taken"; readonly transferId: string }
  | { readonly outcome: "arrived" }
  | { readonly outcome: "refused"; readonly code: string };

/** What became of a listing that was asked for. */
export type ListAnswer =
  | { readonly outcome: "taken"; readonly listingId: string }
  | { readonly outcome: "listed"; readonly bytes?: number }
  | { readonly outcome: "refused"; readonly code: string };

/**
 * The port to the bank. An error that it throws says that nobody knows whether anything was begun: no call is ever made
 * twice by itself.
 */
export interface Courier {
  /** Begins to send a file from the bucket, under its own name. */
  send(file: SentFile): Promise<SendAnswer>;
  /** Begins to read the bank's folder for our files. */
  list(file: SentFile): Promise<ListAnswer>;
  /** What a listing shows of a file; nothing while it has no result. */
  listing(file: SentFile, listingId: string): Promise<ListingResult | undefined>;
}

/** The name of a file at the bank. */
export function remoteNameOf(fileId: string): string {
  return `${fileId}.ach`;
}

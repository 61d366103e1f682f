import * as z from "zod/mini";
import { remoteNameOf } from "./courier";

/** Where a file's listings go: whose they are can be told from the events about them. */
export function listingFolderOf(bucketName: string, fileId: string): string {
  return `/${bucketName}/listings/inbox/${fileId}`;
}

/** The file that a listing was begun for, by the folder that it was to go to; nothing where it is another's. */
export function listedFileId(bucketName: string, outputFolder: string): string | undefined {
  const [, bucket, ...path] = outputFolder.split("/");
  const [root, kind, fileId, ...rest] = path.filter((part) => part !== "");
  const isOurs = bucket === bucketName && root === "listings" && kind === "inbox" && rest.length === 0;
  return isOurs ? fileId : undefined;
}

/** What a listing shows of one file: so many bytes; none where it is absent or its size is not told. Or that it cannot be used. */
export type ListingResult =
  { readonly outcome: "listed"; readonly bytes?: number } | { readonly outcome: "unusable"; readonly code: string };

/** A listing as Transfer Family writes it: sizes are left out where the server does not tell them. */
const listingFile = z.object({
  files: z.array(z.object({ filePath: z.string(), size: z.optional(z.number()) })),
  truncated: z.union([z.boolean(), z.enum(["true", "false"])]),
});

/** Reads what a listing says of a file. One that was cut short does not say that a file is absent. */
export function readListingFile(text: string, fileId: string): ListingResult {
  const read = listingFile.safeParse(parsed(text));
  if (!read.success) return { outcome: "unusable", code: "listing_malformed" };
  const { files, truncated } = read.data;
  const name = remoteNameOf(fileId);
  const found = files.find(({ filePath }) => filePath.split("/").at(-1) === name);
  if (!found && String(truncated) === "true") return { outcome: "unusable", code: "listing_truncated" };
  return { outcome: "listed", ...(found?.size !== undefined && { bytes: found.size }) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

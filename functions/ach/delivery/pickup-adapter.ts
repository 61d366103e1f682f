import { CopyObjectCommand, HeadObjectCommand, NotFound, S3Client } from "@aws-sdk/client-s3";
import { FILE_CONNECTION } from "../../shared/connection";
import { type Courier, remoteNameOf } from "./courier";

/** The folder of a bank that fetches its files, as this function's environment reaches it. */
export function connectPickup(bucketName: string): Courier {
  return pickupFolder(new S3Client(FILE_CONNECTION), bucketName);
}

/**
 * A bank that fetches its files: each is put into `pickup/` when it is handed over, and the bank may read that folder
 * alone; what lies in `outgoing/` may still be cancelled. Actions: `s3:GetObject` under `outgoing/` and `pickup/`,
 * `s3:PutObject` under `pickup/`, `s3:ListBucket`, `kms:Decrypt`, `kms:GenerateDataKey`.
 */
export function pickupFolder(s3: S3Client, bucketName: string): Courier {
  return {
    async send({ id, key }) {
      const source = `${bucketName}/${key}`;
      await s3.send(new CopyObjectCommand({ Bucket: bucketName, Key: pickupKeyOf(id), CopySource: source }));
      return { outcome: "arrived" };
    },

    async list({ id }) {
      try {
        const { ContentLength } = await s3.send(new HeadObjectCommand({ Bucket: bucketName, Key: pickupKeyOf(id) }));
        return { outcome: "listed", ...(ContentLength !== undefined && { bytes: ContentLength }) };
      } catch (error) {
        if (error instanceof NotFound) return { outcome: "listed" };
        throw error;
      }
    },

    /** No listing is ever under way: the bucket answers at once. */
    listing: () => Promise.resolve(undefined),
  };
}

function pickupKeyOf(fileId: string): string {
  return `pickup/${remoteNameOf(fileId)}`;
}

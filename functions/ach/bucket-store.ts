import { HeadObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { createHash } from "node:crypto";
import { FILE_CONNECTION } from "../shared/connection";
import { PlatformError } from "../shared/errors";
import type { FileBucket } from "./ports";

/** Another file stands under the name: it is never replaced. */
export class FileConflictError extends PlatformError {
  readonly code = "ach_file_conflict";
}

/** The bucket of files as this function's environment reaches it. */
export function connectFileBucket(bucketName: string): FileBucket {
  return s3FileBucket(new S3Client(FILE_CONNECTION), bucketName);
}

/** A bucket of files. Actions: `s3:PutObject`, `s3:GetObject` (which HeadObject asks for). */
export function s3FileBucket(client: S3Client, bucketName: string): FileBucket {
  return {
    async put(key, bytes) {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucketName,
            Key: key,
            Body: bytes,
            ContentType: "text/plain",
            Metadata: { sha256 },
            // Never over another one: delivery may be reading it.
            IfNoneMatch: "*",
          }),
        );
      } catch (error) {
        if (!(error instanceof S3ServiceException) || error.$metadata.httpStatusCode !== 412) throw error;
        const { Metadata } = await client.send(new HeadObjectCommand({ Bucket: bucketName, Key: key }));
        if (Metadata?.["sha256"] !== sha256) throw new FileConflictError(`Another file stands under ${key}.`);
      }
    },
  };
}

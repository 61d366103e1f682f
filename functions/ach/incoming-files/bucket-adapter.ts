import { CopyObjectCommand, GetObjectCommand, S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { FILE_CONNECTION } from "../../shared/connection";
import type { IncomingBucket, StoredObject } from "./ports";

/** The bucket of files as this function's environment reaches it. */
export function connectIncomingBucket(bucketName: string): IncomingBucket {
  return s3IncomingBucket(new S3Client(FILE_CONNECTION), bucketName);
}

/** What the bank left in S3, behind its port. Actions: `s3:GetObject`, `s3:GetObjectVersion`, `s3:PutObject` of copies. */
export function s3IncomingBucket(client: S3Client, bucketName: string): IncomingBucket {
  return {
    async open({ key, versionId }) {
      try {
        const { Body, ContentLength, ETag } = await client.send(
          new GetObjectCommand({ Bucket: bucketName, Key: key, VersionId: versionId }),
        );
        const chunks = Body as AsyncIterable<Uint8Array> | undefined;
        return { sizeBytes: ContentLength ?? 0, etag: (ETag ?? "").replaceAll('"', ""), chunks: chunks ?? none() };
      } catch (error) {
        if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined;
        throw error;
      }
    },

    async copy(from, toKey) {
      await client.send(
        new CopyObjectCommand({ Bucket: bucketName, Key: toKey, CopySource: sourceOf(bucketName, from) }),
      );
    },
  };
}

/** S3: the source is written as in a URL, its slashes kept. */
function sourceOf(bucketName: string, { key, versionId }: StoredObject): string {
  const path = [bucketName, ...key.split("/")].map(encodeURIComponent).join("/");
  return versionId === undefined ? path : `${path}?versionId=${encodeURIComponent(versionId)}`;
}

async function* none(): AsyncGenerator<Uint8Array> {
  // An object without a body has no bytes.
}

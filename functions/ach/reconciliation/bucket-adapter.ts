import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { FILE_CONNECTION } from "../../shared/connection";
import type { ReportBucket } from "./ports";

/** The bucket of files as this function's environment reaches it. */
export function connectReportBucket(bucketName: string): ReportBucket {
  return s3ReportBucket(new S3Client(FILE_CONNECTION), bucketName);
}

/** Reports in S3, behind their port. Action: `s3:PutObject`. */
export function s3ReportBucket(client: S3Client, bucketName: string): ReportBucket {
  return {
    async keep(key, text, contentType) {
      await client.send(new PutObjectCommand({ Bucket: bucketName, Key: key, Body: text, ContentType: contentType }));
    },
  };
}

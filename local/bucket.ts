import { type BucketLocationConstraint, CreateBucketCommand, type S3Client } from "@aws-sdk/client-s3";

/** Makes a bucket in a Region. S3: `us-east-1` is where a bucket is whose place is not named, and no place that may be named. */
export async function createBucket(s3: S3Client, bucket: string, region: string): Promise<void> {
  const LocationConstraint = region as BucketLocationConstraint;
  const place = region === "us-east-1" ? {} : { CreateBucketConfiguration: { LocationConstraint } };
  await s3.send(new CreateBucketCommand({ Bucket: bucket, ...place }));
}

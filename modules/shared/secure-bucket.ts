import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { IResolvable, ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { denyPlainText, policyDocument } from "./policy";
import type { KeyReference } from "./references";
import type { Surroundings } from "./surroundings";

export interface SecureBucketProps {
  readonly surroundings: Surroundings;
  readonly name: string;
  readonly encryptionKey: KeyReference;
  /** Whether a destroy may delete what is in the bucket. */
  readonly forceDestroy: boolean | IResolvable;
  /** Days that an overwritten or deleted object can still be read. @default 90 */
  readonly keepOldVersionsDays?: number;
  /** Bucket that takes the access logs. @default none */
  readonly accessLogBucket?: string;
  /** Refuse plans that would destroy the bucket; a literal of the TypeScript stack. @default false */
  readonly preventDestroy?: boolean;
}

/** A bucket that is versioned, encrypted under a customer-managed key, private in all four ways, TLS only, without ACLs. */
export class SecureBucket extends Construct {
  readonly name: string;
  readonly arn: string;
  /** An object put before these exist could be unencrypted or public. */
  readonly protections: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: SecureBucketProps) {
    super(scope, id);
    const bucket = new S3Bucket(this, "Resource", {
      bucket: props.name,
      forceDestroy: props.forceDestroy,
      ...(props.preventDestroy === true ? { lifecycle: { preventDestroy: true } } : {}),
    });
    const versioning = new S3BucketVersioningA(this, "versioning", {
      bucket: bucket.id,
      versioningConfiguration: { status: "Enabled" },
    });
    const encryption = new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket: bucket.id,
      rule: [
        {
          bucketKeyEnabled: true,
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: props.encryptionKey.arn },
        },
      ],
    });
    const access = new S3BucketPublicAccessBlock(this, "public_access", {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const ownership = new S3BucketOwnershipControls(this, "ownership", {
      bucket: bucket.id,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    new S3BucketPolicy(this, "policy", {
      bucket: bucket.id,
      policy: policyDocument(this, "policy_document", [denyPlainText(["s3:*"], [bucket.arn, `${bucket.arn}/*`])]),
      dependsOn: [access],
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: bucket.id,
      rule: [
        {
          id: "old-versions",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [{ noncurrentDays: props.keepOldVersionsDays ?? 90 }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn: [versioning],
    });
    if (props.accessLogBucket !== undefined)
      new S3BucketLoggingA(this, "access_log", {
        bucket: bucket.id,
        targetBucket: props.accessLogBucket,
        targetPrefix: `${props.name}/`,
      });
    this.name = bucket.bucket;
    this.arn = bucket.arn;
    this.protections = [versioning, encryption, access, ownership];
  }
}

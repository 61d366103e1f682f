import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification";
import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { conditional, type IResolvable, type ITerraformDependable, Op, Token } from "cdktf";
import { Construct } from "constructs";
import { denyPlainText, policyDocument } from "./policy";
import type { KeyReference } from "./references";
import type { FailureQueue } from "./secure-queue";
import type { Surroundings } from "./surroundings";

export interface SecureBucketProps {
  readonly surroundings: Surroundings;
  readonly name: string;
  readonly encryptionKey: KeyReference;
  /** Whether a destroy may delete what is in the bucket. */
  readonly forceDestroy: boolean | IResolvable;
  /** Days that an overwritten or deleted object can still be read. @default 90 */
  readonly keepOldVersionsDays?: number;
  /** Days after which objects below a prefix, by its name, go; an empty prefix is the whole bucket. @default they stay */
  readonly expireDays?: Readonly<Record<string, number>>;
  /** Days in which no version of an object can be deleted or changed (S3 Object Lock, governance mode); fixed when the bucket is made. @default 0, none */
  readonly objectLockDays?: number;
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
    const { objectLockDays = 0, expireDays = {} } = props;
    const bucket = new S3Bucket(this, "Resource", {
      bucket: props.name,
      forceDestroy: props.forceDestroy,
      ...(objectLockDays === 0 ? {} : { objectLockEnabled: isLocked(objectLockDays) }),
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
        ...Object.entries(expireDays).map(([prefix, days]) => ({
          id: `expire-${prefix.replaceAll("/", "") || "all"}`,
          status: "Enabled",
          filter: [{ prefix }],
          expiration: [{ days }],
        })),
      ],
      dependsOn: [versioning],
    });
    if (objectLockDays !== 0) {
      const lock = new S3BucketObjectLockConfigurationA(this, "object_lock", {
        bucket: bucket.id,
        rule: { defaultRetention: { mode: "GOVERNANCE", days: objectLockDays } },
        dependsOn: [versioning],
      });
      if (Token.isUnresolved(objectLockDays))
        lock.addOverride("count", Token.asString(conditional(isLocked(objectLockDays), 1, 0)));
    }
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

  /** Tells a queue of every object that is put below a prefix. A bucket has one such list, so this can be asked for once. */
  tell(queue: FailureQueue, prefix: string): void {
    queue.allowBucket(this.arn);
    new S3BucketNotification(this, "notification", {
      bucket: this.name,
      queue: [{ id: "objects-created", queueArn: queue.arn, events: ["s3:ObjectCreated:*"], filterPrefix: prefix }],
    });
  }
}

/** Whether there is a lock, known here or by Terraform alone. */
function isLocked(days: number): boolean | IResolvable {
  return Token.isUnresolved(days) ? Op.gte(days, 1) : days > 0;
}

import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { Fn, Lazy } from "cdktf";
import { Construct } from "constructs";
import { CONSUME_QUEUE, KEY_USE_BY_PUBLISHER, KEY_USE_BY_QUEUE_READER, SEND_TO_QUEUE } from "./perms";
import { awsPrincipals, denyPlainText, servicePrincipals, type Statement } from "./policy";
import type { KeyReference } from "./references";
import type { RoleReference } from "./role";
import type { Surroundings } from "./surroundings";

const QUEUE_ACTIONS = [
  "sqs:SendMessage",
  "sqs:ReceiveMessage",
  "sqs:DeleteMessage",
  "sqs:ChangeMessageVisibility",
  "sqs:GetQueueAttributes",
];
/** As the source documents ask: messages are kept 14 days. */
const RETENTION_SECONDS = 14 * 24 * 3600;
/** AWS: SQS as a Lambda event source. */
export const VISIBILITY_PER_TIMEOUT = 6;

interface QueueProps {
  readonly surroundings: Surroundings;
  readonly name: string;
  /** Its policy must let senders that are services use it: see `publishersMayUse`. */
  readonly encryptionKey: KeyReference;
}

/** An encrypted queue, TLS only, for what has failed for good: it has no dead-letter queue of its own. */
export class FailureQueue extends Construct {
  readonly arn: string;
  readonly url: string;
  readonly name: string;
  /** As its policy names it, which is made before it is. */
  private readonly ownArn: string;
  private readonly statements: Statement[];
  private readonly encryptionKey: KeyReference;
  private readonly surroundings: Surroundings;

  /** @param more what a queue with consumers has besides. */
  constructor(
    scope: Construct,
    id: string,
    { surroundings, name, encryptionKey }: QueueProps,
    more: { readonly visibilityTimeoutSeconds?: number; readonly redrivePolicy?: string } = {},
  ) {
    super(scope, id);
    const { partition, region, accountId } = surroundings;
    const arn = `arn:${partition}:sqs:${region}:${accountId}:${name}`;
    this.statements = [
      {
        sid: "Owner",
        effect: "Allow",
        principals: awsPrincipals(surroundings.accountRoot),
        actions: QUEUE_ACTIONS,
        resources: [arn],
      },
      denyPlainText(QUEUE_ACTIONS, [arn]),
    ];
    this.ownArn = arn;
    const queue = new SqsQueue(this, "Resource", {
      name,
      kmsMasterKeyId: encryptionKey.arn,
      kmsDataKeyReusePeriodSeconds: 300,
      messageRetentionSeconds: RETENTION_SECONDS,
      ...more,
      // Not a resource of its own, for which the provider would wait another 25 s.
      policy: new DataAwsIamPolicyDocument(this, "policy_document", {
        statement: Lazy.anyValue({ produce: () => this.statements }) as unknown as Statement[],
      }).json,
    });
    this.arn = queue.arn;
    this.url = queue.url;
    this.name = queue.name;
    this.encryptionKey = encryptionKey;
    this.surroundings = surroundings;
  }

  /** Lets rules of EventBridge send to the queue, by their ARNs, for themselves or as their targets' dead-letter queue. */
  allowRules(ruleArns: readonly string[]): void {
    this.statements.push({
      sid: "FromRules",
      effect: "Allow",
      principals: servicePrincipals("events.amazonaws.com"),
      actions: [...SEND_TO_QUEUE],
      resources: [this.ownArn],
      condition: [{ test: "ArnEquals", variable: "aws:SourceArn", values: [...ruleArns] }],
    });
  }

  /** Lets S3 tell the queue of a bucket's objects. */
  allowBucket(bucketArn: string): void {
    this.statements.push({
      sid: "FromBucket",
      effect: "Allow",
      principals: servicePrincipals("s3.amazonaws.com"),
      actions: [...SEND_TO_QUEUE],
      resources: [this.ownArn],
      condition: [
        { test: "ArnEquals", variable: "aws:SourceArn", values: [bucketArn] },
        { test: "StringEquals", variable: "aws:SourceAccount", values: [this.surroundings.accountId] },
      ],
    });
  }

  /** Lets a role send to the queue, and use the queue's key through SQS. */
  grantSend(role: RoleReference, sid: string): void {
    this.grant(role, sid, SEND_TO_QUEUE, KEY_USE_BY_PUBLISHER);
  }

  /** Lets a role take messages from the queue, and use the queue's key through SQS. */
  grantConsume(role: RoleReference, sid: string): void {
    this.grant(role, sid, CONSUME_QUEUE, KEY_USE_BY_QUEUE_READER);
  }

  private grant(role: RoleReference, sid: string, actions: readonly string[], onKey: readonly string[]): void {
    role.allow(
      { sid, effect: "Allow", actions: [...actions], resources: [this.arn] },
      {
        sid: `${sid}Key`,
        effect: "Allow",
        actions: [...onKey],
        resources: [this.encryptionKey.arn],
        condition: [
          { test: "StringEquals", variable: "kms:ViaService", values: [this.surroundings.serviceEndpoint("sqs")] },
        ],
      },
    );
  }
}

export interface SecureQueueProps extends QueueProps {
  /** At least six times the consumer's time-out (AWS: SQS as a Lambda event source). @default 180 */
  readonly visibilityTimeoutSeconds?: number;
  /** Receives before a message goes to the dead-letter queue. @default 5 */
  readonly maxReceives?: number;
}

/** An encrypted queue with a dead-letter queue, both TLS only. */
export class SecureQueue extends FailureQueue {
  readonly deadLetter: FailureQueue;

  constructor(scope: Construct, id: string, props: SecureQueueProps) {
    const { name, visibilityTimeoutSeconds = 180, maxReceives = 5 } = props;
    const deadLetter = new FailureQueue(scope, `${id}_dead_letter`, { ...props, name: `${name}-dlq` });
    super(scope, id, props, {
      visibilityTimeoutSeconds,
      redrivePolicy: Fn.jsonencode({ deadLetterTargetArn: deadLetter.arn, maxReceiveCount: maxReceives }),
    });
    this.deadLetter = deadLetter;
  }
}

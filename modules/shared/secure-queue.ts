import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { KEY_USE_BY_PUBLISHER } from "./perms";
import { awsPrincipals, denyPlainText, policyDocument } from "./policy";
import type { PlatformRole } from "./role";
import type { SecureKey } from "./secure-key";
import type { Surroundings } from "./surroundings";

const QUEUE_ACTIONS = [
  "sqs:SendMessage",
  "sqs:ReceiveMessage",
  "sqs:DeleteMessage",
  "sqs:ChangeMessageVisibility",
  "sqs:GetQueueAttributes",
];
/** Seed 002: messages are kept 14 days. */
const RETENTION_SECONDS = 14 * 24 * 3600;

export interface SecureQueueProps {
  readonly surroundings: Surroundings;
  readonly name: string;
  readonly encryptionKey: SecureKey;
  /** At least six times the consumer's time-out (AWS: SQS as a Lambda event source). @default 180 */
  readonly visibilityTimeoutSeconds?: number;
  /** Receives before a message goes to the dead-letter queue. @default 5 */
  readonly maxReceives?: number;
}

/** An encrypted queue with a dead-letter queue, both TLS only. */
export class SecureQueue extends Construct {
  readonly arn: string;
  readonly url: string;
  readonly deadLetterArn: string;
  private readonly encryptionKey: SecureKey;
  private readonly surroundings: Surroundings;

  constructor(scope: Construct, id: string, props: SecureQueueProps) {
    super(scope, id);
    const { surroundings, name, encryptionKey, visibilityTimeoutSeconds = 180, maxReceives = 5 } = props;
    const common = {
      kmsMasterKeyId: encryptionKey.arn,
      kmsDataKeyReusePeriodSeconds: 300,
      messageRetentionSeconds: RETENTION_SECONDS,
    };
    const dead = new SqsQueue(this, "dead_letter", { name: `${name}-dlq`, ...common });
    const queue = new SqsQueue(this, "Resource", {
      name,
      ...common,
      visibilityTimeoutSeconds,
      redrivePolicy: Fn.jsonencode({ deadLetterTargetArn: dead.arn, maxReceiveCount: maxReceives }),
    });
    for (const [policyId, { url, arn }] of Object.entries({ policy: queue, dead_letter_policy: dead })) {
      new SqsQueuePolicy(this, policyId, {
        queueUrl: url,
        policy: policyDocument(this, `${policyId}_document`, [
          {
            sid: "Owner",
            effect: "Allow",
            principals: awsPrincipals(surroundings.accountRoot),
            actions: QUEUE_ACTIONS,
            resources: [arn],
          },
          denyPlainText(QUEUE_ACTIONS, [arn]),
        ]),
      });
    }
    this.arn = queue.arn;
    this.url = queue.url;
    this.deadLetterArn = dead.arn;
    this.encryptionKey = encryptionKey;
    this.surroundings = surroundings;
  }

  /** Lets a role send to the queue, and use the queue's key through SQS. */
  grantSend(role: PlatformRole, sid: string): void {
    role.allow(
      { sid, effect: "Allow", actions: ["sqs:SendMessage"], resources: [this.arn] },
      {
        sid: `${sid}Key`,
        effect: "Allow",
        actions: [...KEY_USE_BY_PUBLISHER],
        resources: [this.encryptionKey.arn],
        condition: [
          { test: "StringEquals", variable: "kms:ViaService", values: [this.surroundings.serviceEndpoint("sqs")] },
        ],
      },
    );
  }
}

import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { TerraformIterator, Token } from "cdktf";
import { Construct } from "constructs";
import { denyPlainText, policyDocument } from "./policy";
import type { KeyReference } from "./references";
import { allowPublishers, type Publisher } from "./service-access";
import type { Surroundings } from "./surroundings";

/** What may be done with a topic; `sns:*` would be refused by SNS in a topic policy. */
const TOPIC_ACTIONS = [
  "sns:Publish",
  "sns:Subscribe",
  "sns:GetTopicAttributes",
  "sns:SetTopicAttributes",
  "sns:ListSubscriptionsByTopic",
];

export interface SecureTopicProps {
  readonly surroundings: Surroundings;
  readonly name: string;
  /** Its policy must let the publishers use it: see `publishersMayUse`. */
  readonly encryptionKey: KeyReference;
  /** Services that publish. */
  readonly publishers: readonly Publisher[];
}

/** An encrypted SNS topic that takes messages over TLS from the services named. */
export class SecureTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { surroundings, name, encryptionKey, publishers }: SecureTopicProps) {
    super(scope, id);
    const topic = new SnsTopic(this, "Resource", { name, kmsMasterKeyId: encryptionKey.arn });
    this.arn = topic.arn;
    new SnsTopicPolicy(this, "policy", {
      arn: topic.arn,
      policy: policyDocument(this, "policy_document", [
        ...allowPublishers(surroundings, publishers, {
          sid: "Publish",
          actions: ["sns:Publish"],
          resources: [topic.arn],
        }),
        denyPlainText(TOPIC_ACTIONS, [topic.arn]),
      ]),
    });
  }

  /** Subscribes e-mail addresses to `topicArn`, this topic or one given instead; each is asked to confirm. */
  subscribe(emails: readonly string[], topicArn: string): void {
    const each = TerraformIterator.fromList([...emails]);
    new SnsTopicSubscription(this, "email", {
      forEach: each,
      topicArn,
      protocol: "email",
      endpoint: Token.asString(each.value),
    });
  }
}

/**
 * What services need of a customer-managed key before they deliver to something encrypted with it. Without these statements AWS
 * delivers nothing, and says nothing; so they stand in this one table.
 */
import { KEY_USE_BY_LOGS, KEY_USE_BY_PUBLISHER } from "./perms";
import { servicePrincipals, type Statement } from "./policy";
import type { Surroundings } from "./surroundings";

/** Services that write to an encrypted topic or queue (Amazon SNS: key management; Amazon SQS: key management). */
export type Publisher = "cloudwatch" | "events" | "sns" | "s3";

/**
 * EventBridge does not say for whom it publishes: a condition in a topic's policy, or on `aws:SourceAccount` in its key's policy, is
 * never met, and its messages are dropped in silence (Amazon EventBridge: SNS permissions; Amazon SNS: key management).
 */
const saysForWhom = (publisher: Publisher): boolean => publisher !== "events";

interface PublisherAccess {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** Lets services do something, on behalf of this account alone where they say for whom they do it. */
export function allowPublishers(
  { accountId }: Surroundings,
  publishers: readonly Publisher[],
  { sid, actions, resources }: PublisherAccess,
): Statement[] {
  const allow = (name: string, some: readonly Publisher[], condition: Statement["condition"]): Statement[] =>
    some.length === 0
      ? []
      : [
          {
            sid: name,
            effect: "Allow",
            principals: servicePrincipals(...some.map((publisher) => `${publisher}.amazonaws.com`)),
            actions: [...actions],
            resources: [...resources],
            condition,
          },
        ];
  return [
    ...allow(sid, publishers.filter(saysForWhom), [
      { test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] },
    ]),
    ...allow(
      `${sid}FromEventBridge`,
      publishers.filter((publisher) => !saysForWhom(publisher)),
      undefined,
    ),
  ];
}

/** Lets services publish to what a key encrypts. */
export const publishersMayUse = (surroundings: Surroundings, ...publishers: readonly Publisher[]): Statement[] =>
  allowPublishers(surroundings, publishers, {
    sid: "UseByPublishers",
    actions: KEY_USE_BY_PUBLISHER,
    resources: ["*"],
  });

/** Lets CloudWatch Logs encrypt the log groups of this account and Region. */
export const logsMayUse = ({ partition, region, accountId }: Surroundings): Statement => ({
  sid: "UseByLogs",
  effect: "Allow",
  principals: servicePrincipals(`logs.${region}.amazonaws.com`),
  actions: [...KEY_USE_BY_LOGS],
  resources: ["*"],
  condition: [
    {
      test: "ArnLike",
      variable: "kms:EncryptionContext:aws:logs:arn",
      values: [`arn:${partition}:logs:${region}:${accountId}:log-group:*`],
    },
  ],
});

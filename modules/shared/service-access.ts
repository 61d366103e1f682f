/**
 * What services need of a customer-managed key before they deliver to something encrypted with it. Without these statements AWS
 * delivers nothing, and says nothing; so they stand in this one table.
 */
import { KEY_USE_BY_LOGS, KEY_USE_BY_PUBLISHER } from "./perms";
import { servicePrincipals, type Statement } from "./policy";
import type { Surroundings } from "./surroundings";

/** Services that write to an encrypted topic or queue (Amazon SNS: key management; Amazon SQS: key management). */
export type Publisher = "cloudwatch" | "events" | "sns" | "s3";

/** Lets services of this account publish to what the key encrypts. */
export const publishersMayUse = ({ accountId }: Surroundings, ...publishers: readonly Publisher[]): Statement => ({
  sid: "UseByPublishers",
  effect: "Allow",
  principals: servicePrincipals(...publishers.map((name) => `${name}.amazonaws.com`)),
  actions: [...KEY_USE_BY_PUBLISHER],
  resources: ["*"],
  condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] }],
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

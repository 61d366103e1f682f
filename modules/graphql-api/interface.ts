import {
  between,
  ENVIRONMENT,
  input,
  KEY_ARN,
  LIVE_FUNCTION_ARN,
  LOG_RETENTION_DAYS,
  matches,
  MAX_ENVIRONMENT,
  MAX_PROJECT_NAME,
  oneOfNumbers,
  orEmpty,
  type Output,
  PROJECT,
  type PropsOf,
  REGION,
} from "../shared";
import type { GraphqlApi } from "./index";

const USER_POOL_ID = /^[a-z]{2}(-[a-z]+)+-[0-9]_[A-Za-z0-9]{1,55}$/;
const WEB_ACL_ARN = /^arn:aws[a-z-]*:wafv2:[a-z0-9-]+:[0-9]{12}:regional\/webacl\/[A-Za-z0-9_-]+\/[A-Za-z0-9-]+$/;
const BUS_NAME = /^[A-Za-z0-9._-]{1,256}$/;

const functionArn = matches(LIVE_FUNCTION_ARN, "The ARN of a Lambda function's alias.");
const functionArnOrEmpty = matches(orEmpty(LIVE_FUNCTION_ARN), "The ARN of a Lambda function's alias, or empty.");

/**
 * What the API stands on (outputs of `payments`, `payment-cryptography` and, where they are used, `escrow` and `ach`), then who
 * may call it and what, then how it is kept.
 */
export const inputs = {
  /** AWS region for resources. */
  awsRegion: input("string", "AWS region for resources; it must be the provider's.", [
    matches(REGION, "An AWS Region such as us-west-2."),
  ]),
  /** Environment name (dev/staging/prod). */
  environment: input("string", "Environment name (dev/staging/prod); the suffix of every name.", [
    matches(
      ENVIRONMENT,
      `2 to ${String(MAX_ENVIRONMENT)} lower-case letters, digits and hyphens, a letter first, no hyphen last.`,
    ),
  ]),
  /** Project name for resource naming; in front of every name, empty for none. */
  projectName: input("string", "Project name for resource naming; in front of every name, empty for none.", [
    matches(
      PROJECT,
      `Up to ${String(MAX_PROJECT_NAME)} lower-case letters, digits and hyphens, a letter first, no hyphen last.`,
    ),
  ]),
  /** Function that decides about payments. */
  paymentValidatorFunctionArn: input("string", "Function that decides about payments.", [functionArn]),
  /** Function that makes, captures and voids payments. */
  paymentProcessorFunctionArn: input("string", "Function that makes, captures and voids payments.", [functionArn]),
  /** Function that reads payments. */
  paymentReaderFunctionArn: input("string", "Function that reads payments.", [functionArn]),
  /** Function that refunds. */
  refundProcessorFunctionArn: input("string", "Function that refunds.", [functionArn]),
  /** Function that keeps customers and providers. */
  paymentPartiesFunctionArn: input("string", "Function that keeps customers and providers.", [functionArn]),
  /** Event bus whose payment events subscribers are told of. */
  eventBusName: input("string", "Event bus whose payment events subscribers are told of.", [
    matches(BUS_NAME, "The name of an event bus."),
  ]),
  /** Key that queues are encrypted under. */
  paymentEncryptionKeyArn: input("string", "Key that queues are encrypted under.", [
    matches(KEY_ARN, "The ARN of a KMS key."),
  ]),
  /** Key that logs are encrypted under. */
  auditEncryptionKeyArn: input("string", "Key that logs are encrypted under.", [
    matches(KEY_ARN, "The ARN of a KMS key."),
  ]),
  /** Firewall before the API: `web_acl_arn` of the module api. */
  webAclArn: input("string", "Firewall before the API: `web_acl_arn` of the module api.", [
    matches(WEB_ACL_ARN, "The ARN of a regional web ACL."),
  ]),

  /** Function that manages escrows. @default "" */
  escrowManagerFunctionArn: input(
    "string",
    "Function that manages escrows. Empty for none: the schema then has nothing of them.",
    [functionArnOrEmpty],
    "",
  ),
  /** Function that manages ACH transfers. @default "" */
  achTransferManagerFunctionArn: input(
    "string",
    "Function that manages ACH transfers. Empty for none: the schema then has nothing of them.",
    [functionArnOrEmpty],
    "",
  ),
  /** Function that keeps and verifies bank accounts. @default "" */
  bankAccountVerifierFunctionArn: input(
    "string",
    "Function that keeps and verifies bank accounts. Empty for none: the schema then has nothing of them.",
    [functionArnOrEmpty],
    "",
  ),

  /** Cognito user pool whose users may call it beside IAM principals. @default "" */
  userPoolId: input(
    "string",
    "Cognito user pool whose users may call it beside IAM principals; empty for none.",
    [matches(orEmpty(USER_POOL_ID), "The id of a Cognito user pool, or empty.")],
    "",
  ),
  /** How deep a query may be nested. @default 10 for the deepest release conditions of a listed escrow */
  queryDepthLimit: input("number", "How deep a query may be nested.", [between(1, 75)], 10),
  /** How many calls of functions one query may make. @default 30 for a page of 25 with one resource within each */
  resolverCountLimit: input("number", "How many calls of functions one query may make.", [between(1, 10_000)], 30),
  /** Let callers ask for the schema. @default false */
  introspection: input("bool", "Let callers ask for the schema.", [], false),
  /** Days that logs are kept. @default 365 */
  logRetentionInDays: input("number", "Days that logs are kept.", [oneOfNumbers(...LOG_RETENTION_DAYS)], 365),
  /** Region in which names that are global to an account (roles) carry no Region. @default "" for aws_region */
  homeRegion: input(
    "string",
    "Region in which names that are global to an account (roles) carry no Region; empty for aws_region.",
    [matches(orEmpty(REGION), "An AWS Region, or empty.")],
    "",
  ),
  /** Further tags, such as Owner and CostCentre. @default {} */
  tags: input("map(string)", "Further tags, such as Owner and CostCentre.", [], {}),
} as const;

export const outputs = {
  graphqlUrl: { description: "Where queries and mutations are sent", from: (module) => module.graphqlUrl },
  realtimeUrl: { description: "Where subscriptions are made", from: (module) => module.realtimeUrl },
  graphqlApiId: { description: "AppSync's id of the API", from: (module) => module.graphqlApiId },
  graphqlApiArn: {
    description: "ARN by which IAM policies name the API's fields",
    from: (module) => module.graphqlApiArn,
  },
} as const satisfies Record<string, Output<GraphqlApi>>;

export type GraphqlApiInputs = PropsOf<typeof inputs>;

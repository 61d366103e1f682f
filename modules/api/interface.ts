import {
  between,
  BUCKET,
  countBetween,
  each,
  ENVIRONMENT,
  input,
  KEY_ARN,
  LIVE_FUNCTION_ARN,
  LOG_RETENTION_DAYS,
  matches,
  MAX_ENVIRONMENT,
  MAX_PROJECT_NAME,
  oneOf,
  oneOfNumbers,
  orEmpty,
  type Output,
  PROJECT,
  type PropsOf,
  QUEUE_URL,
  REGION,
  TABLE_NAME,
  TOPIC_ARN,
} from "../shared";
import type { Api } from "./index";

const USER_POOL_ARN = /^arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:[0-9]{12}:userpool\/[A-Za-z0-9_-]+$/;
const CERTIFICATE_ARN = /^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate\/[A-Za-z0-9-]+$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const HTTPS = /^https:\/\/[A-Za-z0-9.:-]+(\/[^ ]*)?$/;

const keyArn = matches(KEY_ARN, "The ARN of a KMS key.");
const functionArn = matches(LIVE_FUNCTION_ARN, "The ARN of a Lambda function's alias.");
const queueUrl = matches(QUEUE_URL, "The URL of an SQS queue.");
const alarmCount = between(1, 1_000_000);

/** What the API stands on (outputs of `payment-cryptography`, `payments` and, where they are used, `escrow` and `ach`), then who may call it and how often, then how it is kept. */
export const inputs = {
  /** AWS region for resources. */
  awsRegion: input("string", "AWS region for resources; it must be the provider's.", [
    matches(REGION, "An AWS Region such as us-west-2."),
  ]),
  /** Environment name (dev/staging/prod). */
  environment: input("string", "Environment name (dev/staging/prod); the suffix of every name, and the stage.", [
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
  /** Function that makes, captures, voids and reviews payments. */
  paymentProcessorFunctionArn: input("string", "Function that makes, captures, voids and reviews payments.", [
    functionArn,
  ]),
  /** Function that reads payments and events. */
  paymentReaderFunctionArn: input("string", "Function that reads payments and events.", [functionArn]),
  /** Function that refunds. */
  refundProcessorFunctionArn: input("string", "Function that refunds.", [functionArn]),
  /** Function that keeps customers and providers. */
  paymentPartiesFunctionArn: input("string", "Function that keeps customers and providers.", [functionArn]),
  /** Function that has cards tokenised. */
  paymentTokensFunctionArn: input("string", "Function that has cards tokenised.", [functionArn]),
  /** Function that takes in webhooks of acquirers and banks. */
  paymentWebhookProcessorFunctionArn: input("string", "Function that takes in webhooks of acquirers and banks.", [
    functionArn,
  ]),
  /** Function that manages webhook endpoints. */
  webhookEndpointsFunctionArn: input("string", "Function that manages webhook endpoints.", [functionArn]),
  /** Function that manages escrows. @default "" */
  escrowManagerFunctionArn: input(
    "string",
    "Function that manages escrows. Empty for none: the API then has no operations about them.",
    [matches(orEmpty(LIVE_FUNCTION_ARN), "The ARN of a Lambda function's alias, or empty.")],
    "",
  ),
  /** Function that keeps bank accounts. @default "" */
  bankAccountVerifierFunctionArn: input(
    "string",
    "Function that keeps bank accounts. Empty for none: the API then has no operations about them.",
    [matches(orEmpty(LIVE_FUNCTION_ARN), "The ARN of a Lambda function's alias, or empty.")],
    "",
  ),
  /** Function that makes ACH transfers. @default "" */
  achTransferManagerFunctionArn: input(
    "string",
    "Function that makes ACH transfers. Empty for none: the API then has no operations about them.",
    [matches(orEmpty(LIVE_FUNCTION_ARN), "The ARN of a Lambda function's alias, or empty.")],
    "",
  ),
  /** Table of payments, whose health `GET /status` tells. */
  paymentTransactionsTableName: input("string", "Table of payments, whose health `GET /status` tells.", [
    matches(TABLE_NAME, "A DynamoDB table's name."),
  ]),
  /** Table of webhook endpoints, likewise. */
  webhooksTableName: input("string", "Table of webhook endpoints, likewise.", [
    matches(TABLE_NAME, "A DynamoDB table's name."),
  ]),
  /** Queue of events to be dispatched, likewise. */
  webhookEventsQueueUrl: input("string", "Queue of events to be dispatched, likewise.", [queueUrl]),
  /** Queue of webhook deliveries, likewise. */
  webhookDeliveriesQueueUrl: input("string", "Queue of webhook deliveries, likewise.", [queueUrl]),
  /** Key of payments, likewise; the functions' environments are encrypted under it. */
  paymentEncryptionKeyArn: input(
    "string",
    "Key of payments, likewise; the functions' environments are encrypted under it.",
    [keyArn],
  ),
  /** Table of ACH transfers, whose health `GET /status` tells as well. @default "" */
  achTransfersTableName: input(
    "string",
    "Table of ACH transfers, whose health `GET /status` tells as well. Empty for no ACH.",
    [matches(orEmpty(TABLE_NAME), "A DynamoDB table's name, or empty.")],
    "",
  ),
  /** Key that ACH is encrypted under, likewise. @default "" */
  achEncryptionKeyArn: input(
    "string",
    "Key that ACH is encrypted under, likewise.",
    [matches(orEmpty(KEY_ARN), "The ARN of a KMS key, or empty.")],
    "",
  ),
  /** Key that logs and code are encrypted under. */
  auditEncryptionKeyArn: input("string", "Key that logs and code are encrypted under.", [keyArn]),
  /** Bucket that takes the functions' code. */
  artefactBucketName: input("string", "Bucket that takes the functions' code.", [matches(BUCKET, "A bucket's name.")]),
  /** SNS topic for alarms. */
  snsTopicArn: input("string", "SNS topic for alarms.", [matches(TOPIC_ARN, "The ARN of an SNS topic.")]),

  /** Who may call what moves or shows money. @default "iam" */
  authorisation: input(
    "string",
    "Who may call what moves or shows money: whoever signs as an IAM principal, has a token of a Cognito user pool, or a JWT. An API key is asked for besides, and meters; by itself (api_key) it is for trials alone.",
    [oneOf("iam", "cognito", "jwt", "api_key")],
    "iam",
  ),
  /** Cognito user pools whose tokens are taken. @default [] */
  cognitoUserPoolArns: input(
    "list(string)",
    "Cognito user pools whose tokens are taken.",
    [countBetween(0, 10), each(matches(USER_POOL_ARN, "The ARN of a Cognito user pool."))],
    [],
  ),
  /** Issuer of the JWTs that are taken. @default "" */
  jwtIssuer: input(
    "string",
    "Issuer of the JWTs that are taken.",
    [matches(orEmpty(HTTPS), "An https address, or empty.")],
    "",
  ),
  /** Audience of these JWTs. @default "" */
  jwtAudience: input("string", "Audience of these JWTs.", [], ""),
  /** Where the issuer's keys are. @default "" */
  jwtJwksUri: input(
    "string",
    "Where the issuer's keys are.",
    [matches(orEmpty(HTTPS), "An https address, or empty.")],
    "",
  ),
  /** Requests a second, of the API key and of the stage. @default 500 */
  throttleRateLimit: input("number", "Requests a second, of the API key and of the stage.", [between(1, 10_000)], 500),
  /** Requests at once above that. @default 1000 */
  throttleBurstLimit: input("number", "Requests at once above that.", [between(1, 5000)], 1000),
  /** Requests of the API key a day. @default 1000000 */
  quotaPerDay: input("number", "Requests of the API key a day.", [between(1, 1_000_000_000)], 1_000_000),
  /** Requests of one address within five minutes before the firewall blocks it. @default 10000 */
  addressRateLimit: input(
    "number",
    "Requests of one address within five minutes before the firewall blocks it.",
    [between(10, 2_000_000_000)],
    10_000,
  ),
  /** The same for inbound webhooks, which no key guards. @default 1000 */
  webhookRateLimit: input(
    "number",
    "The same for inbound webhooks, which no key guards.",
    [between(10, 2_000_000_000)],
    1000,
  ),
  /** Domain name of the API's own. @default "" */
  domainName: input(
    "string",
    "Domain name of the API's own, over TLS 1.2 or better; with one, the address of API Gateway is closed. Empty for none.",
    [matches(orEmpty(DOMAIN), "A domain name, or empty.")],
    "",
  ),
  /** Certificate of the domain, in the same Region. @default "" */
  certificateArn: input(
    "string",
    "Certificate of the domain, in the same Region.",
    [matches(orEmpty(CERTIFICATE_ARN), "The ARN of an ACM certificate, or empty.")],
    "",
  ),
  /** Set the role by which API Gateway writes logs, which an account has once a Region. @default true */
  manageAccountLogging: input(
    "bool",
    "Set the role by which API Gateway writes logs, which an account has once a Region: switch it off in all uses but one.",
    [],
    true,
  ),

  /** Answers 4xx within ten minutes that are too many when there are more. @default 50 */
  clientErrorsAlarmThreshold: input(
    "number",
    "Answers 4xx within ten minutes that are too many when there are more.",
    [alarmCount],
    50,
  ),
  /** Answers 5xx within ten minutes that are too many. @default 10 */
  serverErrorsAlarmThreshold: input("number", "Answers 5xx within ten minutes that are too many.", [alarmCount], 10),
  /** Average time of an answer within five minutes, in milliseconds, that is too long when it is longer. @default 1000 */
  latencyAlarmMs: input(
    "number",
    "Average time of an answer within five minutes, in milliseconds, that is too long when it is longer.",
    [between(1, 29_000)],
    1000,
  ),
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
  apiUrl: { description: "API Gateway base URL", from: (module) => module.apiUrl },
  apiKey: { description: "API key, for the header x-api-key", from: (module) => module.apiKey, sensitive: true },
  restApiId: { description: "API Gateway's id of the REST API", from: (module) => module.restApiId },
  stageName: { description: "Stage of the REST API", from: (module) => module.stageName },
  apiExecutionArn: {
    description: "ARN by which IAM policies name the API's operations",
    from: (module) => module.apiExecutionArn,
  },
  usagePlanId: { description: "Usage plan, for further API keys", from: (module) => module.usagePlanId },
  webAclArn: { description: "Firewall before the API", from: (module) => module.webAclArn },
  accessLogGroupName: { description: "Log group of the access log", from: (module) => module.accessLogGroupName },
  paymentStatusFunctionArn: {
    description: "Alias ARN of the function that tells the platform's health",
    from: (module) => module.paymentStatusFunctionArn,
  },
  domainTargetName: {
    description: "What a DNS alias of the domain points to; empty without a domain",
    from: (module) => module.domainTargetName,
  },
  domainTargetZoneId: {
    description: "Hosted zone of that target; empty without a domain",
    from: (module) => module.domainTargetZoneId,
  },
} as const satisfies Record<string, Output<Api>>;

export type ApiInputs = PropsOf<typeof inputs>;

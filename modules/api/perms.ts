/** Every action that the roles of this module have: to be read in a minute by a security reviewer. */

/** Asking whether tables, keys and queues are there and well: one key that no item has, nothing of what they hold. */
export const CHECK_TABLES = ["dynamodb:GetItem"] as const;
export const CHECK_KEYS = ["kms:DescribeKey"] as const;
export const CHECK_QUEUES = ["sqs:GetQueueAttributes"] as const;

/** What API Gateway asks of the role by which it writes logs (AWS: AmazonAPIGatewayPushToCloudWatchLogs). */
export const WRITE_ACCESS_LOGS = [
  "logs:CreateLogGroup",
  "logs:CreateLogStream",
  "logs:DescribeLogGroups",
  "logs:DescribeLogStreams",
  "logs:FilterLogEvents",
  "logs:GetLogEvents",
  "logs:PutLogEvents",
] as const;

/** Every action that the roles of this module have: to be read in a minute by a security reviewer. */

/** What AppSync asks of the role by which it writes logs (AWS: AWSAppSyncPushToCloudWatchLogs), but for making the group. */
export const WRITE_FIELD_LOGS = ["logs:CreateLogStream", "logs:PutLogEvents"] as const;

/** Telling subscribers of a change: one field of the schema. */
export const PUBLISH_CHANGES = ["appsync:GraphQL"] as const;

/** What the modules are built from. */
export { Alarm, CountAlarm } from "./alarm";
export { failureAlarms } from "./failure-alarms";
export { type Bundle, bundle } from "./bundle";
export { BreakGlassRole, type BreakGlassRoleProps } from "./break-glass-role";
export { CodeStore, FunctionCode, GivenCodeBucket, type StoredCode } from "./code-store";
export { type FunctionSettings, PlatformFunction, type PlatformFunctionProps } from "./function";
export { ESCROW_KEY, ESCROW_TABLE, WORKING_INDEXES } from "./held-money";
export { achPreconditions, checkAch } from "./interface/ach-inputs";
export { allOrNone, checkAllOrNone } from "./interface/all-or-none";
export { atLeast, between, countBetween, each, matches, oneOf, oneOfNumbers } from "./interface/checks";
export { escrowSettingsKnown } from "./interface/escrow-settings";
export { odfiSettingsKnown, odfiSettingsOrNone } from "./interface/odfi-settings";
export {
  type Check,
  input,
  type Inputs,
  InvalidInputError,
  type Output,
  type PropsOf,
  type Settled,
  settle,
} from "./interface/table";
export { functionDimensions, METRICS, METRICS_NAMESPACE } from "./metrics";
export {
  bucketNameOf,
  globalNameOf,
  MAX_ENVIRONMENT,
  MAX_PROJECT_NAME,
  NAME_LIMITS,
  nameOf,
  type Naming,
  NameTooLongError,
} from "./names";
export {
  BUCKET,
  BUCKET_SUFFIX,
  EMAIL,
  ENVIRONMENT,
  KEY_ARN,
  LIVE_FUNCTION_ARN,
  orEmpty,
  PROJECT,
  QUEUE_URL,
  REGION,
  REMOTE_FOLDER,
  ROLE_ARN,
  SECRET_ARN,
  SFTP_URL,
  SSH_HOST_KEY,
  STREAM_ARN,
  TABLE_ARN,
  TABLE_NAME,
  TOPIC_ARN,
} from "./patterns";
export { BANK_ACCOUNT_ROLES, BankAccountEnvelopes } from "./bank-account-envelopes";
export { awsPrincipals, denyPlainText, policyDocument, servicePrincipals, type Statement } from "./policy";
export {
  GivenTable,
  givenTableOrNone,
  grantInvoke,
  grantInvokeOrNone,
  grantReadSecrets,
  grantTableKey,
  type KeyReference,
  secretsOrNone,
} from "./references";
export { RequestKey } from "./request-key";
export { GivenRole, PlatformRole, type RoleReference } from "./role";
export { AtTimes, ByClock, type CallTime, EachHour, EachMinute } from "./schedule";
export { SecureBucket } from "./secure-bucket";
export { type KeyKeeping, keyPolicy, SecureKey } from "./secure-key";
export { LOG_RETENTION_DAYS, SecureLogGroup } from "./secure-log-group";
export { FailureQueue, SecureQueue, VISIBILITY_PER_TIMEOUT } from "./secure-queue";
export { SecureTable, type SecureTableProps } from "./secure-table";
export { SecureTopic } from "./secure-topic";
export { logsMayUse, publishersMayUse } from "./service-access";
export { AddressCollisionError, ReadableStack } from "./stack";
export { Surroundings } from "./surroundings";
export { TableWriters, together } from "./table-writers";
export { tagModule } from "./tags";
export { isEmpty, isVariable, onlyOf, resolved } from "./unknown";
export { WorkQueue, type WorkQueueProps } from "./work-queue";

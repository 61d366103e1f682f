/** Every list of actions that a policy of the shared constructs holds: to be read in a minute by a security reviewer. */

/** Administering a key is not using it: no encrypting, no decrypting, no MACs, no grants. */
export const KEY_ADMINISTRATION = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListAliases",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:ReplicateKey",
  "kms:RevokeGrant",
  "kms:RotateKeyOnDemand",
  "kms:ScheduleKeyDeletion",
  "kms:SynchronizeMultiRegionKey",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
  "kms:UpdatePrimaryRegion",
] as const;

/** What ends a key's use; only break-glass roles may, while protection is on. */
export const KEY_ENDINGS = ["kms:DisableKey", "kms:ScheduleKeyDeletion"] as const;

/** What a service principal needs to write to something encrypted (EventBridge and CloudWatch to a topic, S3 to a queue). */
export const KEY_USE_BY_PUBLISHER = ["kms:Decrypt", "kms:GenerateDataKey"] as const;

/** What CloudWatch Logs needs (AWS: Encrypt log data in CloudWatch Logs using AWS KMS). */
export const KEY_USE_BY_LOGS = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
] as const;

/** What services ask of a key on a caller's behalf (`kms:ViaService`): the same, and tables and functions make grants for themselves. */
export const KEY_USE_THROUGH_SERVICES = ["kms:CreateGrant", ...KEY_USE_BY_LOGS] as const;

/** What a principal that uses an encrypted table needs of its key, through DynamoDB alone. */
export const KEY_USE_BY_TABLE_READER = ["kms:Decrypt", "kms:DescribeKey"] as const;

/** Asking an index, named, of a table. */
export const QUERY_INDEX = ["dynamodb:Query"] as const;

/** What changes a table's items, in whatever way. */
export const TABLE_WRITES = [
  "dynamodb:BatchWriteItem",
  "dynamodb:DeleteItem",
  "dynamodb:PartiQLDelete",
  "dynamodb:PartiQLInsert",
  "dynamodb:PartiQLUpdate",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
] as const;

/** The key under which requests are recognised: one MAC, kept in memory. */
export const RECOGNISE_REQUESTS = ["kms:GenerateMac"] as const;

/** Envelopes of account numbers: a data key for a new one, and the data key of an old one. */
export const SEAL_ENVELOPES = ["kms:GenerateDataKey"] as const;
export const OPEN_ENVELOPES = ["kms:Decrypt"] as const;

/** What a sender needs of a queue, and what a function whose event source it is. */
export const SEND_TO_QUEUE = ["sqs:SendMessage"] as const;
export const CONSUME_QUEUE = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"] as const;
/** Reading an encrypted queue decrypts; it makes no data keys. */
export const KEY_USE_BY_QUEUE_READER = ["kms:Decrypt"] as const;

/** What a function needs whose event source is a table's stream (AWS: AWSLambdaDynamoDBExecutionRole; listing has no stream to name). */
export const READ_STREAM = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"] as const;

export const INVOKE_FUNCTION = ["lambda:InvokeFunction"] as const;
/** Reading an encrypted secret decrypts. */
export const KEY_USE_BY_SECRET_READER = ["kms:Decrypt"] as const;
export const READ_SECRET = ["secretsmanager:GetSecretValue"] as const;

/** What every function needs: its own log streams, its own traces. */
export const WRITE_LOGS = ["logs:CreateLogStream", "logs:PutLogEvents"] as const;
export const WRITE_TRACES = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"] as const;

/** What a function in a VPC needs to have its network interfaces (AWS: AWSLambdaVPCAccessExecutionRole). */
export const MANAGE_NETWORK_INTERFACES = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
] as const;

/** What the break-glass role does, and undoes. */
export const BREAK_GLASS = [...KEY_ENDINGS, "kms:CancelKeyDeletion", "kms:EnableKey", "kms:DescribeKey"] as const;

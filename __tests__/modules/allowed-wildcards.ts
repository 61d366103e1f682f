/** A wildcard in a policy that a reviewer has accepted. */
export interface AllowedWildcard {
  /** Name of the policy document, without the module's place in a stack. */
  readonly policy: RegExp;
  readonly sid: string;
  readonly of: "action" | "resource" | "principal";
  readonly value: RegExp;
  readonly reason: string;
}

/** Every wildcard in a policy of any stack. One that is not here fails the tests, and so does one here that no policy has any more. */
export const ALLOWED_WILDCARDS: readonly AllowedWildcard[] = [
  {
    policy: /_key_policy$|^key_policy$/,
    sid: "Administration",
    of: "resource",
    value: /^\*$/,
    reason: "In a key's own policy `*` is that key (AWS KMS: key policies).",
  },
  {
    policy: /_key_policy$|^key_policy$/,
    sid: "EndingNeedsBreakGlass",
    of: "resource",
    value: /^\*$/,
    reason: "In a key's own policy `*` is that key.",
  },
  {
    policy: /_key_policy$|^key_policy$/,
    sid: "UseThroughServices",
    of: "resource",
    value: /^\*$/,
    reason: "In a key's own policy `*` is that key.",
  },
  {
    policy: /(audit|payment|ach)_key_policy$/,
    sid: "UseByPublishers",
    of: "resource",
    value: /^\*$/,
    reason: "In a key's own policy `*` is that key.",
  },
  {
    policy: /(audit|payment|ach)_key_policy$/,
    sid: "UseByPublishersFromEventBridge",
    of: "resource",
    value: /^\*$/,
    reason: "In a key's own policy `*` is that key.",
  },
  {
    policy: /audit_key_policy$/,
    sid: "UseByLogs",
    of: "resource",
    value: /^\*$/,
    reason: "In a key's own policy `*` is that key.",
  },
  {
    policy: /vault_key_policy$/,
    sid: "SealEnvelopes",
    of: "resource",
    value: /^\*$/,
    reason: "In a key's own policy `*` is that key.",
  },
  {
    policy: /vault_key_policy$/,
    sid: "OpenEnvelopes",
    of: "resource",
    value: /^\*$/,
    reason: "In a key's own policy `*` is that key.",
  },
  {
    policy: /ach_key_policy$/,
    sid: "SealAccountNumbers",
    of: "resource",
    value: /^\*$/,
    reason: "In a key's own policy `*` is that key.",
  },
  {
    policy: /ach_key_policy$/,
    sid: "OpenAccountNumbers",
    of: "resource",
    value: /^\*$/,
    reason: "In a key's own policy `*` is that key.",
  },
  {
    policy: /fingerprint_key_policy$/,
    sid: "MakeFingerprints",
    of: "resource",
    value: /^\*$/,
    reason: "In a key's own policy `*` is that key.",
  },
  {
    policy: /_policy_document$/,
    sid: "DenyPlainText",
    of: "principal",
    value: /^AWS:\*$/,
    reason: "A refusal: nobody, of whatever account, comes without TLS.",
  },
  {
    policy: /(bucket|files)_policy_document$/,
    sid: "DenyPlainText",
    of: "action",
    value: /^s3:\*$/,
    reason: "A refusal: nothing is done without TLS. AWS Config's rule looks for this form.",
  },
  {
    policy: /(bucket|files)_policy_document$/,
    sid: "DenyPlainText",
    of: "resource",
    value: /^\$\{aws_s3_bucket\.\w+\.arn\}\/\*$/,
    reason: "All objects of the one bucket.",
  },
  {
    policy: /_grants$/,
    sid: "WriteLogs",
    of: "resource",
    value: /^\$\{aws_cloudwatch_log_group\.\w+\.arn\}:\*$/,
    reason: "The streams of the function's own log group; Lambda chooses their names.",
  },
  {
    policy: /(^|_)(role_optimizer|sftp_access)_grants$/,
    sid: "PutFiles",
    of: "resource",
    value: /^\$\{aws_s3_bucket\.(ach_)?files\.arn\}\/(outgoing|incoming|listings)\/\*$/,
    reason: "The files of a folder of one bucket; their names are made as they come.",
  },
  {
    policy: /(^|_)(role_(delivery|incoming)|sftp_access)_grants$/,
    sid: "ReadFiles",
    of: "resource",
    value: /^\$\{aws_s3_bucket\.(ach_)?files\.arn\}\/(outgoing|incoming|listings)\/\*$/,
    reason: "The files of a folder of one bucket; their names are made as they come.",
  },
  {
    policy: /(^|_)role_delivery_grants$/,
    sid: "ReadListings",
    of: "resource",
    value: /^\$\{aws_s3_bucket\.(ach_)?files\.arn\}\/(listings)\/\*$/,
    reason: "The files of a folder of one bucket; their names are made as they come.",
  },
  {
    policy: /(^|_)role_delivery_grants$/,
    sid: "HandFilesOver",
    of: "resource",
    value: /^\$\{aws_s3_bucket\.(ach_)?files\.arn\}\/(pickup)\/\*$/,
    reason: "The files of a folder of one bucket; their names are made as they come.",
  },
  {
    policy: /(^|_)role_incoming_grants$/,
    sid: "KeepCopies",
    of: "resource",
    value: /^\$\{aws_s3_bucket\.(ach_)?files\.arn\}\/(unmatched)\/\*$/,
    reason: "The files of a folder of one bucket; their names are made as they come.",
  },
  {
    policy: /(^|_)role_reconciler_grants$/,
    sid: "PutReports",
    of: "resource",
    value: /^\$\{aws_s3_bucket\.(ach_)?files\.arn\}\/(reports)\/\*$/,
    reason: "The files of a folder of one bucket; their names are made as they come.",
  },
  {
    policy: /_grants$/,
    sid: "WriteTraces",
    of: "resource",
    value: /^\*$/,
    reason: "X-Ray has no resources (service authorisation reference).",
  },
  {
    policy: /_grants$/,
    sid: "ManageNetworkInterfaces",
    of: "resource",
    value: /^\*$/,
    reason:
      "Only in a VPC: AWS's own form; describing interfaces and subnets has no resources, and Lambda names the interfaces.",
  },
  {
    policy: /(request|hmac)_key_policy$/,
    sid: "RecogniseRequests",
    of: "resource",
    value: /^\*$/,
    reason: "In a key's own policy `*` is that key.",
  },
  {
    policy: /(^|_)log_role_grants$/,
    sid: "WriteAccessLogs",
    of: "resource",
    value: /^\*$/,
    reason: "API Gateway takes no role for its account that may write to some log groups alone.",
  },
];

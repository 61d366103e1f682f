/** Every action that the roles of this module have, by function: to be read in a minute by a security reviewer. */

/** Accounts, what their owners authorised, and the entries of a verification, which stand in their window's partition. */
export const KEEP_ACCOUNTS = [
  "dynamodb:BatchGetItem",
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "dynamodb:Query",
] as const;
/** Transfers with their money, limits, idempotency record and outbox in one transaction. */
export const MAKE_TRANSFERS = [
  "dynamodb:BatchGetItem",
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
] as const;
/** A payment's debit, by what its customer authorised, or its refund; looked up by the payment's reference. */
export const TAKE_PAYMENTS = [...KEEP_ACCOUNTS, "dynamodb:UpdateItem"] as const;
/** What debits bring for payments, and what is given back, in the transaction that moves it: one account of their books. */
export const BOOK_FOR_PAYMENTS = ["dynamodb:UpdateItem"] as const;
export const RAIL_BOOKS = ["BALANCE#clearing/ach-debit/*"];
/** Windows are read, planned and claimed, with balances; files and their entries are listed by their keys. */
export const WORK_WINDOWS = [...KEEP_ACCOUNTS, "dynamodb:UpdateItem"] as const;
/** Steps of a file, each with its event; the transfers of one that is cancelled are found by its entries. */
export const DELIVER_FILES = [...KEEP_ACCOUNTS, "dynamodb:UpdateItem"] as const;
/** Entries are found by their trace numbers; settlements, returns and corrections each in a transaction. */
export const APPLY_NOTICES = [...KEEP_ACCOUNTS, "dynamodb:UpdateItem"] as const;
/** Files, their entries and what came of them. */
export const REPORT = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"] as const;
/** What the reports count of each day, and the event of a rate that is over its limit. */
export const KEEP_COUNTS = ["dynamodb:PutItem"] as const;
export const COUNTS = ["RATES#*", "OUTBOX#*"];
/** A transfer that leaves its window's partition; nothing else is ever deleted. */
export const LEAVE_WINDOW = ["dynamodb:DeleteItem"] as const;
/** The partitions of windows. */
export const WINDOWS = ["WINDOW#*"];

/** What is owed to providers and customers, in the transaction that pays or is paid. */
export const MOVE_OWED = ["dynamodb:GetItem", "dynamodb:UpdateItem"] as const;
/** What debits brought, when their holds are over, and payouts that are called off: added to, whatever is there. */
export const GIVE_OWED = ["dynamodb:UpdateItem"] as const;

/** Files are put under names that never get another content, which is seen by asking for the one that is there. */
export const PUT_FILES = ["s3:GetObject", "s3:PutObject"] as const;
/** Reports, and copies for people, which are written anew by who reports or copies again. */
export const KEEP_FILES = ["s3:PutObject"] as const;
export const READ_FILES = ["s3:GetObject"] as const;
/** The very version that a notice tells of. */
export const READ_FILE_VERSIONS = ["s3:GetObject", "s3:GetObjectVersion"] as const;
export const LIST_FILES = ["s3:ListBucket"] as const;
/** What a caller of S3 needs of the bucket's key: to read, and to write. */
export const KEY_USE_BY_READER = ["kms:Decrypt"] as const;
export const KEY_USE_BY_WRITER = ["kms:Decrypt", "kms:GenerateDataKey"] as const;

/** The bank's SFTP server, through the connector. */
export const SEND_FILES = ["transfer:StartDirectoryListing", "transfer:StartFileTransfer"] as const;
/** What the connector itself does (AWS Transfer Family: SFTP connectors, access role) besides putting files. */
export const CONNECTOR_BUCKET = ["s3:GetBucketLocation", ...LIST_FILES] as const;
export const CONNECTOR_READS = ["s3:GetObject", "s3:GetObjectVersion"] as const;
/** Its log has a group of its own, which is there before it writes. */
export const CONNECTOR_LOGS = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"] as const;

/** The indexes of the table of transfers, by who asks them. */
export const INDEXES = {
  transfers: ["by_provider", "listed"],
  optimizer: ["due"],
  delivery: ["due"],
  incoming: ["due"],
  reconciler: ["due"],
} as const;

/** Every action that the roles of this module have, by function: to be read in a minute by a security reviewer. */

/** Makes data keys for new envelopes. */
export const SEAL = ["kms:GenerateDataKey"] as const;
/** Opens envelopes. */
export const OPEN = ["kms:Decrypt"] as const;
/** Makes the local key of fingerprints. */
export const FINGERPRINT = ["kms:GenerateMac"] as const;

/** The vault's table: token and claims in one transaction, the loser reads the winner. */
export const TOKENISE_TABLE = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"] as const;
/** Reads the token, writes the audit item before the number leaves. */
export const DETOKENISE_TABLE = ["dynamodb:GetItem", "dynamodb:PutItem"] as const;
/** Reads the token. */
export const RAIL_EGRESS_TABLE = ["dynamodb:GetItem"] as const;
/** The acquirer's simulator: a charge, the answer and its notices in one transaction, each under its condition. */
export const SIMULATOR_TABLE = ["dynamodb:GetItem", "dynamodb:PutItem"] as const;
/** Walks the table page by page and writes under conditions. */
export const RE_ENCRYPT_TABLE = [
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "dynamodb:Scan",
  "dynamodb:UpdateItem",
] as const;
/** Payments: state, journal, idempotency record and outbox in one transaction. */
export const PROCESSOR_TABLE = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"] as const;

import * as z from "zod/mini";

const DATA_KEY_SECONDS_MAX = 300;
const DATA_KEY_MESSAGES_MAX = 2 ** 20;

const tableName = z
  .string("must be a table name")
  .check(z.regex(/^[a-zA-Z0-9_.-]{3,255}$/, "must be a table name: 3 to 255 of a-z, A-Z, 0-9, _ . -"));

// A key, not an alias: the envelope names the key by its id, and an alias can be pointed elsewhere.
const KEY_ARN = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[a-zA-Z0-9-]{1,128}$/;
const keyArn = z.string("must be the ARN of a KMS key").check(z.regex(KEY_ARN, "must be the ARN of a KMS key"));

function wholeNumber(max: number) {
  const allowed = `must be a whole number from 1 to ${max}`;
  return z.pipe(
    z._default(
      z.string(allowed).check(z.refine((text) => /^[1-9]\d{0,9}$/.test(text) && Number(text) <= max, allowed)),
      String(max),
    ),
    z.transform(Number),
  );
}

/** One version of the fingerprint key, as listed by `FINGERPRINT_KEY_ARNS`. */
export interface FingerprintKeyVersion {
  readonly version: number;
  readonly keyArn: string;
}

const FINGERPRINT_KEYS_FORM = 'must be JSON of 1 to 4 versions and HMAC key ARNs, such as {"1":"arn:aws:kms:..."}';

/** Versions highest first, or nothing where the text is not what `FINGERPRINT_KEY_ARNS` must be. */
function parseFingerprintKeys(text: string): FingerprintKeyVersion[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return undefined;
  const keys: FingerprintKeyVersion[] = [];
  for (const [version, arn] of Object.entries(parsed)) {
    if (!/^[1-9]\d{0,3}$/.test(version) || typeof arn !== "string" || !KEY_ARN.test(arn)) return undefined;
    keys.push({ version: Number(version), keyArn: arn });
  }
  return keys.length >= 1 && keys.length <= 4 ? keys.sort((a, b) => b.version - a.version) : undefined;
}

const fingerprintKeys = z.pipe(
  z.string(FINGERPRINT_KEYS_FORM),
  z.transform((text: string, context) => {
    const keys = parseFingerprintKeys(text);
    if (keys) return keys;
    context.issues.push({ code: "custom", message: FINGERPRINT_KEYS_FORM, input: undefined });
    return z.NEVER;
  }),
);

/** What it takes to read a stored card. */
const reading = {
  VAULT_TABLE_NAME: tableName,
  /** The key that wraps data keys, and does nothing else. */
  VAULT_KEY_ARN: keyArn,
  /** How long a plaintext data key lives, in seconds; its age is checked at use. @default 300, the most */
  DATA_KEY_SECONDS: wholeNumber(DATA_KEY_SECONDS_MAX),
};

/** What it takes to write a stored card. */
const writing = {
  ...reading,
  /** Fingerprint key versions and their HMAC keys; the highest is current, all listed are active. */
  FINGERPRINT_KEY_ARNS: fingerprintKeys,
  /** How new envelopes are sealed; all are read whatever stands here. @default lean */
  ENCRYPTOR: z._default(z.enum(["lean", "aws-encryption-sdk"], "must be lean or aws-encryption-sdk"), "lean"),
  /** The spec of data keys. @default AES_256, the one allowed */
  PAYMENT_KEY_SPEC: z._default(z.literal("AES_256", "must be AES_256"), "AES_256"),
  /** How many messages one data key seals at most. @default 1048576, the most */
  DATA_KEY_MESSAGES: wholeNumber(DATA_KEY_MESSAGES_MAX),
};

/** Who answers for card verification and authorisation. @default none */
const ACQUIRER = z._default(z.enum(["simulator", "none"], "must be simulator or none"), "none");

/** What `tokenise` reads from its environment: strings outside, checked and typed values inside. */
export const tokenise = z.object({ ...writing, ACQUIRER });

/** The dimension of the metrics that a function counts; given to every function. */
const ENVIRONMENT = z.string("must be the environment's name").check(z.minLength(1, "must be the environment's name"));

/** What `detokenise` reads from its environment. */
export const detokenise = z.object({ ...reading, ENVIRONMENT });

/** What `rail-egress` reads from its environment. */
export const railEgress = z
  .object({
    ...reading,
    ENVIRONMENT,
    ACQUIRER,
    /** Where the simulator keeps its books. @default "", no simulator */
    SIMULATOR_TABLE_NAME: z._default(z.union([tableName, z.literal("")], "must be a table name, or empty"), ""),
  })
  .check(
    z.refine(({ ACQUIRER, SIMULATOR_TABLE_NAME }) => ACQUIRER !== "simulator" || SIMULATOR_TABLE_NAME !== "", {
      path: ["SIMULATOR_TABLE_NAME"],
      error: "must be the simulator's table where ACQUIRER is simulator",
    }),
  );

/** What `re-encrypt` reads from its environment. */
export const reEncrypt = z.object(writing);

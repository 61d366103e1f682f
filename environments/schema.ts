/** What an environment may be set to; every fault is named at once, with the setting, the value seen and what is allowed. */
import * as z from "zod";
import { BUCKET, EMAIL, ENVIRONMENT, KEY_ARN, LOG_RETENTION_DAYS, REGION, ROLE_ARN } from "../modules/shared";

const text = (pattern: RegExp, allowed: string) => z.string(allowed).regex(pattern, allowed);
const flag = z.boolean("true or false");

export const environmentSchema = z.strictObject({
  /** Suffix of every name. */
  name: text(ENVIRONMENT, "2 to 12 lower-case letters, digits and hyphens, a letter first, no hyphen last"),
  region: text(REGION, "an AWS Region such as us-west-2"),
  /** Terraform's state: an S3 bucket with a key per stack, locked by a file in it. */
  state: z.strictObject({
    bucket: text(BUCKET, "a bucket name: 3 to 63 lower-case letters, digits and hyphens"),
    region: text(REGION, "an AWS Region such as us-west-2"),
    /** Encrypts the state. Without it the bucket's own default key does. */
    kmsKeyArn: z.optional(text(KEY_ARN, "the full ARN of a KMS key")),
  }),
  tags: z.strictObject({ Owner: text(/\S/, "some text"), CostCentre: text(/\S/, "some text") }),
  /** Refuse to delete tables and keys, in AWS and (by `prevent_destroy`) in plans. */
  deletionProtection: flag,
  preventDestroy: flag,
  kmsDeletionWindowInDays: z
    .int("a whole number from 7 to 30")
    .min(7, "a whole number from 7 to 30")
    .max(30, "a whole number from 7 to 30"),
  /** May disable keys and schedule their deletion while they are protected. */
  breakGlassRoleArns: z.array(text(ROLE_ARN, "the ARN of an IAM role")),
  logRetentionInDays: z.literal(LOG_RETENTION_DAYS, `one of ${LOG_RETENTION_DAYS.join(", ")}`),
  /** Who verifies and authorises cards; the simulator moves no money. */
  acquirer: z.enum(["none", "simulator"], "none or simulator"),
  alertEmails: z.array(text(EMAIL, "an e-mail address")),
  costs: z.strictObject({
    /** US dollars a month that Stripe would take. */
    stripeBaseline: z.number("a number of US dollars, at least 0").min(0, "a number of US dollars, at least 0"),
    targetSavingsPercent: z
      .number("a number from 0 to 100")
      .min(0, "a number from 0 to 100")
      .max(100, "a number from 0 to 100"),
  }),
  /** Detokenisations within five minutes that raise the alarm. */
  detokeniseAlarmThreshold: z.int("a whole number of at least 1").min(1, "a whole number of at least 1"),
});

/** One environment's settings. */
export type Environment = z.infer<typeof environmentSchema>;

/** Settings do not hold: one line a fault. */
export class InvalidEnvironmentError extends Error {
  override readonly name = "InvalidEnvironmentError";
  constructor(
    environment: string,
    readonly faults: readonly string[],
  ) {
    super(`The environment "${environment}" cannot be used:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
  }
}

/**
 * Checks settings.
 * @param sources where a setting came from when not from the environment's file: `region` to `AWS_REGION`.
 * @throws InvalidEnvironmentError with all faults at once.
 */
export function checkEnvironment(settings: unknown, sources: Readonly<Record<string, string>> = {}): Environment {
  const result = environmentSchema.safeParse(settings);
  if (result.success) return result.data;
  const faults = result.error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map(
        (key) => `${[...issue.path, key].join(".")} is not a setting. Settings: ${settingsIn(issue.path).join(", ")}.`,
      );
    const setting = issue.path.join(".");
    const source = sources[setting];
    const value = valueAt(settings, issue.path);
    const seen = value === undefined ? "missing" : JSON.stringify(value);
    return [`${setting}${source === undefined ? "" : ` (from ${source})`} is ${seen}; allowed: ${issue.message}.`];
  });
  throw new InvalidEnvironmentError(String(valueAt(settings, ["name"])), faults);
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);

/** Names of all settings, or of those in a group such as `costs`. */
function settingsIn([group]: readonly PropertyKey[]): string[] {
  const shape: Readonly<Record<PropertyKey, z.ZodType>> = environmentSchema.shape;
  const schema = group === undefined ? environmentSchema : shape[group];
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

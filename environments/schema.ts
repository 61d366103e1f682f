/** What an environment may be set to; every fault is named at once, with the setting, the value seen and what is allowed. */
import * as z from "zod";
import {
  BUCKET,
  EMAIL,
  ENVIRONMENT,
  KEY_ARN,
  LOG_RETENTION_DAYS,
  REGION,
  ROLE_ARN,
  SECRET_ARN,
  TOPIC_ARN,
} from "../modules/shared";
import { EXPIRY_POLICIES } from "../functions/escrow/account";
import { DAY_COUNTS } from "../functions/escrow/interest";
import { ach } from "./ach-schema";
import { flag, text, whole } from "./fields";
import { faultsTogether } from "./together";

const cents = whole(0, 99_999_999_999);
const count = whole(1, 1_000_000_000);
const daily = z.strictObject({ countMax: count, centsMax: cents });
const days = whole(0, 3650);
const oneOfThese = (names: readonly string[]): string => `one of ${names.join(", ")}`;
const jurisdiction = text(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, "a jurisdiction such as US or US-CA");
const httpsAddress = text(/^https:\/\/\S+$/, "an https address");

/** How payments are decided about, and by whom they are taken. */
const payments = z.strictObject({
  /** Who takes a payment without a payment method; `none` refuses it. */
  defaultRail: z.enum(["none", "simulator"], "none or simulator"),
  /** Secret with Stripe's API key. Without it there is no Stripe. */
  stripeSecretArn: z.optional(text(SECRET_ARN, "the ARN of a secret")),
  /** The largest payment. */
  centsMax: cents,
  /** Payments above wait for a person. */
  reviewAboveCents: cents,
  /** What may be paid a day. */
  perDay: z.strictObject({ customer: daily, card: daily, address: daily }),
  /** What the acquirer takes: hundredths of a per cent, and cents. */
  acquirerFee: z.strictObject({ basisPoints: whole(0, 10_000), fixedCents: cents }),
  /** `local` lets webhooks go to this machine, for an embedded AWS alone. */
  webhookTargets: z.enum(["public", "local"], "public or local"),
  /** Failed payments within five minutes that are too many when there are more. */
  failuresAlarmThreshold: whole(1, 1_000_000),
  /** Days that events can be replayed. */
  eventArchiveDays: whole(1, 3650),
});

/** How money is held; whatever is left out has its default. */
const escrow = z.strictObject({
  /** Days that money is held where a payment does not say; it is released then, or when the service was completed. */
  holdDays: days,
  /** What becomes of money whose hold is over, and whose conditions are not met. */
  expiryPolicy: z.enum(EXPIRY_POLICIES, oneOfThese(EXPIRY_POLICIES)),
  /** Whether money is released before the rail's is there: the platform pays ahead, and carries the risk. */
  prefunded: flag,
  /** By rail: days after which its money counts as there without a notice. */
  fundsAfterDays: z.record(text(/^[a-z]{1,64}$/, "the name of a rail"), days),
  /** What the platform takes of releases, by the plan that a provider has: hundredths of a per cent, and cents. */
  feePlans: z.record(
    text(/^[a-zA-Z0-9_-]{1,64}$/, "a name of up to 64 letters, digits, _ and -"),
    z.strictObject({ basisPoints: whole(0, 10_000), flatCents: cents }),
  ),
  /** A refund beyond what is held: it is refused, or the provider owes the rest. */
  refundBeyondEscrow: z.enum(["refuse", "receivable"], "refuse or receivable"),
  /** Whether what a provider owes is kept from later releases. */
  offsetReceivables: flag,
  /** Days that parties have to settle a dispute, and what is decided then; `review` leaves it to a person. */
  disputeDays: days,
  onDisputeDeadline: z.enum(["review", "release", "refund"], "review, release or refund"),
  /** Interest on held money, by jurisdiction and date; without it there is none. */
  interest: z.optional(
    z.strictObject({
      paidTo: z.enum(["customer", "provider"], "customer or provider"),
      jurisdiction,
      rates: z
        .array(
          z.strictObject({
            jurisdiction,
            effectiveFrom: text(/^\d{4}-\d{2}-\d{2}$/, "a day such as 2026-01-31"),
            /** Millionths a year: 45000 is 4.5 per cent. */
            rateMicros: whole(0, 1_000_000),
            dayCount: z.enum(DAY_COUNTS, oneOfThese(DAY_COUNTS)),
          }),
        )
        .min(1, "at least one rate"),
    }),
  ),
});

/** Who may call the API, and how often. */
const api = z.strictObject({
  /** Who may call what moves or shows money. */
  authorisation: z.enum(["iam", "cognito", "jwt", "api_key"], "iam, cognito, jwt or api_key"),
  cognitoUserPoolArns: z.array(
    text(/^arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:\d{12}:userpool\/[\w-]+$/, "the ARN of a Cognito user pool"),
  ),
  jwt: z.optional(z.strictObject({ issuer: httpsAddress, audience: text(/\S/, "some text"), jwksUri: httpsAddress })),
  /** Requests a second, and at once above that. */
  rateLimit: whole(1, 10_000),
  burstLimit: whole(1, 5000),
  /** Requests of an API key a day. */
  quotaPerDay: whole(1, 1_000_000_000),
  /** Requests of one address within five minutes, and of one sender of webhooks. */
  addressRateLimit: whole(10, 2_000_000_000),
  webhookRateLimit: whole(10, 2_000_000_000),
  /** A domain name of the API's own, with its certificate. */
  domain: z.optional(
    z.strictObject({
      name: text(/^([a-z0-9-]{1,63}\.)+[a-z]{2,63}$/, "a domain name"),
      certificateArn: text(
        /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/,
        "the ARN of an ACM certificate",
      ),
    }),
  ),
  /** Whether this environment sets the role by which API Gateway writes logs in its account and Region; one does. */
  manageAccountLogging: flag,
});

const graphql = z.strictObject({
  /** Whose users may call it beside IAM principals. */
  userPoolId: z.optional(text(/^[a-z]{2}(-[a-z]+)+-\d_[A-Za-z0-9]{1,55}$/, "the id of a Cognito user pool")),
  /** Let callers ask for the schema. */
  introspection: flag,
});

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
  /** SNS topic that alarms go to. Without it one is made. */
  alertTopicArn: z.optional(text(TOPIC_ARN, "the ARN of an SNS topic")),
  payments,
  escrow,
  ach,
  api,
  /** The GraphQL API; without it there is none. */
  graphql: z.optional(graphql),
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
  if (result.success) {
    const together = faultsTogether(result.data);
    if (together.length === 0) return result.data;
    throw new InvalidEnvironmentError(result.data.name, together);
  }
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

/** Names of all settings, or of those in a group such as `payments.perDay`. */
function settingsIn(group: readonly PropertyKey[]): string[] {
  const schema = group.reduce<z.ZodType | undefined>((outer, name) => {
    const shape: Readonly<Record<PropertyKey, z.ZodType>> = outer instanceof z.ZodObject ? outer.shape : {};
    const inner = shape[name];
    return inner instanceof z.ZodOptional ? (inner.unwrap() as z.ZodType) : inner;
  }, environmentSchema);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

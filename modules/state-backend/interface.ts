import {
  between,
  BUCKET,
  each,
  ENVIRONMENT,
  input,
  matches,
  MAX_ENVIRONMENT,
  type Output,
  type PropsOf,
  REGION,
  ROLE_ARN,
} from "../shared";
import type { StateBackend } from "./index";

/** What HCL users set; the TypeScript props are the same in camelCase. */
export const inputs = {
  /** AWS region for the bucket; it must be the provider's. */
  awsRegion: input("string", "AWS region for the bucket; it must be the provider's.", [
    matches(REGION, "An AWS Region such as us-west-2."),
  ]),
  /** Environment name. */
  environment: input("string", "Environment name (dev/staging/prod), for tags and the key's alias.", [
    matches(
      ENVIRONMENT,
      `2 to ${String(MAX_ENVIRONMENT)} lower-case letters, digits and hyphens, a letter first, no hyphen last.`,
    ),
  ]),
  /** Name of the state bucket. */
  bucketName: input("string", "Name of the state bucket, unique in the world: TERRAFORM_STATE_BUCKET.", [
    matches(BUCKET, "3 to 63 lower-case letters, digits and hyphens."),
  ]),
  /** Refuse to delete the key but to the break-glass roles. @default true */
  deletionProtection: input("bool", "Refuse to delete the key but to the break-glass roles.", [], true),
  /** Roles that may disable the key and schedule its deletion. @default [] */
  breakGlassRoleArns: input(
    "list(string)",
    "Roles that may disable the key and schedule its deletion while it is protected.",
    [each(matches(ROLE_ARN, "The ARN of an IAM role."))],
    [],
  ),
  /** Days before a deleted key is gone. @default 30 */
  kmsDeletionWindowInDays: input("number", "Days before a deleted key is gone.", [between(7, 30)], 30),
  /** Whether a destroy may delete the bucket with the states in it. @default false */
  forceDestroy: input("bool", "Whether a destroy may delete the bucket with the states in it.", [], false),
  /** Further tags. @default {} */
  tags: input("map(string)", "Further tags, such as Owner and CostCentre.", [], {}),
} as const;

export const outputs = {
  bucketName: { description: "State bucket: TERRAFORM_STATE_BUCKET", from: (module) => module.bucketName },
  kmsKeyArn: { description: "KMS key ARN that encrypts states", from: (module) => module.kmsKeyArn },
} as const satisfies Record<string, Output<StateBackend>>;

export type StateBackendInputs = PropsOf<typeof inputs>;

/** The environments of the platform, with what the shell overrides. */
import { dev } from "./dev";
import { local } from "./local";
import { prod } from "./prod";
import { checkEnvironment, type Environment } from "./schema";
import { staging } from "./staging";

export { checkEnvironment, type Environment, InvalidEnvironmentError } from "./schema";

const KNOWN: ReadonlyMap<string, Environment> = new Map([dev, staging, prod, local].map((each) => [each.name, each]));

/** Variables that override settings, as in the source documents. */
export type Overrides = Partial<
  Readonly<
    Record<
      | "ENVIRONMENT_SUFFIX"
      | "AWS_REGION"
      | "TERRAFORM_STATE_BUCKET"
      | "TERRAFORM_STATE_BUCKET_REGION"
      // Of the local environment alone: the bank's simulator is another one each time it starts.
      | "LOCAL_BANK_SFTP_URL"
      | "LOCAL_BANK_HOST_KEY"
      | "LOCAL_BANK_SECRET_ARN",
      string
    >
  >
>;

/**
 * The environments to compose: the one that `ENVIRONMENT_SUFFIX` names, all four without it. A suffix that is none of the four makes a
 * short-lived environment from dev's settings.
 * @throws InvalidEnvironmentError
 */
export function environmentsFrom(overrides: Overrides): Environment[] {
  const suffix = given(overrides.ENVIRONMENT_SUFFIX);
  const chosen = suffix === undefined ? [...KNOWN.values()] : [KNOWN.get(suffix) ?? shortLived(suffix)];
  return chosen.map((environment) => override(environment, overrides));
}

/** It shares an account and Region with dev, whose API Gateway writes logs already. */
const shortLived = (name: string): Environment => ({
  ...dev,
  name,
  api: { ...dev.api, manageAccountLogging: false },
});

function override(environment: Environment, overrides: Overrides): Environment {
  const region = given(overrides.AWS_REGION);
  const bucket = given(overrides.TERRAFORM_STATE_BUCKET);
  const stateRegion = given(overrides.TERRAFORM_STATE_BUCKET_REGION);
  const sftp = environment.name === "local" ? localBank(overrides) : undefined;
  return checkEnvironment(
    {
      ...environment,
      region: region ?? environment.region,
      state: {
        ...environment.state,
        bucket: bucket ?? environment.state.bucket,
        region: stateRegion ?? environment.state.region,
      },
      ...(sftp === undefined ? {} : { ach: { ...environment.ach, sftp } }),
    },
    {
      ...(KNOWN.has(environment.name) ? {} : { name: "ENVIRONMENT_SUFFIX" }),
      ...(region === undefined ? {} : { region: "AWS_REGION" }),
      ...(bucket === undefined ? {} : { "state.bucket": "TERRAFORM_STATE_BUCKET" }),
      ...(stateRegion === undefined ? {} : { "state.region": "TERRAFORM_STATE_BUCKET_REGION" }),
      ...(sftp === undefined
        ? {}
        : {
            "ach.sftp.url": "LOCAL_BANK_SFTP_URL",
            "ach.sftp.trustedHostKeys.0": "LOCAL_BANK_HOST_KEY",
            "ach.sftp.secretArn": "LOCAL_BANK_SECRET_ARN",
          }),
    },
  );
}

/** The bank's simulator, where one is named; what is missing beside its address is a fault. */
function localBank(overrides: Overrides): Environment["ach"]["sftp"] {
  const url = given(overrides.LOCAL_BANK_SFTP_URL);
  if (url === undefined) return undefined;
  return {
    url,
    trustedHostKeys: [overrides.LOCAL_BANK_HOST_KEY ?? ""],
    secretArn: overrides.LOCAL_BANK_SECRET_ARN ?? "",
    inbox: "/inbox",
    outbox: "/outbox",
  };
}

/** An empty variable is one that is not set. */
const given = (value: string | undefined): string | undefined => (value === "" ? undefined : value);

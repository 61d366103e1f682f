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
    Record<"ENVIRONMENT_SUFFIX" | "AWS_REGION" | "TERRAFORM_STATE_BUCKET" | "TERRAFORM_STATE_BUCKET_REGION", string>
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
  return checkEnvironment(
    {
      ...environment,
      region: region ?? environment.region,
      state: {
        ...environment.state,
        bucket: bucket ?? environment.state.bucket,
        region: stateRegion ?? environment.state.region,
      },
    },
    {
      ...(KNOWN.has(environment.name) ? {} : { name: "ENVIRONMENT_SUFFIX" }),
      ...(region === undefined ? {} : { region: "AWS_REGION" }),
      ...(bucket === undefined ? {} : { "state.bucket": "TERRAFORM_STATE_BUCKET" }),
      ...(stateRegion === undefined ? {} : { "state.region": "TERRAFORM_STATE_BUCKET_REGION" }),
    },
  );
}

/** An empty variable is one that is not set. */
const given = (value: string | undefined): string | undefined => (value === "" ? undefined : value);

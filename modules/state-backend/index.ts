import { Construct } from "constructs";
import { SecureBucket, SecureKey, settle, Surroundings, tagModule } from "../shared";
import { inputs, outputs, type StateBackendInputs } from "./interface";

export { inputs, outputs };

export interface StateBackendProps extends StateBackendInputs {
  /** Refuse plans that would destroy the bucket or its key (`prevent_destroy`). @default false */
  readonly preventDestroy?: boolean;
}

/** The old versions of a state are what undoes a mistake in it: kept for a year. */
const KEEP_OLD_STATES_DAYS = 365;

/**
 * The bucket that holds Terraform's states: versioned, encrypted under its own key, TLS only, private; locks are files in it
 * (`use_lockfile`, Terraform 1.10), so there is no lock table.
 */
export class StateBackend extends Construct implements Readonly<Record<keyof typeof outputs, string>> {
  readonly bucketName: string;
  readonly kmsKeyArn: string;

  constructor(scope: Construct, id: string, props: StateBackendProps) {
    super(scope, id);
    const settled = settle(inputs, props);
    const preventDestroy = props.preventDestroy ?? false;
    const surroundings = new Surroundings(this, "current", settled.awsRegion);
    tagModule(this, "state-backend", { projectName: "", environment: settled.environment }, settled.tags);
    const key = new SecureKey(this, "key", {
      surroundings,
      description: `Terraform states, ${settled.environment}.`,
      alias: `terraform-state-${settled.environment}`,
      throughServices: ["s3"],
      deletionProtection: settled.deletionProtection,
      breakGlassRoleArns: settled.breakGlassRoleArns,
      deletionWindowInDays: settled.kmsDeletionWindowInDays,
      multiRegion: false,
      preventDestroy,
    });
    const bucket = new SecureBucket(this, "bucket", {
      surroundings,
      name: settled.bucketName,
      encryptionKey: key,
      forceDestroy: settled.forceDestroy,
      keepOldVersionsDays: KEEP_OLD_STATES_DAYS,
      preventDestroy,
    });
    this.bucketName = bucket.name;
    this.kmsKeyArn = key.arn;
  }
}

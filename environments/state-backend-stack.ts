import type { Construct } from "constructs";
import { ReadableStack } from "../modules/shared";
import { declareOutputs } from "../modules/shared/interface/variables";
import { outputs, StateBackend } from "../modules/state-backend";
import { useStateBucket } from "./backend";
import { useProvider } from "./provider";
import type { Environment } from "./schema";

/** The state bucket of one environment: `state-backend-<environment>`, in the Region of the state. */
export class StateBackendStack extends ReadableStack {
  constructor(scope: Construct, environment: Environment, { bootstrapped }: { readonly bootstrapped: boolean }) {
    super(scope, `state-backend-${environment.name}`);
    const { state } = environment;
    // Before the first run there is no bucket: cdktf then keeps the state in a local file.
    if (bootstrapped) useStateBucket(this, environment);
    useProvider(this, environment, state.region);
    const backend = new StateBackend(this, "state_backend", {
      awsRegion: state.region,
      environment: environment.name,
      bucketName: state.bucket,
      deletionProtection: environment.deletionProtection,
      preventDestroy: environment.preventDestroy,
      breakGlassRoleArns: environment.breakGlassRoleArns,
      kmsDeletionWindowInDays: environment.kmsDeletionWindowInDays,
      forceDestroy: !environment.deletionProtection,
      tags: environment.tags,
    });
    declareOutputs(this, outputs, backend);
  }
}

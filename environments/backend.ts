import { S3Backend } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "./schema";

/** A stack's state in the environment's bucket: encrypted, under a key of its own, locked by a file beside it. */
export function useStateBucket(stack: Construct, { state }: Environment): void {
  const backend = new S3Backend(stack, {
    bucket: state.bucket,
    region: state.region,
    key: `${stack.node.id}/terraform.tfstate`,
    encrypt: true,
    ...(state.kmsKeyArn === undefined ? {} : { kmsKeyId: state.kmsKeyArn }),
  });
  // cdktf 0.21 has no property for it.
  backend.addOverride("use_lockfile", true);
}

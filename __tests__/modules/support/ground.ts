/** What most constructs stand on. */
import {
  CodeStore,
  type FunctionSettings,
  type Naming,
  PlatformRole,
  SecureKey,
  Surroundings,
} from "../../../modules/shared";
import type { ReadableStack } from "../../../modules/shared";

export interface Ground extends FunctionSettings {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  readonly key: SecureKey;
  readonly role: PlatformRole;
}

/** Surroundings, one key for everything, a code store and a role. */
export function ground(stack: ReadableStack): Ground {
  const surroundings = new Surroundings(stack, "current", "us-west-2");
  const naming = { projectName: "", environment: "test" };
  const key = new SecureKey(stack, "key", {
    surroundings,
    description: "For tests.",
    alias: "tests",
    throughServices: ["sqs"],
    deletionProtection: true,
    breakGlassRoleArns: [],
    deletionWindowInDays: 30,
    multiRegion: false,
  });
  const code = new CodeStore(stack, "code", {
    surroundings,
    name: "code-test",
    encryptionKey: key,
    forceDestroy: false,
  });
  const role = new PlatformRole(stack, "role", {
    name: "worker",
    description: "Works.",
  });
  return { surroundings, naming, key, code, role, environmentKey: key, logKey: key, logRetentionDays: 365 };
}

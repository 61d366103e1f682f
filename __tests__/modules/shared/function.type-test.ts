/** What compiles and what does not: `tsc` runs these, nothing else does. */
import type { Construct } from "constructs";
import { type FunctionSettings, PlatformFunction, type PlatformRole } from "../../../modules/shared";

declare const scope: Construct;
declare const settings: FunctionSettings;
declare const role: PlatformRole;

const environment = {
  VAULT_TABLE_NAME: "payment-vault-dev",
  VAULT_KEY_ARN: "arn:aws:kms:us-west-2:123456789012:key/a",
};
const given = { ...settings, role, name: "work", description: "Works.", failures: "synchronous" } as const;
const detokenise = { ...given, entry: "vault/detokenise" } as const;
const { VAULT_TABLE_NAME } = environment;

new PlatformFunction(scope, "whole", { ...detokenise, environment });
new PlatformFunction(scope, "default", { ...detokenise, environment: { ...environment, DATA_KEY_SECONDS: "60" } });
// @ts-expect-error a variable is missing
new PlatformFunction(scope, "missing", { ...detokenise, environment: { VAULT_TABLE_NAME } });
// @ts-expect-error a variable that the function does not read
new PlatformFunction(scope, "surplus", { ...detokenise, environment: { ...environment, VAULT_TABLE: "x" } });
// @ts-expect-error a number where the environment holds text
new PlatformFunction(scope, "number", { ...detokenise, environment: { ...environment, DATA_KEY_SECONDS: 60 } });
// @ts-expect-error the variables of another function
new PlatformFunction(scope, "other", { ...given, entry: "vault/tokenise", environment });
// @ts-expect-error no such function
new PlatformFunction(scope, "unknown", { ...given, entry: "vault/tokenize", environment });
// @ts-expect-error neither synchronous nor a queue
new PlatformFunction(scope, "failures", { ...detokenise, failures: "ignored", environment });

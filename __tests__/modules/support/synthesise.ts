/** Synthesis inside the test's process: no command line, no Terraform. */
import { App, Testing } from "cdktf";
import type { Construct } from "constructs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { environmentsFrom, type Environment } from "../../../environments";
import { PaymentsStack } from "../../../environments/payments-stack";
import { StateBackendStack } from "../../../environments/state-backend-stack";
import { PaymentCryptography, type PaymentCryptographyProps } from "../../../modules/payment-cryptography";
import { ReadableStack } from "../../../modules/shared";
import { type ExportedModule, exportModule } from "../../../modules/shared/export";
import { exportedModules } from "../../../modules/exported";
import { Terraform } from "./terraform";

const folder = mkdtempSync(path.join(tmpdir(), "modules-test-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const app = (): App => new App({ outdir: path.join(folder, "app"), skipValidation: true });

/** A stack named `test` with what `build` puts into it. */
export function synthesise(build: (stack: ReadableStack) => void): Terraform {
  const stack = new ReadableStack(app(), "test");
  build(stack);
  return new Terraform(Testing.synth(stack));
}

/** Makes a value once for each key: synthesis bundles code, which takes tenths of a second. */
function once<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

export const ENVIRONMENT_NAMES = ["dev", "staging", "prod", "local"] as const;
type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number];

/** The settings of one of the four environments. */
export function environmentNamed(name: string): Environment {
  return environmentsFrom({ ENVIRONMENT_SUFFIX: name })[0]!;
}

const stackOf = (make: (scope: Construct) => ReadableStack): Terraform => new Terraform(Testing.synth(make(app())));

/** `payments-<environment>`. */
export const paymentsStack = once((name: EnvironmentName) =>
  stackOf((scope) => new PaymentsStack(scope, environmentNamed(name))),
);

/** `state-backend-<environment>`. */
export const stateBackendStack = once((name: EnvironmentName) =>
  stackOf((scope) => new StateBackendStack(scope, environmentNamed(name), { bootstrapped: true })),
);

/** The least that a caller must give. */
export const REQUIRED: PaymentCryptographyProps = {
  awsRegion: "us-west-2",
  environment: "test",
  projectName: "",
  paymentCostBaselineStripe: 10_000,
};

/** The module in a stack of its own, its addresses without anything in front. */
export const cryptography = (props: Partial<PaymentCryptographyProps> = {}): Terraform =>
  synthesise((stack) => new PaymentCryptography(stack, "Default", { ...REQUIRED, ...props }));

/** The module with only what must be given. */
export const plainCryptography = once((_: "plain") => cryptography());

/** A module as HCL users get it: relative file name to Terraform, and the folder with its assets. */
export interface Exported {
  readonly files: Readonly<Record<string, Terraform>>;
  readonly assetsFrom: string;
  readonly assetsTo: string;
}

/** An exported module by its name. */
export const exported = once((name: string): Exported => {
  for (const use of exportedModules) {
    const found = use((definition) =>
      definition.name === name ? exportModule(definition, path.join(folder, `export-${name}`)) : undefined,
    );
    if (found !== undefined) return opened(found);
  }
  throw new Error(`No module named ${name} is exported.`);
});

const opened = ({ json, assetsFrom, assetsTo }: ExportedModule): Exported => ({
  files: Object.fromEntries(
    Object.entries(json).map(([file, content]) => [file, new Terraform(JSON.stringify(content))]),
  ),
  assetsFrom,
  assetsTo,
});

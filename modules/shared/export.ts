/** Modules as plain Terraform, for users of HCL: the same constructs, with variables for props (ADR 0004). */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App } from "cdktf";
import type { Construct } from "constructs";
import path from "node:path";
import { readFileSync } from "node:fs";
import { type Inputs, type Output, type PropsOf, snake } from "./interface/table";
import { declareOutputs, declareVariables } from "./interface/variables";
import { ReadableStack } from "./stack";

/** Both major versions, as long as only attributes common to both are used. */
const PROVIDER_VERSIONS = ">= 5.100.0, < 7.0.0";
const TERRAFORM_VERSIONS = ">= 1.10.0";

/** A module that HCL users get. */
export interface ModuleDefinition<T extends Inputs, M> {
  /** Its folder: `modules/<name>`, `dist/terraform/<name>`. */
  readonly name: string;
  readonly inputs: T;
  readonly outputs: Readonly<Record<string, Output<M>>>;
  readonly create: (scope: Construct, id: string, props: PropsOf<T>) => M;
  /** The input that switches the module off. What a TypeScript `if` decides is frozen at export, so it becomes a `count`. */
  readonly switch?: keyof T & string;
}

/** Terraform's JSON, as far as the export looks into it. */
export interface TerraformJson {
  terraform: { required_version: string; required_providers?: Record<string, { source: string; version: string }> };
  variable?: Record<string, unknown>;
  output?: Record<string, { description?: string; value: unknown; sensitive?: boolean }>;
  readonly [block: string]: unknown;
}

/** What an export consists of. */
export interface ExportedModule {
  /** Relative file name to its JSON. */
  readonly json: Readonly<Record<string, TerraformJson>>;
  /** Folder with the assets (zips), to be copied to `assetsTo`; it need not exist. */
  readonly assetsFrom: string;
  readonly assetsTo: string;
}

/** A stack that becomes a module: no provider configuration, no backend, no metadata of the synthesis. */
class ModuleStack extends ReadableStack {
  override toTerraform(): TerraformJson {
    const whole = super.toTerraform() as TerraformJson & {
      provider?: unknown;
      "//"?: unknown;
      terraform: { backend?: unknown };
    };
    const { provider: _provider, "//": _metadata, terraform, ...rest } = whole;
    return {
      terraform: { required_version: TERRAFORM_VERSIONS, required_providers: providersOf(terraform) },
      ...rest,
    };
  }
}

const providersOf = ({
  required_providers = {},
}: TerraformJson["terraform"]): Record<string, { source: string; version: string }> =>
  Object.fromEntries(
    Object.entries(required_providers).map(([name, { source }]) => [
      name,
      { source: source.includes("/") ? source : `hashicorp/${source}`, version: PROVIDER_VERSIONS },
    ]),
  );

/**
 * Synthesises a module into `workFolder` and returns its files.
 * A module with a switch is a small root module that calls the inner one with a `count`; switched off, every output is null.
 */
export function exportModule<T extends Inputs, M>(
  definition: ModuleDefinition<T, M>,
  workFolder: string,
): ExportedModule {
  const { name, inputs, outputs, create } = definition;
  const app = new App({ outdir: workFolder, skipValidation: true });
  const stack = new ModuleStack(app, name);
  new AwsProvider(stack, "aws", {});
  const inner = Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== definition.switch));
  const props = {
    ...declareVariables(stack, inner),
    ...(definition.switch === undefined ? {} : { [definition.switch]: true }),
  } as PropsOf<T>;
  declareOutputs(stack, outputs, create(stack, "Default", props));
  app.synth();

  const folder = path.join(workFolder, "stacks", name);
  const json = JSON.parse(readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as TerraformJson;
  const assetsFrom = path.join(folder, "assets");
  if (definition.switch === undefined) return { json: { "main.tf.json": json }, assetsFrom, assetsTo: "assets" };
  return {
    json: { "main.tf.json": switchable(json, inputs, definition.switch), "module/main.tf.json": json },
    assetsFrom,
    assetsTo: "module/assets",
  };
}

/** The root module: all variables with their validations, the inner module behind a `count`, outputs that may be null. */
function switchable(inner: TerraformJson, inputs: Inputs, switchName: string): TerraformJson {
  const off = snake(switchName);
  const given = Object.keys(inner.variable ?? {});
  const variable: Record<string, unknown> = {};
  for (const [name, row] of Object.entries(inputs))
    variable[snake(name)] = inner.variable?.[snake(name)] ?? {
      type: row.type,
      description: row.description,
      default: row.default,
      nullable: false,
    };
  return {
    terraform: inner.terraform,
    variable,
    module: {
      this: {
        source: "./module",
        count: `\${var.${off} ? 1 : 0}`,
        ...Object.fromEntries(given.map((name) => [name, `\${var.${name}}`])),
      },
    },
    // One instance is named, as who reads an output through `[*]` waits for all that the module makes.
    output: Object.fromEntries(
      Object.entries(inner.output ?? {}).map(([name, { description, sensitive }]) => [
        name,
        {
          description,
          value: `\${var.${off} ? module.this[0].${name} : null}`,
          ...(sensitive === true ? { sensitive } : {}),
        },
      ]),
    ),
  };
}

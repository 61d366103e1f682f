/**
 * A stack of one's own beside the platform, in TypeScript and in HCL, and the bootstrap of a state bucket: applied, unchanged by a second
 * plan, destroyed. The marketplace in HCL is planned only: all that its modules make is applied by the others or by the platform.
 */
import { S3Client } from "@aws-sdk/client-s3";
import { randomUUID } from "node:crypto";
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createBucket } from "../../local/bucket";
import { type Ended, run } from "../../tools/shared/process";
import { PLATFORM_FOLDER, readPlatform, settingsOf } from "./support/platform";
import { terraform, terraformOk } from "./support/terraform";

const ROOT = path.resolve(__dirname, "../..");
const WORK = path.join(PLATFORM_FOLDER, "examples");

/** Runs a TypeScript entry of cdktf as its users do, and returns the folder of the stack. */
async function synthesise(
  entry: string,
  stack: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<string> {
  const outdir = path.join(WORK, `${stack}.out`);
  const environment = {
    PATH: process.env.PATH ?? "",
    HOME: process.env.HOME ?? "",
    CDKTF_OUTDIR: outdir,
    ...variables,
  };
  const { code, stderr } = await run(process.execPath, [path.join(ROOT, "tools/run.mjs"), path.join(ROOT, entry)], {
    folder: WORK,
    environment,
  });
  if (code !== 0) throw new Error(stderr);
  return path.join(outdir, "stacks", stack);
}

/** Keeps a root's state in a bucket, as teams do: a state file beside it would be written anew, whole, behind each resource. */
async function keepStateInBucket(folder: string): Promise<void> {
  const platform = readPlatform();
  const bucket = `states-of-examples-${randomUUID().slice(0, 8)}`;
  const { region } = platform;
  const s3 = new S3Client({ ...settingsOf(platform), forcePathStyle: true });
  await createBucket(s3, bucket, region);
  s3.destroy();
  const s3Backend = { bucket, key: "terraform.tfstate", region };
  writeFileSync(path.join(folder, "backend.tf.json"), JSON.stringify({ terraform: { backend: { s3: s3Backend } } }));
}

/** The exported modules, and the example that calls them by its relative path. */
async function exportModules(): Promise<string> {
  const folder = path.join(WORK, "hcl", "examples", "hcl");
  const { code, stderr } = await run(process.execPath, ["tools/run.mjs", "tools/export/main.ts"], { folder: ROOT });
  if (code !== 0) throw new Error(stderr);
  cpSync(path.join(ROOT, "examples/hcl"), folder, { recursive: true });
  symlinkSync(path.join(ROOT, "dist"), path.join(WORK, "hcl", "dist"));
  await keepStateInBucket(folder);
  return folder;
}

let marketplace: Ended | undefined;

async function planMarketplace(examples: string): Promise<void> {
  const folder = path.join(examples, "marketplace");
  const prepared = await terraform(folder, "init", "-no-color");
  marketplace =
    prepared.code === 0
      ? await terraform(folder, "plan", "-detailed-exitcode", "-no-color", "-var-file=example.tfvars")
      : prepared;
}

/** A root that calls payment-cryptography with the given arguments. */
const callOf = (id: string, settings: Readonly<Record<string, unknown>>) => ({
  module: {
    payment_cryptography: {
      source: "../../dist/terraform/payment-cryptography",
      aws_region: "us-west-2",
      environment: "test",
      project_name: id,
      payment_cost_baseline_stripe: 10000,
      ...settings,
    },
  },
  output: { key: { value: "${module.payment_cryptography.payment_encryption_key_arn}" } },
});

const UNKNOWN = "${terraform_data.unknown.output}";

/** Roots of which nothing is made, by their names. */
const PLANNED = {
  region: callOf("region", { aws_region: "eu-west-1" }),
  faults: callOf("faults", {
    target_payment_cost_savings_percent: 101,
    payment_security_alert_emails: ["security"],
  }),
  codes: callOf("codes", { enable_card_verification_keys: true }),
  plain: callOf("plain", {}),
  off: callOf("off", { enable_payment_cryptography: false }),
  "half-a-bank": {
    resource: { terraform_data: { unknown: { input: "${timestamp()}" } } },
    module: {
      escrow: {
        source: "../../dist/terraform/escrow",
        aws_region: "us-west-2",
        environment: "test",
        project_name: "half-a-bank",
        escrow_writer_role_arns: [UNKNOWN],
        escrow_settings: "{}",
        payment_transactions_table_name: "payment-transactions-test",
        payment_transactions_table_arn: UNKNOWN,
        payment_encryption_key_arn: UNKNOWN,
        audit_encryption_key_arn: UNKNOWN,
        rail_egress_function_arn: UNKNOWN,
        artefact_bucket_name: "artefacts",
        sns_topic_arn: UNKNOWN,
        ach_transfers_table_name: "ach-transfers-test",
        ach_transfers_table_arn: UNKNOWN,
      },
    },
  },
};

const plans = new Map<keyof typeof PLANNED, Ended>();

async function planRoot(id: keyof typeof PLANNED): Promise<void> {
  const folder = path.join(WORK, "hcl", "examples", id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, "main.tf.json"),
    JSON.stringify({ provider: { aws: { region: "us-west-2" } }, ...PLANNED[id] }),
  );
  const prepared = await terraform(folder, "init", "-no-color");
  plans.set(id, prepared.code === 0 ? await terraform(folder, "plan", "-no-color") : prepared);
}

/** All that is planned only: beside an apply that waits more than it works. */
async function planAll(example: string): Promise<void> {
  await planMarketplace(example);
  for (const id of Object.keys(PLANNED) as (keyof typeof PLANNED)[]) await planRoot(id);
}

interface Example {
  readonly name: string;
  readonly make: () => Promise<string>;
  readonly variables: readonly string[];
  /** What is done while it is applied, given its folder; what Terraform refuses is an outcome for the tests to see. */
  readonly meanwhile?: (folder: string) => Promise<void>;
  /** An address that the plan must hold, and an output that the apply must give. */
  readonly address: string;
  readonly output: readonly [string, RegExp];
}

const EXAMPLES: readonly Example[] = [
  {
    name: "examples/typescript",
    make: () => synthesise("examples/typescript/main.ts", "checkout"),
    variables: [],
    address: "aws_kms_key.payment_cryptography_payment_key",
    output: ["tokenise_function_arn", /:function:checkout-vault-tokenise-dev:live$/],
  },
  {
    name: "examples/hcl",
    make: exportModules,
    variables: ["-var", "disposable=true"],
    meanwhile: planAll,
    address: "module.payment_cryptography.module.this[0].aws_kms_key.payment_key",
    output: ["security_topic_arn", /:ecosystemaws-security-alerts$/],
  },
  {
    name: "bootstrap.ts",
    make: () =>
      synthesise("bootstrap.ts", "state-backend-pr42", {
        ENVIRONMENT_SUFFIX: "pr42",
        TERRAFORM_STATE_BUCKET: "states-of-pr42",
      }),
    variables: [],
    address: "aws_s3_bucket.state_backend_bucket",
    output: ["bucket_name", /^states-of-pr42$/],
  },
];

/** Side by side, as an apply is mostly the provider's waiting; all of them end before a fault of one is told. */
async function forEachExample(work: (example: Example) => Promise<unknown>): Promise<void> {
  const results = await Promise.allSettled(EXAMPLES.map((example) => work(example)));
  const faults = results.flatMap((result) => (result.status === "rejected" ? [String(result.reason)] : []));
  if (faults.length > 0) throw new Error(faults.join("\n\n"));
}

/** What Terraform says of an example: while it is applied, and once it is. */
interface Told {
  readonly validated: Ended;
  readonly addresses: string;
  readonly outputs: string;
  readonly secondPlan: Ended;
}

const folders = new Map<string, string>();
const told = new Map<string, Told>();

/** Resources that Terraform works on at once: most of them wait, and none is at an AWS that could be asked too much. */
const AT_ONCE = "-parallelism=50";

async function applied({ name, make, variables, meanwhile }: Example): Promise<void> {
  const folder = await make();
  folders.set(name, folder);
  await terraformOk(folder, "init", "-no-color");
  const [apply, validated] = await Promise.all([
    terraform(folder, "apply", AT_ONCE, "-auto-approve", "-no-color", ...variables),
    terraform(folder, "validate", "-no-color"),
    meanwhile?.(folder),
  ]);
  if (apply.code !== 0) throw new Error(`${name} was not applied:\n${apply.stdout.slice(-3000)}\n${apply.stderr}`);
  told.set(name, {
    validated,
    addresses: await terraformOk(folder, "state", "list"),
    outputs: await terraformOk(folder, "output", "-json"),
    secondPlan: await terraform(folder, "plan", "-detailed-exitcode", "-no-color", ...variables),
  });
}

beforeAll(async () => {
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(WORK, { recursive: true });
  await forEachExample(applied);
}, 420_000);

afterAll(async () => {
  await forEachExample(async ({ name, variables }) => {
    const folder = folders.get(name);
    if (folder !== undefined) await terraformOk(folder, "destroy", AT_ONCE, "-auto-approve", "-no-color", ...variables);
  });
}, 300_000);

describe.each(EXAMPLES)("$name, applied beside the platform", ({ name, address, output: [outputName, pattern] }) => {
  it("is valid", () => {
    expect(told.get(name)?.validated).toMatchObject({ code: 0 });
    expect(told.get(name)?.validated.stdout).toContain("The configuration is valid");
  });

  it("has readable addresses", () => {
    expect(told.get(name)?.addresses.split("\n")).toContain(address);
  });

  it("gives what it promises", () => {
    const outputs = JSON.parse(told.get(name)?.outputs ?? "{}") as Record<string, { value: string }>;
    expect(outputs[outputName]?.value).toMatch(pattern);
  });

  it("is not changed by a second plan", () => {
    const { code, stdout } = told.get(name)?.secondPlan ?? {};
    expect({ code, changes: code === 0 ? "" : stdout }).toEqual({ code: 0, changes: "" });
  });
});

describe("examples/hcl/marketplace, planned beside the platform", () => {
  it("is to be made as it stands, and nothing is warned of", () => {
    expect(marketplace).toMatchObject({ code: 2, stderr: "" });
    expect(marketplace?.stdout).toMatch(/^Plan: \d+ to add, 0 to change, 0 to destroy\.$/m);
    expect(marketplace?.stdout).not.toContain("Warning:");
  });

  it("makes what the modules make for each other", () => {
    const made = [...(marketplace?.stdout ?? "").matchAll(/^ {2}# (\S+) will be created$/gm)].map(([, each]) => each);
    expect(made).toEqual(
      expect.arrayContaining([
        "module.payments.aws_lambda_event_source_mapping.trigger_ach_outbox[0]",
        "module.ach.aws_dynamodb_resource_policy.table_policy",
        "module.escrow.aws_dynamodb_resource_policy.table_policy",
        "module.api.aws_api_gateway_rest_api.rest",
      ]),
    );
  });
});

describe("the examples in HCL", () => {
  it("are laid out as Terraform lays them out", async () => {
    expect(await terraformOk(path.join(ROOT, "examples/hcl"), "fmt", "-check", "-recursive", "-diff")).toBe("");
  });
});

describe("the HCL module, at plan,", () => {
  /** What Terraform said of a root, on one line. */
  function saidOf(id: keyof typeof PLANNED): string {
    const { stdout, stderr } = plans.get(id) ?? {};
    return `${stdout}\n${stderr}`.replace(/\s*[│╷╵]\s*/g, " ").replace(/\s+/g, " ");
  }

  it("refuses a Region that is not the provider's, saying which is which", () => {
    expect(saidOf("region")).toContain("aws_region is eu-west-1: it must be the provider's Region, us-west-2.");
  });

  it("refuses a percentage beyond 100 and an e-mail that is none, both at once", () => {
    expect(saidOf("faults")).toContain("target_payment_cost_savings_percent is 101: Between 0 and 100.");
    expect(saidOf("faults")).toContain('payment_security_alert_emails is ["security"]: Each: An e-mail address.');
  });

  // Planned only: the embedded AWS has no Payment Cryptography.
  it("has a key for card verification codes where it is asked for, and none by default", () => {
    const key = "card_verification_cvv2_key";
    expect(saidOf("codes")).toContain(`aws_paymentcryptography_key.${key}[0] will be created`);
    expect(saidOf("plain")).toContain("to add");
    expect(saidOf("plain")).not.toContain(key);
  });

  it("of escrow refuses a bank without its key, though the ARNs beside it are not known yet", () => {
    expect(saidOf("half-a-bank")).toContain(
      "All or none of ach_transfers_table_name, ach_transfers_table_arn, ach_encryption_key_arn, odfi_settings must be given.",
    );
  });

  it("makes nothing where it is switched off", () => {
    expect(plans.get("off")?.code).toBe(0);
    expect(saidOf("off")).not.toContain("Error");
    expect(saidOf("off")).not.toContain("to add");
  });
});

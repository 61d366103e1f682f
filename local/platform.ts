/** Deploys the platform to the embedded AWS: the real cdktf, the real Terraform, the real provider. */
import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  PutBucketVersioningCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { type Environment, environmentsFrom } from "../environments";
import { toolchain, type Toolchain } from "../tools/setup/toolchain";
import { hostEnvironment } from "../tools/shared/environment";
import { run } from "../tools/shared/process";
import { sdkSettings } from "./aws-clients";
import { EmbeddedAwsError } from "./errors";
import { projectRoot } from "./project-root";
import type { EmbeddedAws } from "./up";

/** The environment whose stack is deployed here. */
export const LOCAL_ENVIRONMENT = "local";
/** The stack that is deployed here. */
export const LOCAL_STACK = `payments-${LOCAL_ENVIRONMENT}`;

/** Where an embedded AWS is. */
export type AwsAddress = Pick<EmbeddedAws, "endpoint" | "region" | "environment">;

/** A deployed platform. */
export interface Deployment {
  /** Terraform outputs of the stack by name. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Folder of the synthesised stack, in which Terraform can be run again. */
  readonly terraformFolder: string;
  readonly terraform: string;
  /** Everything Terraform needs in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly resources: number;
}

/** `cdktf` ended with an error. */
export class DeployFailedError extends EmbeddedAwsError {
  override readonly name = "DeployFailedError";
}

/** What a caller hears while a deploy goes on: resources done and resources planned. */
export type Progress = (done: number, planned: number | undefined) => void;

/** The local environment's settings, the shell's overrides respected. */
function localEnvironment(): Environment {
  const [environment] = environmentsFrom({ ...hostEnvironment(), ENVIRONMENT_SUFFIX: LOCAL_ENVIRONMENT });
  if (environment === undefined) throw new EmbeddedAwsError(`there is no environment ${LOCAL_ENVIRONMENT}`);
  return environment;
}

/** The Region that the local environment is deployed to, `AWS_REGION` respected. */
export const localRegion = (): string => localEnvironment().region;

/** Makes the bucket that the stack's state lies in. */
export async function createStateBucket(aws: AwsAddress): Promise<string> {
  const { bucket, region } = localEnvironment().state;
  const s3 = new S3Client({ ...sdkSettings(aws), region, forcePathStyle: true });
  const place =
    region === "us-east-1"
      ? {}
      : { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } };
  await s3.send(new CreateBucketCommand({ Bucket: bucket, ...place }));
  await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: "Enabled" } }));
  s3.destroy();
  return bucket;
}

/**
 * Runs `cdktf deploy payments-local`.
 * @param folder takes the synthesised stacks, the outputs and the log.
 * @throws DeployFailedError with Terraform's own errors.
 */
export async function deployPlatform(aws: AwsAddress, folder: string, progress: Progress): Promise<Deployment> {
  const tools = await toolchain();
  const environment = cdktfEnvironment(aws, tools);
  const output = path.join(folder, "cdktf.out");
  const counts = await runCdktf(
    ["deploy", LOCAL_STACK, "--auto-approve", "--output", output, ...lock(tools)],
    environment,
    path.join(folder, "deploy.log"),
    progress,
  );
  const terraformFolder = path.join(output, "stacks", LOCAL_STACK);
  return {
    outputs: await outputsOf(tools.terraform, terraformFolder, environment),
    terraformFolder,
    terraform: tools.terraform,
    environment,
    resources: counts.done,
  };
}

/** The stack's outputs by name; cdktf's own file nests them by construct. */
async function outputsOf(
  terraform: string,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const { code, stdout, stderr } = await run(terraform, ["output", "-json"], { folder, environment });
  if (code !== 0) throw new DeployFailedError(`terraform output ended with code ${String(code)}: ${stderr}`);
  const outputs = JSON.parse(stdout) as Record<string, { value: string }>;
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}

/** Runs `cdktf destroy payments-local`. */
export async function destroyPlatform(aws: AwsAddress, folder: string, progress: Progress): Promise<void> {
  const tools = await toolchain();
  const output = path.join(folder, "cdktf.out");
  const parameters = ["destroy", LOCAL_STACK, "--auto-approve", "--output", output, ...lock(tools)];
  await runCdktf(parameters, cdktfEnvironment(aws, tools), path.join(folder, "destroy.log"), progress);
}

const lock = ({ skipProviderLock }: Toolchain): string[] => (skipProviderLock ? ["--skip-provider-lock"] : []);

/** What cdktf, Terraform and Python's package index need of the host's own variables. */
const PASSED_ON = new Set([
  "PATH",
  "HOME",
  "TMPDIR",
  "HTTPS_PROXY",
  "SSL_CERT_FILE",
  "TERRAFORM_STATE_BUCKET",
  "TERRAFORM_STATE_BUCKET_REGION",
]);

/** The synthesised text is applied unchanged: only these variables say where AWS is. */
const cdktfEnvironment = (aws: AwsAddress, tools: Toolchain): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(hostEnvironment()).filter(([name]) => PASSED_ON.has(name))),
  NODE_NO_WARNINGS: "1",
  FORCE_COLOR: "0",
  CI: "1",
  ENVIRONMENT_SUFFIX: LOCAL_ENVIRONMENT,
  ...aws.environment,
  ...tools.environment,
});

/** Runs the cdktf command line to its end; all it says goes to `logFile`. */
function runCdktf(
  parameters: readonly string[],
  environment: Readonly<Record<string, string>>,
  logFile: string,
  progress: Progress,
): Promise<{ done: number }> {
  const root = projectRoot();
  const cli = path.join(root, "node_modules", "cdktf-cli", "bundle", "bin", "cdktf");
  const log = createWriteStream(logFile);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...parameters], {
      cwd: root,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let done = 0;
    let planned: number | undefined;
    const errors: string[] = [];
    const hear = (line: string): void => {
      log.write(`${line}\n`);
      const plan = /Plan: (\d+) to add, (\d+) to change, (\d+) to destroy/.exec(line);
      if (plan !== null) planned = plan.slice(1).reduce((sum, count) => sum + Number(count), 0);
      if (/(Creation|Modifications|Destruction) complete after/.test(line)) progress(++done, planned);
      if (line.includes("│")) errors.push(line.slice(line.indexOf("│")));
      else if (/^(Error|Invoking Terraform CLI failed)/.test(line)) errors.push(line);
    };
    createInterface({ input: child.stdout }).on("line", hear);
    createInterface({ input: child.stderr }).on("line", hear);
    child.on("error", reject);
    child.on("close", (code) => {
      log.end();
      if (code === 0) resolve({ done });
      else
        reject(
          new DeployFailedError(
            `cdktf ${parameters[0] ?? ""} ended with code ${String(code)}; its log is ${logFile}\n${errors.slice(0, 60).join("\n")}`,
          ),
        );
    });
  });
}

/** Deploys the platform to the embedded AWS: the real cdktf, the real Terraform, the real provider. */
import { PutBucketVersioningCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import path from "node:path";
import { type Environment, environmentsFrom } from "../environments";
import { toolchain, type Toolchain } from "../tools/setup/toolchain";
import { hostEnvironment } from "../tools/shared/environment";
import { run } from "../tools/shared/process";
import { sdkSettings } from "./aws-clients";
import { createBucket } from "./bucket";
import { DeployFailedError, type Progress, runCdktf } from "./cdktf";
import { EmbeddedAwsError } from "./errors";
import type { EmbeddedAws } from "./up";

/** The environment whose stack is deployed here. */
export const LOCAL_ENVIRONMENT = "local";
/** Name of the secret by which the platform logs in at the bank. */
const BANK_SECRET = `ecosystemaws/${LOCAL_ENVIRONMENT}/bank-sftp`;
/** The stack that is deployed here. */
export const LOCAL_STACK = `payments-${LOCAL_ENVIRONMENT}`;

/**
 * Resources that Terraform works on at once. By its own default (10) half of them are queues whose attributes the provider waits for, and
 * all others wait for those; no AWS is there that could be asked too much.
 */
const AT_ONCE = ["--terraform-parallelism", "50"];

/** How the platform reaches the bank's simulator. */
export interface BankConnection {
  /** `sftp://127.0.0.1:PORT`. */
  readonly sftpUrl: string;
  readonly hostKey: string;
  /** The secret that has the bank's user and key. */
  readonly secretArn: string;
}

/** Where an embedded AWS is, and the bank beside it, where there is one. */
export type AwsAddress = Pick<EmbeddedAws, "endpoint" | "region" | "environment"> & { readonly bank?: BankConnection };

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
  await createBucket(s3, bucket, region);
  await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: "Enabled" } }));
  s3.destroy();
  return bucket;
}

/** Makes the secret by which the platform logs in at the bank. @returns its ARN. */
export async function createBankSecret(
  aws: AwsAddress,
  secret: { readonly Username: string; readonly PrivateKey: string },
): Promise<string> {
  const secrets = new SecretsManagerClient(sdkSettings(aws));
  const { ARN } = await secrets.send(
    new CreateSecretCommand({ Name: BANK_SECRET, SecretString: JSON.stringify(secret) }),
  );
  secrets.destroy();
  if (ARN === undefined) throw new EmbeddedAwsError(`the secret ${BANK_SECRET} has no ARN`);
  return ARN;
}

/**
 * Runs `cdktf deploy payments-local`.
 * @param folder takes the synthesised stacks, the outputs and the log.
 * @param signal calls it off.
 * @throws DeployFailedError with Terraform's own errors.
 */
export async function deployPlatform(
  aws: AwsAddress,
  folder: string,
  progress: Progress,
  signal?: AbortSignal,
): Promise<Deployment> {
  const tools = await toolchain();
  const environment = cdktfEnvironment(aws, tools);
  const output = path.join(folder, "cdktf.out");
  const resources = await runCdktf({
    parameters: ["deploy", LOCAL_STACK, "--auto-approve", "--output", output, ...AT_ONCE, ...lock(tools)],
    environment,
    logFile: path.join(folder, "deploy.log"),
    progress,
    signal,
  });
  const terraformFolder = path.join(output, "stacks", LOCAL_STACK);
  return {
    outputs: await outputsOf(tools.terraform, terraformFolder, environment),
    terraformFolder,
    terraform: tools.terraform,
    environment,
    resources,
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
  await runCdktf({
    parameters: ["destroy", LOCAL_STACK, "--auto-approve", "--output", output, ...AT_ONCE, ...lock(tools)],
    environment: cdktfEnvironment(aws, tools),
    logFile: path.join(folder, "destroy.log"),
    progress,
  });
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
  ...bankEnvironment(aws),
  ...aws.environment,
  ...tools.environment,
});

/** The bank's address is known at its start alone: by these variables the local environment's settings learn it. */
const bankEnvironment = ({ bank }: AwsAddress): Record<string, string> =>
  bank === undefined
    ? {}
    : {
        LOCAL_BANK_SFTP_URL: bank.sftpUrl,
        LOCAL_BANK_HOST_KEY: bank.hostKey,
        LOCAL_BANK_SECRET_ARN: bank.secretArn,
      };

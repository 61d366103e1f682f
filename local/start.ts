/** `make start`: the embedded AWS, the platform deployed to it, a card's journey through it; then it stays up until Ctrl-C. */
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { hostEnvironment } from "../tools/shared/environment";
import { sdkSettings } from "./aws-clients";
import { writeEnvironmentFile } from "./environment-file";
import { EmbeddedAwsError } from "./errors";
import { iso8601, systemClock } from "./gateway/ports";
import { Journey, JourneyError } from "./journey/journey";
import { vaultJourney } from "./journey/vault-journey";
import { VaultClient } from "./journey/vault-client";
import { createStateBucket, deployPlatform, type Deployment, localRegion } from "./platform";
import { projectRoot } from "./project-root";
import { Terminal } from "./terminal";
import { type EmbeddedAws, startEmbeddedAws } from "./up";

/** Cards of the journey expire this many years on. */
const EXPIRY_YEARS = 4;

const expiryYear = (): number => Number(iso8601(systemClock()).slice(0, 4)) + EXPIRY_YEARS;

const host = hostEnvironment();
const terminal = new Terminal(process.stdout);
/** `EMBEDDED_AWS_DIRECTORY`: where logs, names and addresses are written, so that two can run side by side. */
const folder = path.resolve(host.EMBEDDED_AWS_DIRECTORY ?? path.join(projectRoot(), ".local"));

/** The last line while it stays up; what starts it waits for this. */
const READY = "It stays up until Ctrl-C.";

async function timed<T>(what: string, work: () => Promise<T>, result: (value: T) => string): Promise<T> {
  const started = performance.now();
  const value = await work();
  terminal.step(true, Math.round(performance.now() - started), what, result(value));
  return value;
}

async function start(): Promise<EmbeddedAws> {
  await mkdir(folder, { recursive: true });
  terminal.heading("Deploying the platform to an AWS of its own on this machine");
  return timed(
    "Start the embedded AWS",
    () => startEmbeddedAws({ directory: folder, region: localRegion() }),
    ({ endpoint, region, account }) => `${endpoint}, ${region}, account ${account}; logs in ${folder}`,
  );
}

async function deploy(aws: EmbeddedAws, signal: AbortSignal): Promise<Deployment> {
  await timed(
    "Create the bucket for Terraform's state",
    () => createStateBucket(aws),
    (bucket) => bucket,
  );
  return timed(
    "cdktf deploy payments-local",
    () =>
      deployPlatform(
        aws,
        folder,
        (done, planned) => {
          terminal.count("resources", done, planned);
        },
        signal,
      ),
    ({ resources }) => `${String(resources)} resources by the real Terraform and AWS provider`,
  );
}

/** @returns whether every step found what it must. */
async function travel(aws: EmbeddedAws, { outputs }: Deployment): Promise<boolean> {
  terminal.heading("A card's journey through the deployed functions");
  const settings = sdkSettings(aws);
  const vault = new VaultClient(settings, outputs);
  const journey = new Journey(({ ok, milliseconds, step, result }) => {
    terminal.step(ok, milliseconds, step, result);
  });
  const ok = await vaultJourney(journey, { settings, outputs, vault, expYear: expiryYear() }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof JourneyError) return false;
      throw error;
    },
  );
  vault.close();
  await writeFile(path.join(folder, "journey.json"), `${JSON.stringify(journey.records, null, 2)}\n`);
  return ok;
}

function showDeployed({ outputs }: Deployment): void {
  terminal.heading("What was deployed");
  terminal.table(Object.entries(outputs));
  terminal.line(
    `  ${path.join(folder, "environment.json")} has all names and addresses, journey.json beside it the steps above.`,
  );
}

function showWhatToTry(aws: EmbeddedAws, { outputs }: Deployment): void {
  terminal.heading("To try, in another terminal");
  const variables = ["AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"];
  terminal.line(`  export ${variables.map((variable) => `${variable}=${aws.environment[variable] ?? ""}`).join(" ")}`);
  terminal.line(`  aws dynamodb scan --table-name ${outputs.vault_table_name ?? ""}`);
  terminal.line(`  aws lambda invoke --function-name ${outputs.tokenise_function_arn ?? ""} \\`);
  const request = {
    customerId: "cust_456",
    card: { number: "4242424242424242", expMonth: 12, expYear: expiryYear() },
  };
  terminal.line(`    --cli-binary-format raw-in-base64-out --payload '${JSON.stringify(request)}' /dev/stdout`);
  terminal.line("  bin/ecosystemaws vault re-encrypt --job rotation-1");
}

/** Deploys and travels; then ends (`ONCE=1`), or stays up until it is stopped. @returns the exit code. */
async function work(aws: EmbeddedAws, stopping: AbortSignal): Promise<number> {
  const deployment = await deploy(aws, stopping);
  await writeEnvironmentFile(folder, aws, deployment);
  const ok = await travel(aws, deployment);
  showDeployed(deployment);
  if (host.ONCE !== "1" && !stopping.aborted) {
    showWhatToTry(aws, deployment);
    terminal.line();
    terminal.line(`  ${READY}`);
    await once(stopping, "abort");
  }
  return ok ? 0 : 1;
}

async function main(): Promise<number> {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(name, () => {
      stop.abort();
    });
  const aws = await start();
  try {
    return await work(aws, stop.signal);
  } catch (error) {
    // What is called off fails; that is no fault to tell.
    if (stop.signal.aborted) return INTERRUPTED;
    throw error;
  } finally {
    await aws.stop();
    terminal.line("  The embedded AWS is stopped.");
  }
}

/** As shells have it: 128 and the number of SIGINT. */
const INTERRUPTED = 130;

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const told =
      error instanceof EmbeddedAwsError ? error.message : String(error instanceof Error ? error.stack : error);
    terminal.line(`  ✗ ${told}`);
    process.exit(1);
  },
);

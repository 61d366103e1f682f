/** `make start`: the embedded AWS, the platform deployed to it, a journey of cards and money through it; then it stays up until Ctrl-C. */
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { hostEnvironment } from "../tools/shared/environment";
import { runAcquirer } from "./acquirer/acquirer";
import { sdkSettings } from "./aws-clients";
import { type RunningBank, runBank } from "./bank/run-bank";
import { closingLines } from "./closing";
import { type EnvironmentFile, writeEnvironmentFile } from "./environment-file";
import { EmbeddedAwsError } from "./errors";
import { iso8601, systemClock } from "./gateway/ports";
import { achJourney } from "./journey/ach-journey";
import { ApiClient } from "./journey/api-client";
import { escrowJourney } from "./journey/escrow-journey";
import { Journey, JourneyError } from "./journey/journey";
import { paymentsJourney } from "./journey/payments-journey";
import { vaultJourney } from "./journey/vault-journey";
import { VaultClient } from "./journey/vault-client";
import { createBankSecret, createStateBucket, deployPlatform, type Deployment, localRegion } from "./platform";
import { projectRoot } from "./project-root";
import type { Repetition } from "./repeat";
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

/** A bank on its first day, as all else is new; its work and what it refuses is in a log. */
async function startBank({ endpoint }: EmbeddedAws): Promise<RunningBank> {
  const bankFolder = path.join(folder, "bank");
  await rm(bankFolder, { recursive: true, force: true });
  const log = createWriteStream(path.join(folder, "bank.log"));
  const bank = await timed(
    "Open the bank",
    () =>
      runBank(endpoint, { folder: bankFolder, log: (line) => void log.write(`${iso8601(systemClock())} ${line}\n`) }),
    ({ address }) => `${address.sftpUrl}, its folders in ${bankFolder}`,
  );
  return {
    ...bank,
    stop: async () => {
      await bank.stop();
      log.end();
    },
  };
}

async function deploy(aws: EmbeddedAws & { bank: EnvironmentFile["bank"] }, signal: AbortSignal): Promise<Deployment> {
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

/** The acquirer tells of its own accord what it has to tell; what the platform does not take is in a log. */
async function startAcquirer({ endpoint, region, variables, acquirer, api }: EnvironmentFile): Promise<Repetition> {
  const log = createWriteStream(path.join(folder, "acquirer.log"));
  const notices = await runAcquirer({
    ...acquirer,
    settings: sdkSettings({ endpoint, region, environment: variables }),
    apiUrl: api.url,
    log: (line) => void log.write(`${iso8601(systemClock())} ${line}\n`),
  });
  return {
    stop: async () => {
      await notices.stop();
      log.end();
    },
  };
}

/** @returns whether every step found what it must. */
async function travel({ endpoint, region, variables, api, outputs, bank }: EnvironmentFile): Promise<boolean> {
  const settings = sdkSettings({ endpoint, region, environment: variables });
  const expYear = expiryYear();
  const journey = new Journey(({ ok, milliseconds, step, result }) => {
    terminal.step(ok, milliseconds, step, result);
  });
  const vault = new VaultClient(settings, outputs);
  const client = new ApiClient(api, endpoint);
  try {
    terminal.heading("A card's journey through the vault");
    await vaultJourney(journey, { settings, outputs, vault, expYear });
    terminal.heading("Money's journey through the API");
    await paymentsJourney(journey, { settings, outputs, api: client, expYear });
    terminal.heading("Held money's journey through escrow");
    await escrowJourney(journey, { settings, outputs, api: client });
    terminal.heading("A payout's journey to the bank");
    await achJourney(journey, { settings, outputs, api: client, bank, expYear });
    return true;
  } catch (error) {
    if (error instanceof JourneyError) return false;
    throw error;
  } finally {
    vault.close();
    await writeFile(path.join(folder, "journey.json"), `${JSON.stringify(journey.records, null, 2)}\n`);
  }
}

function showWhatToTry(file: EnvironmentFile): void {
  terminal.heading("To go on, in another terminal");
  for (const line of closingLines({ file, folder, projectFolder: projectRoot() }))
    terminal.line(line === "" ? "" : `  ${line}`);
}

/** Deploys and travels; then ends (`ONCE=1`), or stays up until it is stopped. @returns the exit code. */
async function work(aws: EmbeddedAws, running: RunningBank, stopping: AbortSignal): Promise<number> {
  const bank = { ...running.address, secretArn: await createBankSecret(aws, running.secret) };
  const deployment = await deploy({ ...aws, bank }, stopping);
  const file = await writeEnvironmentFile(folder, aws, deployment, bank);
  const acquirer = await startAcquirer(file);
  try {
    const ok = await travel(file);
    terminal.line(
      `  ${path.join(folder, "journey.json")} has these steps, environment.json beside it all names and addresses.`,
    );
    if (host.ONCE !== "1" && !stopping.aborted) {
      showWhatToTry(file);
      terminal.line();
      terminal.line(`  ${READY}`);
      await once(stopping, "abort");
    }
    return ok ? 0 : 1;
  } finally {
    await acquirer.stop();
  }
}

async function main(): Promise<number> {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(name, () => {
      stop.abort();
    });
  const aws = await start();
  let bank: RunningBank | undefined;
  try {
    bank = await startBank(aws);
    return await work(aws, bank, stop.signal);
  } catch (error) {
    // What is called off fails; that is no fault to tell.
    if (stop.signal.aborted) return INTERRUPTED;
    throw error;
  } finally {
    await bank?.stop();
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

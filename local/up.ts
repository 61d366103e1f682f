import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { devNull } from "node:os";
import path from "node:path";
import { clockFileIn, startEmulator } from "./emulator/emulator";
import { ensureVirtualEnvironment } from "./emulator/venv";
import { EmbeddedAwsError, FolderTakenError } from "./errors";
import { EmulatorConnection } from "./gateway/emulator-connection";
import { emulatorClient } from "./gateway/emulator-client";
import { openFrontDoor } from "./gateway/front-door";
import { makeGateway } from "./gateway/gateway";
import { iso8601, systemClock } from "./gateway/ports";
import { isOurs, readPidFile, removePidFile, writePidFile } from "./pid-file";
import { projectRoot } from "./project-root";
import { EmfPump } from "./pumps/emf";
import { repeat } from "./repeat";
import { portSetting } from "./settings";

/** How often alarms are evaluated and logs are read for metrics. */
const TICK_MS = 1000;

/** How the embedded AWS is started. */
export interface EmbeddedAwsOptions {
  /** Port of the front door; 0 takes a free one. @default EMBEDDED_AWS_PORT, else 4566 */
  readonly port?: number;
  /** Folder for logs, pid file and temporary data. */
  readonly directory: string;
  /** Whether IAM policies are evaluated. @default true */
  readonly iam?: boolean;
  /** @default "us-east-1" */
  readonly region?: string;
  /** @default "123456789012" */
  readonly account?: string;
  /** Told what takes long (a first installation). @default silence */
  readonly onProgress?: (line: string) => void;
}

/** A running embedded AWS. */
export interface EmbeddedAws {
  readonly endpoint: string;
  readonly port: number;
  readonly region: string;
  readonly account: string;
  /** Variables that make Terraform and the SDKs use it, and nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folder of the logs. */
  readonly logs: string;
  /** Ends it: no process and no temporary file is left. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded AWS and waits until it answers. When this process ends, however it ends, all of it ends.
 * @throws FolderTakenError, PortTakenError, PythonMissingError, VirtualEnvironmentError, EmulatorFailedError
 */
export async function startEmbeddedAws(options: EmbeddedAwsOptions): Promise<EmbeddedAws> {
  const { region = "us-east-1", account = "123456789012", iam = true } = options;
  const directory = path.resolve(options.directory);
  await mkdir(directory, { recursive: true });
  const running = await readPidFile(directory);
  if (running !== undefined && (await isOurs(running))) throw new FolderTakenError(directory, running);
  const python = await ensureVirtualEnvironment(options.onProgress);
  const frontDoor = await openFrontDoor(options.port ?? portSetting());
  try {
    const emulator = await startEmulator({ python, frontDoorPort: frontDoor.port, directory, iam, region, account });
    const logFile = createWriteStream(path.join(directory, "front-door.log"));
    const log = (line: string): void => void logFile.write(`${iso8601(systemClock())} ${line}\n`);
    const connection = new EmulatorConnection(emulator.port);
    const client = emulatorClient(connection.send);
    const gateway = makeGateway({
      send: connection.send,
      emulator: client,
      account,
      clock: systemClock,
      clockFile: clockFileIn(directory),
      log,
    });
    emulator.onReady((arns) => gateway.mappings.wake(arns));
    frontDoor.serve(gateway.handle);

    const emfPumps = new Map<string, EmfPump>();
    const readLogs = async (): Promise<void> => {
      for (const each of gateway.regions) {
        const pump = emfPumps.get(each) ?? new EmfPump(client, each);
        emfPumps.set(each, pump);
        await pump.pump();
      }
    };
    const tick = async (): Promise<void> => {
      await readLogs();
      await gateway.alarms.evaluate();
    };
    const ticking = repeat(tick, TICK_MS, (error) => log(`metrics and alarms: ${String(error)}`));
    await writePidFile(directory, { pid: process.pid, port: frontDoor.port });

    const endpoint = `http://127.0.0.1:${frontDoor.port}`;
    return {
      endpoint,
      port: frontDoor.port,
      region,
      account,
      environment: environmentFor(endpoint, region),
      logs: directory,
      stop: async () => {
        await ticking.stop();
        const pumpsEnded = gateway.mappings.stop();
        await frontDoor.close();
        // Ends what functions are still doing for the pumps.
        connection.close();
        await emulator.stop();
        await pumpsEnded;
        logFile.end();
        await removePidFile(directory);
      },
    };
  } catch (error) {
    await frontDoor.close();
    throw error;
  }
}

/**
 * The variables for Terraform, SDKs and the AWS CLI. S3 Control puts the account into the host name, which only a proxy resolves; the
 * user's own profile, session and configuration must not be mixed in.
 */
export function environmentFor(endpoint: string, region: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_SESSION_TOKEN: "",
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_PROFILE: "",
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    HTTP_PROXY: endpoint,
    CHECKPOINT_DISABLE: "1",
  };
}

async function main(): Promise<void> {
  const directory = process.argv[2] ?? path.join(projectRoot(), ".local");
  const aws = await startEmbeddedAws({ directory, onProgress: console.log });
  console.log(`the embedded AWS answers at ${aws.endpoint}, its logs are in ${aws.logs}; Ctrl-C ends it`);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await aws.stop();
}

if (process.argv[1]?.endsWith(path.join("local", "up.ts"))) {
  main().catch((error: unknown) => {
    console.error(error instanceof EmbeddedAwsError ? error.message : error);
    process.exitCode = 1;
  });
}

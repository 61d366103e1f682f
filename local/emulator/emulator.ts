import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { EmulatorFailedError } from "../errors";
import { projectRoot } from "../project-root";

/** How long the emulator may take to listen. */
const START_LIMIT_MS = 30_000;

/** How the emulator is started. */
export interface EmulatorOptions {
  /** Path of the Python that has the pinned emulator. */
  readonly python: string;
  /** Port of the front door, which all addresses that the emulator hands out name. */
  readonly frontDoorPort: number;
  /** Folder for temporary data and the log. */
  readonly directory: string;
  readonly iam: boolean;
  readonly region: string;
  readonly account: string;
}

/** A running emulator. */
export interface Emulator {
  readonly port: number;
  readonly pid: number;
  /** Hears, from then on, which queues and streams (ARNs) have something to read. */
  onReady(listener: (arns: readonly string[]) => void): void;
  /** Ends it and every function process, and removes its temporary data. */
  stop(): Promise<void>;
}

/**
 * Starts the emulator in a process group of its own, under a clean environment, with its standard input as a leash: when this process
 * ends, however it ends, the group ends too.
 * @throws EmulatorFailedError where it ends or does not listen in time.
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const temporary = path.join(options.directory, "tmp");
  const logFile = path.join(options.directory, "emulator.log");
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  // Functions' workers are CommonJS: whatever package.json lies above must not make them ES modules.
  await writeFile(path.join(temporary, "package.json"), '{ "type": "commonjs" }\n');
  await writeFile(clockFileIn(options.directory), "0");
  const log = createWriteStream(logFile);
  const child = spawn(options.python, [path.join(projectRoot(), "local", "emulator", "launch.py")], {
    cwd: temporary,
    env: emulatorEnvironment(options, temporary),
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  child.stderr.pipe(log);
  const port = await listeningPort(child, logFile).catch(async (error: unknown) => {
    await endGroup(child);
    throw error;
  });
  let tell: (arns: readonly string[]) => void = () => {};
  createInterface({ input: child.stdout }).on("line", (line) => {
    const ready = /^ready (\[.*\])$/.exec(line)?.[1];
    if (ready === undefined) log.write(`${line}\n`);
    else tell(JSON.parse(ready) as string[]);
  });
  // Should it end by itself, the functions that it started end too.
  child.once("exit", () => killGroup(child));
  return {
    port,
    pid: child.pid ?? 0,
    onReady: (listener) => (tell = listener),
    stop: async () => {
      await endGroup(child);
      await rm(temporary, { recursive: true, force: true });
    },
  };
}

/** The file that holds by how many milliseconds the clock of functions and schedules is ahead. */
export function clockFileIn(directory: string): string {
  return path.join(directory, "tmp", "clock");
}

/** The emulator's environment, complete: what is not here, functions do not see. */
export function emulatorEnvironment(options: EmulatorOptions, temporary: string): Record<string, string> {
  return {
    PATH: [path.dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(path.delimiter),
    TMPDIR: temporary,
    HOME: temporary,
    LANG: "C.UTF-8",
    TZ: "UTC",
    PYTHONUNBUFFERED: "1",
    AUTH: String(options.iam),
    GATEWAY_PORT: String(options.frontDoorPort),
    MINISTACK_HOST: "127.0.0.1",
    MINISTACK_REGION: options.region,
    MINISTACK_ACCOUNT_ID: options.account,
    LAMBDA_EXECUTOR: "local",
    IOT_MTLS_ENABLED: "0",
    SFTP_ENABLED: "0",
    S3_DATA_DIR: path.join(temporary, "s3"),
    STATE_DIR: path.join(temporary, "state"),
    LOG_LEVEL: "INFO",
    EMBEDDED_AWS_CLOCK: clockFileIn(options.directory),
    // In quotes, as Node takes it: the folder's name may have a space.
    NODE_OPTIONS: `--require ${JSON.stringify(path.join(projectRoot(), "local", "emulator", "moved-clock.js"))}`,
  };
}

function listeningPort(child: ChildProcess, logFile: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(
      () => reject(new EmulatorFailedError(`did not listen within ${START_LIMIT_MS / 1000} s`, logFile)),
      START_LIMIT_MS,
    );
    const fail = (what: string): void => {
      clearTimeout(limit);
      reject(new EmulatorFailedError(what, logFile));
    };
    child.once("error", (error) => fail(`did not start: ${error.message}`));
    child.once("exit", (code, signal) => fail(`ended with ${code ?? signal}`));
    if (child.stdout === null) {
      fail("has no output");
      return;
    }
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => {
      const match = /^listening (\d+)$/.exec(line);
      if (match === null) return;
      clearTimeout(limit);
      lines.close();
      resolve(Number(match[1]));
    });
  });
}

/** Kills a process group and waits for its leader: state lives in memory alone, so there is nothing to save. */
async function endGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const ended =
    child.exitCode !== null || child.signalCode !== null
      ? Promise.resolve()
      : new Promise<void>((resolve) => child.once("exit", () => resolve()));
  killGroup(child);
  await ended;
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

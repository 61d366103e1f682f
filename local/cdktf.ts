/** Runs the cdktf command line: progress while it works, all it says in a log, nothing left running when it is called off. */
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { EmbeddedAwsError } from "./errors";
import { projectRoot } from "./project-root";

/** What a caller hears while a run goes on: resources done and resources planned. */
export type Progress = (done: number, planned: number | undefined) => void;

/** `cdktf` ended with an error, or was called off. */
export class DeployFailedError extends EmbeddedAwsError {
  override readonly name = "DeployFailedError";
}

export interface CdktfRun {
  /** The command and its options: `deploy`, `payments-local`, ... */
  readonly parameters: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Takes everything that is said. */
  readonly logFile: string;
  readonly progress: Progress;
  /** Calls the run off: Terraform is interrupted as by Ctrl-C, and killed when that takes too long. */
  readonly signal?: AbortSignal;
}

/** How long an interrupted Terraform may take to end by itself. */
const INTERRUPT_MILLISECONDS = 5000;
/** Lines of errors that are shown; the log has all. */
const ERROR_LINES_MAX = 60;

/**
 * Runs cdktf to its end and returns how many resources it worked on.
 * @throws DeployFailedError with Terraform's own errors.
 */
export function runCdktf({ parameters, environment, logFile, progress, signal }: CdktfRun): Promise<number> {
  const root = projectRoot();
  const cli = path.join(root, "node_modules", "cdktf-cli", "bundle", "bin", "cdktf");
  const log = createWriteStream(logFile);
  const report = new Report(progress);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...parameters], {
      cwd: root,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      // A process group of its own, so that Terraform and its providers can be ended with it.
      detached: true,
    });
    const callOff = (): void => {
      signalGroup(child, "SIGINT");
      setTimeout(() => {
        signalGroup(child, "SIGKILL");
      }, INTERRUPT_MILLISECONDS).unref();
    };
    signal?.addEventListener("abort", callOff, { once: true });
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on("line", (line) => {
        log.write(`${line}\n`);
        report.hear(line);
      });
    child.on("error", reject);
    child.on("close", (code) => {
      signal?.removeEventListener("abort", callOff);
      log.end();
      if (code === 0) resolve(report.done);
      else
        reject(
          new DeployFailedError(
            `cdktf ${parameters[0] ?? ""} ended with code ${String(code)}; its log is ${logFile}\n${report.errors}`,
          ),
        );
    });
  });
}

function signalGroup({ pid, exitCode, signalCode }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  process.kill(-pid, name);
}

/** What cdktf's lines tell. */
export class Report {
  done = 0;
  private planned: number | undefined;
  private readonly faults: string[] = [];

  constructor(private readonly progress: Progress) {}

  hear(line: string): void {
    const plan = /Plan: (\d+) to add, (\d+) to change, (\d+) to destroy/.exec(line);
    if (plan !== null) this.planned = plan.slice(1).reduce((sum, count) => sum + Number(count), 0);
    if (/(Creation|Modifications|Destruction) complete after/.test(line)) this.progress(++this.done, this.planned);
    if (line.includes("│")) this.faults.push(line.slice(line.indexOf("│")));
    else if (/^(Error|Invoking Terraform CLI failed)/.test(line)) this.faults.push(line);
  }

  get errors(): string {
    return this.faults.slice(0, ERROR_LINES_MAX).join("\n");
  }
}

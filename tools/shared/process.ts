import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** How a command ended. */
export interface Ended {
  /** Exit code; 1 where a signal or the time limit ended it, 127 where it could not be started. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

export interface RunOptions {
  readonly folder?: string;
  /** The whole environment of the command. @default this process's own */
  readonly environment?: Readonly<Record<string, string>>;
  /** Called with each line of standard error as it comes. */
  readonly onErrorLine?: (line: string) => void;
  /** @default no limit */
  readonly timeoutMilliseconds?: number;
}

/** Runs a command to its end and keeps what it said; never throws for what the command does. */
export function run(command: string, parameters: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      cwd: options.folder,
      env: options.environment,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: options.timeoutMilliseconds,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    if (options.onErrorLine) createInterface({ input: child.stderr }).on("line", options.onErrorLine);
    const end = (code: number, remark = ""): void => {
      resolve({
        code,
        stdout: Buffer.concat(stdout).toString("utf8"),
        stderr: Buffer.concat(stderr).toString("utf8") + remark,
        milliseconds: performance.now() - started,
      });
    };
    child.on("error", (error) => {
      end(127, `${command} could not be started: ${error.message}\n`);
    });
    child.on("close", (code, signal) => {
      end(code ?? 1, signal === null ? "" : `${command} was ended by ${signal}\n`);
    });
  });
}

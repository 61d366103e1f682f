import { type ChildProcess, spawn } from "node:child_process";
import type * as z from "zod";
import { hostEnvironment } from "../shared/environment";
import { repositoryRoot } from "../shared/root";
import { ProcessFailedError } from "./node-process";
import { failedSchema } from "./worker-channel";

/** A worker of a benchmark, and how its answers are read. */
interface WorkerProps<Answer> {
  /** Its entry, from the repository's root; it serves its parent (`worker-channel.ts`). */
  readonly entry: string;
  readonly parameters: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly answer: z.ZodType<Answer>;
}

/** A worker in a process of its own, whose CPU time is its work's alone. */
export class WorkerProcess<Order extends object, Answer> {
  readonly #child: ChildProcess;
  readonly #answer: z.ZodType<Answer>;
  #said = "";

  constructor({ entry, parameters, variables, answer }: WorkerProps<Answer>) {
    this.#answer = answer;
    // What it logs is written, as a function's log is, and read by nobody.
    this.#child = spawn(process.execPath, ["tools/run.mjs", entry, ...parameters], {
      cwd: repositoryRoot(),
      env: { ...hostEnvironment(), ...variables },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child.stderr?.on("data", (text: Buffer) => (this.#said = (this.#said + text.toString("utf8")).slice(-2000)));
  }

  /** Has work done. @throws ProcessFailedError with what the worker said. */
  work(order: Order): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const fail = (why: string): void => {
        reject(new ProcessFailedError(`a worker of the benchmark failed: ${why}`));
      };
      const ended = (code: number | null): void => fail(`it ended with ${String(code)}: ${this.#said}`);
      this.#child.once("exit", ended);
      this.#child.once("message", (message) => {
        this.#child.off("exit", ended);
        const failed = failedSchema.safeParse(message);
        if (failed.success) fail(failed.data.failed);
        else resolve(this.#answer.parse(message));
      });
      this.#child.send(order);
    });
  }

  /** Ends it. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.disconnect();
    await ended;
  }
}

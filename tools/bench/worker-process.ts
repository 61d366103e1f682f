import { type ChildProcess, spawn } from "node:child_process";
import * as z from "zod";
import { hostEnvironment } from "../shared/environment";
import { repositoryRoot } from "../shared/root";
import { ProcessFailedError } from "./node-process";
import { failedSchema, type Took, tookSchema, type Work } from "./payment-worker/messages";

const answerSchema = z.union([tookSchema, failedSchema]);

/** A worker of payments in a process of its own. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  #said = "";

  /** @param settings path of its settings. */
  constructor(subject: "processor" | "floor", settings: string, variables: Readonly<Record<string, string>>) {
    const parameters = ["tools/run.mjs", "tools/bench/payment-worker/main.ts", subject, settings];
    // What it logs is written, as a function's log is, and read by nobody.
    this.#child = spawn(process.execPath, parameters, {
      cwd: repositoryRoot(),
      env: { ...hostEnvironment(), ...variables },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.#child.stderr?.on("data", (text: Buffer) => (this.#said = (this.#said + text.toString("utf8")).slice(-2000)));
  }

  /** Has payments made. @throws ProcessFailedError with what the worker said. */
  work(order: Work): Promise<Took> {
    return new Promise((resolve, reject) => {
      const fail = (why: string): void => {
        reject(new ProcessFailedError(`a worker of the benchmark failed: ${why}`));
      };
      const ended = (code: number | null): void => fail(`it ended with ${String(code)}: ${this.#said}`);
      this.#child.once("exit", ended);
      this.#child.once("message", (message) => {
        this.#child.off("exit", ended);
        const answer = answerSchema.parse(message);
        if ("failed" in answer) fail(answer.failed);
        else resolve(answer);
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

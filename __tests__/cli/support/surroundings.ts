import type { CallFunction, Connection } from "../../../cli/function-port";
import { runCommandLine } from "../../../cli/command-line";
import type { Output } from "../../../cli/surroundings";
import { ManualClock } from "../../functions/vault/support/seeded";

/** Text that was written, as a whole. */
export class Transcript implements Output {
  text = "";

  write(text: string): void {
    this.text += text;
  }
}

/** Surroundings with a function of one's own, and what came of a run in them. */
export class TestSurroundings {
  readonly out = new Transcript();
  readonly err = new Transcript();
  readonly clock = new ManualClock();
  readonly connections: Connection[] = [];
  readonly calls: { readonly name: string; readonly request: unknown }[] = [];
  readonly interrupt = new AbortController();
  folder = "/nowhere";

  constructor(private readonly answer: CallFunction = () => Promise.reject(new Error("no function is expected"))) {}

  /** Runs a command line as a shell would split it; gives the exit code. */
  run(line: string): Promise<number> {
    return runCommandLine(
      line.split(" ").filter((word) => word !== ""),
      {
        out: this.out,
        err: this.err,
        folder: this.folder,
        clock: this.clock,
        connect: (connection) => {
          this.connections.push(connection);
          return async (name, request) => {
            this.calls.push({ name, request });
            return this.answer(name, request);
          };
        },
        untilInterrupted: () => this.interrupt.signal,
      },
    );
  }
}

import type { EventTap } from "../../../cli/event-port";
import type { CallFunction, Connection } from "../../../cli/function-port";
import { runCommandLine } from "../../../cli/command-line";
import type { Output, Surroundings } from "../../../cli/surroundings";
import type { ReceivedWebhook } from "../../../cli/webhook-port";
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
  /** Events that were put on buses. */
  readonly puts: { readonly bus: string; readonly type: string; readonly detail: string }[] = [];
  /** What a tap gives, a list each time it is asked, or how it fails. */
  readonly arriving: (readonly string[] | Error)[] = [];
  /** Buses that are being heard. */
  readonly taps: string[] = [];
  /** Answers HTTP calls; a test sets its own. */
  answerFetch: (url: string, request: RequestInit) => Response | Promise<Response> = () => {
    throw new Error("no HTTP call is expected");
  };
  /** Sends a delivery to the receiver that is open. */
  deliver: ((webhook: ReceivedWebhook) => Promise<number>) | undefined;
  readonly interrupt = new AbortController();
  folder = "/nowhere";

  constructor(private readonly answer: CallFunction = () => Promise.reject(new Error("no function is expected"))) {}

  /** Runs a command line as a shell would split it; gives the exit code. */
  run(line: string): Promise<number> {
    return runCommandLine(
      line.split(" ").filter((word) => word !== ""),
      this.surroundings(),
    );
  }

  /** The surroundings themselves. */
  surroundings(): Surroundings {
    return {
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
      connectBus: (connection) => {
        this.connections.push(connection);
        return {
          put: async (bus, type, detail) => void this.puts.push({ bus, type, detail }),
          tap: async (bus) => this.#tap(bus),
        };
      },
      fetch: async (url, request) => this.answerFetch(url instanceof Request ? url.url : url.toString(), request ?? {}),
      openReceiver: async (answer) => {
        this.deliver = answer;
        return { url: "http://127.0.0.1:1234/", close: async () => void (this.deliver = undefined) };
      },
      untilInterrupted: () => this.interrupt.signal,
    };
  }

  #tap(bus: string): EventTap {
    this.taps.push(bus);
    return {
      // Gives way, so that a test's own steps come between.
      receive: async () => {
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
        const next = this.arriving.shift() ?? [];
        if (next instanceof Error) throw next;
        return next;
      },
      close: async () => void this.taps.splice(this.taps.indexOf(bus), 1),
    };
  }
}

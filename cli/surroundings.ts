import type { Command } from "commander";
import type { Clock } from "../functions/shared/clock";
import type { ConnectEventBus } from "./event-port";
import type { ExitCode } from "./exit-code";
import type { CallFunction, Connection } from "./function-port";
import type { OpenReceiver } from "./webhook-port";

/** Where text goes: a terminal, a file or a pipe. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** All that commands use of the world outside; tests give their own. */
export interface Surroundings {
  /** Results, for people and for the next program. */
  readonly out: Output;
  /** Progress and errors. */
  readonly err: Output;
  /** The current folder. */
  readonly folder: string;
  readonly clock: Clock;
  readonly connect: (connection: Connection) => CallFunction;
  readonly connectBus: ConnectEventBus;
  /** HTTP calls. */
  readonly fetch: typeof globalThis.fetch;
  readonly openReceiver: OpenReceiver;
  /** Aborted when the operator asks for an end; from the first call on, the first Ctrl-C no longer kills. */
  readonly untilInterrupted: () => AbortSignal;
}

/** Makes a command; its action tells by `end` how it ended. */
export type CommandFactory = (surroundings: Surroundings, end: (code: ExitCode) => void) => Command;

import type { JsonObject } from "../gateway/answers";
import type { Clock } from "../gateway/ports";
import type { Mapping } from "./mapping";

/** Calls an AWS service as the function's role, as Lambda's pollers do. @throws EmulatorCallError where it is refused. */
export type SourceCall = (service: string, target: string, input: JsonObject) => Promise<JsonObject>;

/** What came of an invocation: the function answered, it failed, or it could not be called now. */
export type Invocation =
  | { readonly kind: "answered"; readonly payload: string; readonly version: string }
  | { readonly kind: "failed"; readonly version: string }
  | { readonly kind: "throttled" };

/** Invokes a mapping's function with an event and waits. @throws EmulatorCallError where it cannot be invoked at all. */
export type Invoke = (event: JsonObject) => Promise<Invocation>;

/** All that a pump uses of the world. */
export interface PumpParts {
  readonly mapping: Mapping;
  readonly call: SourceCall;
  readonly invoke: Invoke;
  readonly clock: Clock;
  /** Waits; woken early without an error when the pump ends. */
  readonly sleep: (milliseconds: number, ending: AbortSignal) => Promise<void>;
  /** Takes the mapping's LastProcessingResult. */
  readonly report: (result: string) => void;
}

/** Reads one source for one function, on a loop of its own. */
export interface Pump {
  /** There may be something to read. */
  wake(): void;
  /** Ends it; what is under way is finished or left to be read again. */
  stop(): Promise<void>;
}

/** How long after a failure a pump waits: longer each time, milliseconds. */
export function backOffMs(failures: number): number {
  return Math.min(100 * 2 ** Math.min(failures - 1, 10), BACK_OFF_MS_MAX);
}

/** AWS waits minutes; a person at a terminal does not. */
const BACK_OFF_MS_MAX = 5000;

/** Something was refused or broke, as `LastProcessingResult` tells it. */
export function problem(error: unknown): string {
  return `PROBLEM: ${error instanceof Error ? error.message : String(error)}`;
}

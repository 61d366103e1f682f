import type { PlatformEvent } from "./events";

/** An event that is not on the bus, and why. */
export interface Unsent {
  readonly id: string;
  /** The bus's code, or the name of the error. */
  readonly code: string;
}

/** The port to the event bus. */
export interface EventBus {
  /** Puts events on the bus and gives those that are not on it after several attempts; it does not throw for them. */
  put(events: readonly PlatformEvent[]): Promise<readonly Unsent[]>;
}

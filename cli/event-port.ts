import type { Connection } from "./function-port";

/** Events of a bus as they come. */
export interface EventTap {
  /** Waits for events, each as EventBridge delivers it; nothing after a while, or once it is called off. */
  receive(calledOff: AbortSignal): Promise<readonly string[]>;
  /** Takes away what was made for it. */
  close(): Promise<void>;
}

/** The port to an event bus. */
export interface EventBusPort {
  /** Puts one event of the platform on a bus. @throws OperatorError where the bus does not take it. */
  put(bus: string, type: string, detail: string): Promise<void>;
  /** Begins to hear the platform's events on a bus. @throws OperatorError */
  tap(bus: string): Promise<EventTap>;
}

/** Connects the port. */
export type ConnectEventBus = (connection: Connection) => EventBusPort;

import { AlarmKeeper } from "../alarms/keeper";
import { EventSourceMappings } from "../pumps/event-source-mappings";
import { CallCounter } from "./calls";
import { answerControl, isControl } from "./control";
import type { CorrectionContext } from "./correction";
import { chain } from "./correction";
import { corrections } from "./corrections";
import type { EmulatorClient } from "./emulator-client";
import { Faults } from "./faults";
import { MovedClock } from "./moved-clock";
import type { Clock } from "./ports";
import { isServed, namingFailures, refuseService } from "./refusals";
import type { Forward, GatewayResponse } from "./request";
import { CALLER_HEADER } from "./services/kms-trail";

/** What the gateway is made from. */
export interface GatewayOptions {
  /** Sends a request to the emulator. */
  readonly send: Forward;
  readonly emulator: EmulatorClient;
  readonly account: string;
  readonly clock: Clock;
  /** File by which functions and schedules learn how far their clock is ahead. */
  readonly clockFile: string;
  readonly log: (line: string) => void;
}

/** Everything between the front door and the emulator. */
export interface Gateway {
  readonly handle: Forward;
  /** The alarms that were put through it; somebody must have them evaluated. */
  readonly alarms: AlarmKeeper;
  /** The event source mappings; somebody must tell them what can be read, and stop them. */
  readonly mappings: EventSourceMappings;
  /** Regions that calls have been signed for. */
  readonly regions: ReadonlySet<string>;
}

/** Puts together control endpoints, counting, refusals, fault injection and corrections. */
export function makeGateway({ send, emulator, account, clock, clockFile, log }: GatewayOptions): Gateway {
  const controls = { calls: new CallCounter(), faults: new Faults(), clock: new MovedClock(clock, clockFile) };
  const context: CorrectionContext = { account, clock, emulator, log };
  const alarms = new AlarmKeeper(emulator, clock);
  // Pumps read and invoke past counting, as what Lambda does by itself; faults strike them too.
  const mappings = new EventSourceMappings({ send: (request) => served(request), emulator, clock, log });
  const corrected = namingFailures(chain(corrections(context, alarms, mappings), send), log);
  const served: Forward = async (request) => withoutCaller(await controls.faults.apply(request, corrected));
  const regions = new Set<string>();
  return {
    alarms,
    mappings,
    regions,
    handle: async (request) => {
      if (isControl(request)) return answerControl(request, controls);
      if (request.service !== "") controls.calls.count(request);
      if (request.region !== "") regions.add(request.region);
      if (!isServed(request)) return refuseService(request);
      return served(request);
    },
  };
}

/** The caller's name is between the emulator and the front door. */
function withoutCaller(response: GatewayResponse): GatewayResponse {
  const { [CALLER_HEADER]: _caller, ...headers } = response.headers;
  return { ...response, headers };
}

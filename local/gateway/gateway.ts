import { AlarmKeeper } from "../alarms/keeper";
import { CallCounter } from "./calls";
import { answerControl, isControl } from "./control";
import type { CorrectionContext } from "./correction";
import { chain } from "./correction";
import { corrections } from "./corrections";
import type { EmulatorClient } from "./emulator-client";
import { Faults } from "./faults";
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
  readonly log: (line: string) => void;
}

/** Everything between the front door and the emulator. */
export interface Gateway {
  readonly handle: Forward;
  /** The alarms that were put through it; somebody must have them evaluated. */
  readonly alarms: AlarmKeeper;
  /** Regions that calls have been signed for. */
  readonly regions: ReadonlySet<string>;
}

/** Puts together control endpoints, counting, refusals, fault injection and corrections. */
export function makeGateway({ send, emulator, account, clock, log }: GatewayOptions): Gateway {
  const controls = { calls: new CallCounter(), faults: new Faults() };
  const context: CorrectionContext = { account, clock, emulator, log };
  const alarms = new AlarmKeeper(emulator, clock);
  const corrected = namingFailures(chain(corrections(context, alarms), send), log);
  const regions = new Set<string>();
  return {
    alarms,
    regions,
    handle: async (request) => {
      if (isControl(request)) return answerControl(request, controls);
      if (request.service !== "") controls.calls.count(request);
      if (request.region !== "") regions.add(request.region);
      if (!isServed(request)) return refuseService(request);
      return withoutCaller(await controls.faults.apply(request, corrected));
    },
  };
}

/** The caller's name is between the emulator and the front door. */
function withoutCaller(response: GatewayResponse): GatewayResponse {
  const { [CALLER_HEADER]: _caller, ...headers } = response.headers;
  return { ...response, headers };
}

import type { EmulatorClient } from "./emulator-client";
import type { Clock } from "./ports";
import type { Forward, GatewayRequest, GatewayResponse } from "./request";

/** What a correction may need beside the request. */
export interface CorrectionContext {
  readonly account: string;
  readonly clock: Clock;
  readonly emulator: EmulatorClient;
  /** Says in the front door's log what went wrong beside an answer. */
  readonly log: (line: string) => void;
}

/** One thing that the front door does beside passing on: it sees the calls of one service and may answer, edit or add to them. */
export interface Correction {
  /** What is corrected, for the reader of a list. */
  readonly subject: string;
  /** Signing name of the service. */
  readonly service: string;
  /** The calls that it sees; absent: all of the service. */
  readonly operations?: readonly string[];
  readonly handle: (request: GatewayRequest, forward: Forward) => Promise<GatewayResponse>;
}

/** Chains corrections in front of a destination: the first of the list sees a request first and its answer last. */
export function chain(corrections: readonly Correction[], destination: Forward): Forward {
  return (request) => {
    const applicable = corrections.filter((correction) => applies(correction, request));
    const forward = applicable.reduceRight<Forward>(
      (next, correction) => (received) => correction.handle(received, next),
      destination,
    );
    return forward(request);
  };
}

function applies(correction: Correction, request: GatewayRequest): boolean {
  if (correction.service !== request.service) return false;
  return correction.operations === undefined || correction.operations.includes(request.operation);
}

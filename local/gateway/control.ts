import { emptyAnswer, jsonAnswer } from "./answers";
import type { CallCounter } from "./calls";
import { parseFaultRule } from "./fault-rule";
import type { Faults } from "./faults";
import type { MovedClock } from "./moved-clock";
import type { GatewayRequest, GatewayResponse } from "./request";
import { pathOf } from "./request";

/** Paths that are the front door's own. */
const CONTROL_PREFIX = "/_local/";

/** What the control endpoints show and change. */
export interface Controls {
  readonly calls: CallCounter;
  readonly faults: Faults;
  readonly clock: MovedClock;
}

/** Whether a request is for the front door itself. */
export function isControl(request: GatewayRequest): boolean {
  return request.service === "" && request.target.startsWith(CONTROL_PREFIX);
}

/**
 * The control endpoints, for tests and for people:
 * `GET /_local/calls` counts calls by service and operation, `DELETE` starts anew;
 * `GET /_local/faults` lists the rules in force, `POST` adds one, `DELETE` removes all;
 * `GET /_local/clock` shows the clock of functions and schedules, `POST` moves it forward, `DELETE` resets it; `GET /_local/health` answers once all is up.
 */
export function answerControl(request: GatewayRequest, { calls, faults, clock }: Controls): GatewayResponse {
  switch (`${request.method} ${pathOf(request.target).slice(CONTROL_PREFIX.length)}`) {
    case "GET health":
      return jsonAnswer(200, { status: "ready", pid: process.pid });
    case "GET calls":
      return jsonAnswer(200, calls.snapshot());
    case "DELETE calls":
      calls.reset();
      return emptyAnswer(204);
    case "GET faults":
      return jsonAnswer(200, faults.list());
    case "DELETE faults":
      faults.clear();
      return emptyAnswer(204);
    case "POST faults":
      return addFault(request, faults);
    case "GET clock":
      return jsonAnswer(200, clock.show());
    case "DELETE clock":
      return jsonAnswer(200, clock.reset());
    case "POST clock":
      return moveClock(request, clock);
    default:
      return jsonAnswer(404, { message: `no control endpoint answers ${request.method} ${request.target}` });
  }
}

function addFault(request: GatewayRequest, faults: Faults): GatewayResponse {
  const parsed = parseFaultRule(jsonIn(request));
  if ("problem" in parsed) return jsonAnswer(400, { message: parsed.problem });
  faults.add(parsed.rule);
  return jsonAnswer(201, parsed.rule);
}

function moveClock(request: GatewayRequest, clock: MovedClock): GatewayResponse {
  const moved = clock.move(jsonIn(request));
  return "problem" in moved ? jsonAnswer(400, { message: moved.problem }) : jsonAnswer(200, moved);
}

/** The body as JSON; what is no JSON is nothing, which nothing takes. */
function jsonIn(request: GatewayRequest): unknown {
  try {
    return JSON.parse(request.body.toString("utf8"));
  } catch {
    return undefined;
  }
}

import { type Clock, toTimestamp } from "../shared/clock";
import { PlatformError } from "../shared/errors";
import { type Log, maskError } from "../shared/logging";
import type { components } from "./generated/types";
import type { ApiAnswer } from "./serve";

type Status = components["schemas"]["Status"];
type Check = Status["checks"][number];

/** One thing that the platform cannot do without, and how to ask whether it is there. */
export interface Probe {
  readonly kind: Check["kind"];
  readonly name: string;
  /**
   * Asks it; a queue tells how many messages wait.
   *
   * @throws where it does not answer, or not as it should.
   */
  ask(): Promise<{ readonly messages?: number }>;
}

/** What the status is told by. */
export interface HealthParts {
  readonly probes: readonly Probe[];
  readonly clock: Clock;
  readonly log: Pick<Log, "error">;
  readonly environment: string;
  readonly region: string;
}

/** How long one thing may take to answer; all are asked at once. */
const CHECK_MS_MAX = 2000;

/** Whether all that the platform needs is there: 200, or 503 and what is not. It always answers, in little more than two seconds. */
export async function healthAnswer(parts: HealthParts): Promise<ApiAnswer> {
  const { probes, clock, environment, region } = parts;
  const checks = await Promise.all(probes.map((probe) => check(parts, probe)));
  const isGood = checks.every(({ status }) => status === "ok");
  const body: Status = {
    status: isGood ? "ok" : "degraded",
    environment,
    region,
    at: toTimestamp(clock.now()),
    checks,
  };
  return { status: isGood ? 200 : 503, body };
}

async function check({ clock, log }: HealthParts, probe: Probe): Promise<Check> {
  const { kind, name } = probe;
  const began = clock.now();
  const took = (): number => Math.max(0, clock.now() - began);
  try {
    const answer = await Promise.race([probe.ask(), clock.sleep(CHECK_MS_MAX).then(() => undefined)]);
    if (!answer) return { kind, name, status: "failed", latency_ms: took(), failure_code: "timed_out" };
    return { kind, name, status: "ok", latency_ms: took(), ...answer };
  } catch (error) {
    log.error("a check failed", { kind, name, error: maskError(error) });
    return { kind, name, status: "failed", latency_ms: took(), failure_code: codeOf(error) };
  }
}

/** The platform's own code, or the service's: `AccessDeniedException` as `access_denied`. */
function codeOf(error: unknown): string {
  if (error instanceof PlatformError) return error.code;
  const name = error instanceof Error ? error.name : "";
  const words = name.replace(/(Exception|Error)$/, "").replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2");
  return words === "" ? "failed" : words.toLowerCase();
}

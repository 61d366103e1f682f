import { setTimeout as sleep } from "node:timers/promises";
import type { JsonObject } from "../../../../local/gateway/answers";
import { createdMapping, type Mapping } from "../../../../local/pumps/mapping";
import type { Invocation, PumpParts } from "../../../../local/pumps/pump";

export const QUEUE_ARN = "arn:aws:sqs:us-east-1:123456789012:orders";
export const STREAM_ARN = "arn:aws:dynamodb:us-east-1:123456789012:table/payments/stream/2026-11-21T12:00:00.000";
export const FUNCTION_ARN = "arn:aws:lambda:us-east-1:123456789012:function:f:live";

/** A mapping as the API makes it. */
export function mappingOf(request: JsonObject): Mapping {
  const source = { EventSourceArn: QUEUE_ARN, FunctionName: "f" };
  return createdMapping({ ...source, ...request }, { uuid: "u-1", now: 1_700_000_000, functionArn: FUNCTION_ARN });
}

/** A mapping of the stream. */
export function streamMapping(request: JsonObject = {}): Mapping {
  return mappingOf({ EventSourceArn: STREAM_ARN, StartingPosition: "TRIM_HORIZON", ...request });
}

/** The function answered so. */
export function answered(payload: unknown = null): Invocation {
  return { kind: "answered", payload: JSON.stringify(payload), version: "7" };
}

/** The function threw. */
export const FAILED: Invocation = { kind: "failed", version: "7" };
export const THROTTLED: Invocation = { kind: "throttled" };

/** Parts of a pump over a source of the test's, whose waiting takes no time. */
export function partsOf(
  mapping: Mapping,
  call: PumpParts["call"],
  invoke: PumpParts["invoke"],
): PumpParts & { readonly reports: string[] } {
  const reports: string[] = [];
  return {
    mapping,
    call,
    invoke,
    clock: () => performance.now(),
    sleep: async () => {
      await sleep(1);
    },
    report: (result) => void reports.push(result),
    reports,
  };
}

/** Waits until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 2000) throw new Error("it never held");
    await sleep(1);
  }
}

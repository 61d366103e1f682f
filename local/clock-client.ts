import * as z from "zod";
import { EmbeddedAwsError } from "./errors";

const face = z.object({ now: z.iso.datetime(), aheadMs: z.number() });

/** What the embedded AWS's clock shows: the moment, ISO 8601 UTC, and by how many milliseconds it is ahead of the machine's. */
export type ClockFace = z.infer<typeof face>;

/** The clock that functions and schedules of the embedded AWS at `endpoint` see. */
export function movableClock(endpoint: string) {
  const call = async (method: string, body?: object): Promise<ClockFace> => {
    const answer = await fetch(`${endpoint}/_local/clock`, { method, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new EmbeddedAwsError(`the clock answered ${answer.status}: ${await answer.text()}`);
    return face.parse(await answer.json());
  };
  return {
    show: () => call("GET"),
    /** What has become due by the move happens within about a second. */
    forward: (forwardMs: number) => call("POST", { forwardMs }),
    /** Back to the machine's time. */
    reset: () => call("DELETE"),
  };
}

/**
 * Releases escrows for the benchmark, in a process of its own whose CPU time is theirs alone; the orders come by its channel to
 * the parent: `node tools/run.mjs tools/bench/escrow-worker/main.ts`.
 */
import { createLogger } from "../../../functions/shared/logging";
import { readEnvironment } from "../../../functions/shared/environment";
import * as environments from "../../../functions/escrow/environment";
import { serveParent } from "../worker-channel";
import { bareReleases } from "./bare";
import { type Took, type Work, workSchema } from "./messages";
import { realReleaser } from "./releaser";
import { timed } from "./timed";

const environment = readEnvironment(environments.releaser);
const log = createLogger();
const releaser = realReleaser(environment, log);
const bare = bareReleases(environment, log);

/** Does everything, `callers` at once. */
async function each(jobs: readonly (() => Promise<void>)[], callers: number): Promise<Took> {
  const waiting = [...jobs];
  const took = await timed(async (eachMs) => {
    const caller = async (): Promise<void> => {
      for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
        const from = performance.now();
        await job();
        eachMs.push(performance.now() - from);
      }
    };
    await Promise.all(Array.from({ length: callers }, caller));
  });
  return { ...took, orders: 0, leftShards: 0 };
}

async function work(order: Work): Promise<Took> {
  if ("release" in order) {
    await releaser.connect();
    return each(
      order.release.map((id) => () => releaser.release(id)),
      order.callers,
    );
  }
  if ("bare" in order) return each(await bare.prepare(order.bare), order.callers);
  await releaser.connect();
  return releaser.drain(order.drainBy);
}

serveParent((order) => work(workSchema.parse(order)));

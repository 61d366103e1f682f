import { setTimeout as sleep } from "node:timers/promises";
import { JourneyError } from "./journey";

const WAIT_MS_MAX = 30_000;
const EVERY_MS = 100;

/** Asks again until there is an answer. @throws JourneyError after half a minute or more. */
export async function until<T>(otherwise: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (let waited = 0; waited < WAIT_MS_MAX; waited += EVERY_MS) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(EVERY_MS);
  }
  throw new JourneyError(otherwise);
}

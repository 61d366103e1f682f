import { setTimeout as sleep } from "node:timers/promises";
import { processesNaming } from "./processes";
import type { Platform } from "./platform";

/** Makes the embedded AWS's next calls of an operation fail; local/README.md has the rules. */
export async function addFault({ endpoint }: Platform, rule: object): Promise<void> {
  const answer = await fetch(`${endpoint}/_local/faults`, { method: "POST", body: JSON.stringify(rule) });
  if (!answer.ok) throw new Error(`the rule was not taken: ${await answer.text()}`);
}

/** How many strikes the rules in force have left. */
export async function strikesLeft({ endpoint }: Platform): Promise<number> {
  const rules = (await (await fetch(`${endpoint}/_local/faults`)).json()) as readonly { times: number }[];
  return rules.reduce((sum, { times }) => sum + times, 0);
}

/** Takes all rules away. */
export async function clearFaults({ endpoint }: Platform): Promise<void> {
  await fetch(`${endpoint}/_local/faults`, { method: "DELETE" });
}

/** Kills every process of a deployed function as a machine that burns does. @returns how many there were. */
export function killFunction({ logs }: Platform, name: string): number {
  const lines = processesNaming(logs).filter((line) => line.includes(`-lambda-${name}-`));
  for (const line of lines) process.kill(Number.parseInt(line.trim(), 10), "SIGKILL");
  return lines.length;
}

/** Asks again until there is an answer. */
export async function until<T>(question: () => Promise<T | undefined>, limitMs = 60_000): Promise<T> {
  const end = Date.now() + limitMs;
  while (Date.now() < end) {
    const answer = await question();
    if (answer !== undefined) return answer;
    await sleep(100);
  }
  throw new Error(`no answer within ${limitMs} ms`);
}

/**
 * Makes payments for the benchmark, in a process of its own whose CPU time is theirs alone; the orders come by its channel
 * to the parent: `node tools/run.mjs tools/bench/payment-worker/main.ts processor|floor SETTINGS.json`.
 */
import { readFileSync } from "node:fs";
import { serveParent } from "../worker-channel";
import { floor } from "./floor";
import { settingsSchema, type Took, type Work, workSchema } from "./messages";
import { processor } from "./processor";
import type { Subject } from "./subject";

const SUBJECTS: Readonly<Record<string, (settings: ReturnType<typeof settingsSchema.parse>) => Subject>> = {
  processor,
  floor,
};

let begun = 0;

/** Makes so many payments, at most `callers` of them at once. */
async function work(subject: Subject, { payments, callers }: Work): Promise<Took> {
  const ready = Array.from({ length: payments }, () => subject.prepare(begun++));
  const eachMs: number[] = [];
  const callsBefore = subject.railCalls();
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  const caller = async (): Promise<void> => {
    for (let one = ready.pop(); one !== undefined; one = ready.pop()) {
      const from = performance.now();
      await one();
      eachMs.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const { user, system } = process.cpuUsage(cpu);
  const wallMs = performance.now() - wall;
  return { wallMs, cpuMs: (user + system) / 1000, eachMs, railCalls: subject.railCalls() - callsBefore };
}

function main([name = "", settings = ""]: readonly string[]): void {
  const make = SUBJECTS[name];
  if (make === undefined) throw new Error(`There is nothing called ${name} to be measured.`);
  const subject = make(settingsSchema.parse(JSON.parse(readFileSync(settings, "utf8"))));
  serveParent((order) => work(subject, workSchema.parse(order)));
}

main(process.argv.slice(2));

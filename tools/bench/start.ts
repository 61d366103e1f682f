import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { repositoryRoot } from "../shared/root";
import type { Benchmark, Figure, Findings, Skipped } from "./figure";

const journeySchema = z.array(z.object({ step: z.string(), ok: z.boolean(), milliseconds: z.number() }));

/** How long the steps of the last `make start` took; nothing is deployed here. */
export const start: Benchmark = {
  name: "start",
  title: "Journey: the steps of the last make start",
  run: async (): Promise<Findings | Skipped> => {
    const file = path.join(repositoryRoot(), ".local", "journey.json");
    if (!existsSync(file)) return { skipped: ".local/journey.json is not there; make start ONCE=1 writes it." };
    return findingsOf(JSON.parse(readFileSync(file, "utf8")));
  },
};

/** The figures of a journey, as `.local/journey.json` has it. @throws ZodError where it is something else. */
export function findingsOf(journey: unknown): Findings {
  const steps = journeySchema.parse(journey);
  const figures = steps.map(({ step, milliseconds }): Figure => ({ what: step, value: milliseconds, unit: "ms" }));
  const failed = steps.filter(({ ok }) => !ok).map(({ step }) => step);
  return { figures, notes: failed.map((step) => `this step failed: ${step}`) };
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repositoryRoot } from "../shared/root";
import type { Benchmark, Figure, Findings } from "./figure";
import { measureNode, type ProcessCost } from "./node-process";
import { ratio, summarise } from "./statistics";

/** Issue: `cdktf synth` of all environments under 10 s and 500 MB. */
const SECONDS_BELOW = 10;
const MEGABYTES_BELOW = 500;

const ROUNDS = 3;
const APP = ["tools/run.mjs", "main.ts"];
const EMPTY = ["tools/run.mjs", "tools/bench/empty-app/main.ts"];
const COMMAND_LINE = ["node_modules/cdktf-cli/bundle/bin/cdktf", "synth"];

/** What synthesising all environments costs. */
export const synth: Benchmark = {
  name: "synth",
  title: "Synthesis: all environments, the functions bundled in each run",
  run: async (): Promise<Findings> => {
    const costs: Record<"app" | "empty" | "commandLine", ProcessCost[]> = { app: [], empty: [], commandLine: [] };
    for (let round = 0; round < ROUNDS; round++) {
      costs.empty.push(await synthesise(EMPTY));
      costs.app.push(await synthesise(APP));
      costs.commandLine.push(await synthesise(COMMAND_LINE));
    }
    const times = ratio(costs.app.map(seconds), costs.empty.map(seconds));
    return {
      figures: [
        ...figuresOf("main.ts", costs.app),
        ...figuresOf("an empty app", costs.empty).map(({ goal: _, ...figure }) => figure),
        { what: "main.ts against an empty app: wall time", value: times.median, spread: times.spread, unit: "times" },
        ...figuresOf("cdktf synth around it", costs.commandLine),
      ],
      notes: ["memory: the peaks of all Node processes of a run, added up as if they were at the same moment"],
    };
  },
};

async function synthesise(parameters: readonly string[]): Promise<ProcessCost> {
  const outdir = mkdtempSync(path.join(tmpdir(), "payments-synth-"));
  try {
    const isCommandLine = parameters === COMMAND_LINE;
    return await measureNode(
      isCommandLine ? [...parameters, "--output", outdir] : parameters,
      {
        ...(isCommandLine ? {} : { CDKTF_OUTDIR: outdir }),
        // All environments, as their files say.
        ENVIRONMENT_SUFFIX: undefined,
        AWS_REGION: undefined,
        CI: "1",
        CHECKPOINT_DISABLE: "1",
        NODE_NO_WARNINGS: "1",
      },
      repositoryRoot(),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function seconds({ wallSeconds }: ProcessCost): number {
  return wallSeconds;
}

function megabytes({ peaksMb }: ProcessCost): number {
  return peaksMb.reduce((sum, peak) => sum + peak, 0);
}

function figuresOf(what: string, costs: readonly ProcessCost[]): Figure[] {
  const wall = summarise(costs.map(seconds));
  return [
    {
      what: `${what}: wall time`,
      value: wall.median,
      spread: wall.spread,
      unit: "s",
      goal: { rule: "under", value: SECONDS_BELOW },
    },
    {
      what: `${what}: memory`,
      value: Math.max(...costs.map(megabytes)),
      unit: "MB",
      goal: { rule: "under", value: MEGABYTES_BELOW },
    },
  ];
}

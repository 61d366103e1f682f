import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as z from "zod";
import { repositoryRoot } from "../shared/root";
import type { Benchmark, Figure, Findings } from "./figure";
import { measureNode } from "./node-process";
import { ratio, summarise } from "./statistics";

const ENTRIES = 1_000_000;
const ROUNDS = 3;

/** Issue: at most 10 times slower than Node splitting the same bytes into records. */
const FLOOR_TIMES_MAX = 10;
/** Issue: reading at least 3 times, writing at least 5 times as fast as achkit 0.2.0. */
const READ_SHARE_MAX = 1 / 3;
const WRITE_SHARE_MAX = 1 / 5;
/** Issue: peak memory under 150 MB, whatever the size. */
const MEGABYTES_BELOW = 150;

const TASKS = ["write", "read", "floor", "peer-read", "peer-write"] as const;
type Task = (typeof TASKS)[number];

const answerSchema = z.object({ count: z.number(), wallMs: z.number(), cpuMs: z.number() });

interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMb: number;
}

/** What reading and writing a million entries costs, beside achkit and beside merely splitting the bytes. */
export const nacha: Benchmark = {
  name: "nacha",
  title: `NACHA: ${ENTRIES} PPD entries, each task in a process of its own`,
  run: async (): Promise<Findings> => {
    const folder = mkdtempSync(path.join(tmpdir(), "payments-bench-"));
    try {
      const costs: Record<Task, Cost[]> = { write: [], read: [], floor: [], "peer-read": [], "peer-write": [] };
      for (let round = 0; round < ROUNDS; round++) {
        for (const task of TASKS) costs[task].push(await once(task, folder));
      }
      return findingsOf(costs);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function once(task: Task, folder: string): Promise<Cost> {
  const file = path.join(folder, task === "peer-write" ? "peer.ach" : "ours.ach");
  const worker = ["tools/run.mjs", "tools/bench/nacha-worker/main.ts", task, file, String(ENTRIES)];
  const { stdout, peaksMb } = await measureNode(worker, {}, repositoryRoot());
  const { wallMs, cpuMs } = answerSchema.parse(JSON.parse(stdout));
  return { wallMs, cpuMs, peakMb: peaksMb[0] ?? 0 };
}

function findingsOf(costs: Readonly<Record<Task, readonly Cost[]>>): Findings {
  const wall = (task: Task): Figure => {
    const { median, spread } = summarise(costs[task].map(({ wallMs }) => wallMs / 1000));
    return { what: `${NAMES[task]}: wall time`, value: median, spread, unit: "s" };
  };
  const peak = (task: Task, goal?: Figure["goal"]): Figure => {
    const { median, spread } = summarise(costs[task].map(({ peakMb }) => peakMb));
    return { what: `${NAMES[task]}: peak memory`, value: median, spread, unit: "MB", goal };
  };
  const times = (task: Task, base: Task, most: number): Figure => {
    const of = (each: Task): number[] => costs[each].map(({ wallMs }) => wallMs);
    const { median, spread } = ratio(of(task), of(base));
    const goal = { rule: "at most", value: most } as const;
    return { what: `${NAMES[task]}, against ${NAMES[base]}: wall time`, value: median, spread, unit: "times", goal };
  };
  const memory = { rule: "under", value: MEGABYTES_BELOW } as const;
  return {
    figures: [
      ...TASKS.map(wall),
      times("read", "floor", FLOOR_TIMES_MAX),
      times("read", "peer-read", READ_SHARE_MAX),
      times("write", "peer-write", WRITE_SHARE_MAX),
      peak("read", memory),
      peak("write", memory),
      peak("peer-read"),
      peak("peer-write"),
    ],
    notes: [
      "wall time without starting Node; memory with all of it, the bundler of tools/run.mjs included",
      "achkit checks fewer rules; it reads the file as one text",
    ],
  };
}

const NAMES: Readonly<Record<Task, string>> = {
  write: "our writer",
  read: "our reader, every rule",
  floor: "Node splitting the bytes",
  "peer-read": "achkit's validate",
  "peer-write": "achkit's writer",
};

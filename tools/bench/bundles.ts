import { unzipSync } from "fflate";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundle } from "../../modules/shared/bundle";
import { repositoryRoot } from "../shared/root";
import { FUNCTION_ENVIRONMENT } from "./fakes/environment";
import type { Benchmark, Figure, Findings, Goal } from "./figure";
import { loadedFiles } from "./loaded-files";
import { measureNode } from "./node-process";
import { summarise } from "./statistics";

/** Issues: the tokenise bundle is under 450 KB minified, the processor's under 600 KB. */
const KILOBYTES_BELOW: Readonly<Record<string, number>> = { "vault/tokenise": 450, "payments/processor": 600 };
/** Issue: the processor is loaded in under 60 ms. */
const MILLISECONDS_BELOW: Readonly<Record<string, number>> = { "payments/processor": 60 };

/** Processes that load a bundle; more of them where there is a goal. */
const LOADS = { plain: 5, withGoal: 15 };
const HANDLER = ".handler.ts";

/** What a cold start loads, per function. */
export const bundles: Benchmark = {
  name: "bundles",
  title: "Bundles: what a cold start of each function loads",
  run: async (): Promise<Findings> => {
    const figures: Figure[] = [];
    for (const entry of entries()) figures.push(...(await figuresOf(entry)));
    return {
      figures,
      notes: [
        "load: the import of index.mjs in a fresh Node process, clients made and environment read; less what an empty module takes in the same round",
        "memory: the most that such a process held, Node itself included",
      ],
    };
  },
};

/** Every entry, as in `functions/contracts.ts`: `vault/tokenise`. */
function entries(): string[] {
  const folder = path.join(repositoryRoot(), "functions");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(HANDLER));
  return files.map((file) => file.slice(0, -HANDLER.length).split(path.sep).join("/")).sort();
}

async function figuresOf(entry: string): Promise<Figure[]> {
  const { zip } = bundle(entry);
  return inFolder(unzipSync(zip), async (folder, sizes) => {
    const { atOnce, onDemand } = loadedFiles(folder);
    const kilobytes = (files: readonly string[]): number =>
      files.reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0) / 1000;
    const below = KILOBYTES_BELOW[entry];
    return [
      {
        what: `${entry}: loaded at once`,
        value: kilobytes(atOnce),
        unit: "kB",
        ...(below !== undefined && goalUnder(below)),
      },
      { what: `${entry}: loaded on demand`, value: kilobytes(onDemand), unit: "kB" },
      { what: `${entry}: zip`, value: zip.length / 1000, unit: "kB" },
      ...(await loadFigures(entry, folder)),
    ];
  });
}

/** Loads `index.mjs` in fresh processes, each beside an empty module. */
async function loadFigures(entry: string, folder: string): Promise<Figure[]> {
  writeFileSync(path.join(folder, EMPTY), "export {};");
  const milliseconds: number[] = [];
  const peaks: number[] = [];
  const below = MILLISECONDS_BELOW[entry];
  const loads = below === undefined ? LOADS.plain : LOADS.withGoal;
  for (let load = 0; load < loads; load++) {
    const empty = await loadOnce(folder, EMPTY);
    const full = await loadOnce(folder, "index.mjs");
    milliseconds.push(full.milliseconds - empty.milliseconds);
    peaks.push(full.peakMb);
  }
  const { median, spread } = summarise(milliseconds);
  return [
    { what: `${entry}: load`, value: median, spread, unit: "ms", ...(below !== undefined && goalUnder(below)) },
    { what: `${entry}: memory after load`, value: summarise(peaks).median, unit: "MB" },
  ];
}

const EMPTY = "empty.mjs";

async function loadOnce(folder: string, file: string): Promise<{ milliseconds: number; peakMb: number }> {
  const url = JSON.stringify(pathToFileURL(path.join(folder, file)).href);
  const script = `const started = performance.now(); await import(${url}); console.log(performance.now() - started);`;
  const { stdout, peaksMb } = await measureNode(
    ["--input-type=module", "--eval", script],
    FUNCTION_ENVIRONMENT,
    folder,
  );
  return { milliseconds: Number(stdout.trim().split("\n").at(-1)), peakMb: peaksMb[0] ?? 0 };
}

function goalUnder(value: number): { readonly goal: Goal } {
  return { goal: { rule: "under", value } };
}

/** Writes files to a folder of their own for the time of some work. */
async function inFolder<Value>(
  files: Readonly<Record<string, Uint8Array>>,
  work: (folder: string, sizes: ReadonlyMap<string, number>) => Promise<Value>,
): Promise<Value> {
  const folder = mkdtempSync(path.join(tmpdir(), "payments-bundle-"));
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(folder, name), bytes);
    return await work(folder, new Map(Object.entries(files).map(([name, { length }]) => [name, length])));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

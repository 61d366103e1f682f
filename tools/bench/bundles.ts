import { unzipSync } from "fflate";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundle } from "../../modules/shared/bundle";
import { repositoryRoot } from "../shared/root";
import { FINGERPRINT_KEY_ARN, VAULT_KEY_ARN } from "./fakes/vault";
import type { Benchmark, Figure, Findings } from "./figure";
import { loadedFiles } from "./loaded-files";
import { measureNode } from "./node-process";
import { summarise } from "./statistics";

/** Issue: the tokenise bundle is under 450 KB minified. */
const KILOBYTES_BELOW: Readonly<Record<string, number>> = { "vault/tokenise": 450 };

const LOADS = 7;
const HANDLER = ".handler.ts";

/** Enough for every function to start: a handler reads its environment when it is loaded. */
const ENVIRONMENT = {
  AWS_REGION: "us-west-2",
  ENVIRONMENT: "bench",
  POWERTOOLS_SERVICE_NAME: "bench",
  POWERTOOLS_METRICS_NAMESPACE: "bench",
  VAULT_TABLE_NAME: "payment-vault-bench",
  VAULT_KEY_ARN,
  FINGERPRINT_KEY_ARNS: JSON.stringify({ 1: FINGERPRINT_KEY_ARN }),
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
};

/** What a cold start loads, per function. */
export const bundles: Benchmark = {
  name: "bundles",
  title: "Bundles: what a cold start of each function loads",
  run: async (): Promise<Findings> => {
    const bare = await loads("an empty module", "export {};");
    const figures: Figure[] = [];
    for (const entry of entries()) figures.push(...(await figuresOf(entry)));
    figures.push(...bare);
    return {
      figures,
      notes: [
        "load: the import of index.mjs in a fresh Node process, clients made and environment read, without Node's own start",
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
        ...(below !== undefined && { goal: { rule: "under", value: below } as const }),
      },
      { what: `${entry}: loaded on demand`, value: kilobytes(onDemand), unit: "kB" },
      { what: `${entry}: zip`, value: zip.length / 1000, unit: "kB" },
      ...(await loadFigures(entry, folder)),
    ];
  });
}

function loads(what: string, source: string): Promise<Figure[]> {
  return inFolder({ "index.mjs": Buffer.from(source) }, (folder) => loadFigures(what, folder));
}

/** Loads `index.mjs` in fresh processes. */
async function loadFigures(what: string, folder: string): Promise<Figure[]> {
  const url = JSON.stringify(pathToFileURL(path.join(folder, "index.mjs")).href);
  const script = `const started = performance.now(); await import(${url}); console.log(performance.now() - started);`;
  const milliseconds: number[] = [];
  const peaks: number[] = [];
  for (let load = 0; load < LOADS; load++) {
    const { stdout, peaksMb } = await measureNode(["--input-type=module", "--eval", script], ENVIRONMENT, folder);
    milliseconds.push(Number(stdout.trim().split("\n").at(-1)));
    peaks.push(peaksMb[0] ?? 0);
  }
  const load = summarise(milliseconds);
  return [
    { what: `${what}: load`, value: load.median, spread: load.spread, unit: "ms" },
    { what: `${what}: memory after load`, value: summarise(peaks).median, unit: "MB" },
  ];
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

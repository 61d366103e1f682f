/** `make bench`: measures what the documents claim. Figures are told beside their goals; no goal fails the run. */
import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { systemClock, toTimestamp } from "../../functions/shared/clock";
import { runTool } from "../shared/errors";
import { repositoryRoot } from "../shared/root";
import { bundles } from "./bundles";
import { embeddedAws } from "./embedded-aws";
import { envelope } from "./envelope";
import { escrow } from "./escrow";
import { handling } from "./handling";
import { nacha } from "./nacha";
import { payments } from "./payments";
import { runBenchmarks } from "./run";
import { start } from "./start";
import { synth } from "./synth";
import { tokeniseWarm } from "./tokenise";

const BENCHMARKS = [envelope, tokeniseWarm, nacha, bundles, synth, embeddedAws, payments, escrow, handling, start];

void runTool(async () => {
  const { code, reports } = await runBenchmarks(BENCHMARKS, process.argv.slice(2), (line) => {
    process.stdout.write(`${line}\n`);
  });
  if (reports.length === 0) return code;
  const folder = path.join(repositoryRoot(), "dist");
  mkdirSync(folder, { recursive: true });
  const machine = {
    at: toTimestamp(systemClock.now()),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    processor: os.cpus()[0]?.model ?? "unknown",
    cores: os.availableParallelism(),
    loadAverage: os.loadavg()[0],
  };
  writeFileSync(path.join(folder, "bench.json"), `${JSON.stringify({ machine, benchmarks: reports }, null, 2)}\n`);
  process.stdout.write("\nThe same figures are in dist/bench.json.\n");
  return code;
});

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hostEnvironment } from "../shared/environment";
import { run } from "../shared/process";

/**
 * Runs in each measured process and says in a file of its own, when the process ends, how much memory it held at most, in
 * kilobytes of 1024. On Linux by VmHWM: maxRSS there begins with what the parent held when it started the process.
 */
const PEAK_SCRIPT = `
  import { readFileSync, writeFileSync } from "node:fs";
  const peak = () => {
    if (process.platform !== "linux") return process.resourceUsage().maxRSS;
    return /^VmHWM:\\s*(\\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))[1];
  };
  process.on("exit", () => writeFileSync(FOLDER + "/" + process.pid, String(peak())));
`;

function peakHook(folder: string): string {
  const script = PEAK_SCRIPT.replace("FOLDER", JSON.stringify(folder));
  return `--import=data:text/javascript,${encodeURIComponent(script)}`;
}

/** What a run of Node took. */
export interface ProcessCost {
  readonly stdout: string;
  readonly wallSeconds: number;
  /** The most memory (MB of 1,000,000 bytes) that each Node process of the run held, the largest first. */
  readonly peaksMb: readonly number[];
}

/** A measured process did not do its work; the message ends with what it said. */
export class ProcessFailedError extends Error {
  override readonly name = "ProcessFailedError";
}

/**
 * Runs Node with some parameters and measures it and every Node process that it starts.
 *
 * @param changes variables set beside this process's own; undefined takes one away.
 * @throws ProcessFailedError where it does not end with 0.
 */
export async function measureNode(
  parameters: readonly string[],
  changes: Readonly<Record<string, string | undefined>>,
  folder: string,
): Promise<ProcessCost> {
  const peaks = mkdtempSync(path.join(tmpdir(), "payments-bench-"));
  try {
    const environment = { ...changed(hostEnvironment(), changes), NODE_OPTIONS: peakHook(peaks) };
    const ended = await run(process.execPath, parameters, { folder, environment });
    if (ended.code !== 0) {
      const said = `${ended.stderr}\n${ended.stdout}`.trim().slice(-2000);
      throw new ProcessFailedError(`node ${parameters.join(" ")} ended with ${ended.code}: ${said}`);
    }
    const peaksMb = readdirSync(peaks).map((file) => {
      const kilobytes = Number.parseInt(readFileSync(path.join(peaks, file), "utf8"), 10);
      return (kilobytes * 1024) / 1_000_000;
    });
    return { stdout: ended.stdout, wallSeconds: ended.milliseconds / 1000, peaksMb: peaksMb.sort((a, b) => b - a) };
  } finally {
    rmSync(peaks, { recursive: true, force: true });
  }
}

function changed(
  environment: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const all: [string, string | undefined][] = Object.entries<string | undefined>({ ...environment, ...changes });
  return Object.fromEntries(all.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

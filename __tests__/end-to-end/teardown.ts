/** After all suites: the stack is destroyed by cdktf, and Ctrl-C leaves no process behind. */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { destroyPlatform } from "../../local/platform";
import { PLATFORM_FOLDER, readPlatform } from "./support/platform";

export default async function teardown(): Promise<void> {
  const child = globalThis.startedPlatform;
  if (child?.exitCode !== null) throw new Error("make start ended before the tests did");
  const platform = readPlatform();
  const faults: string[] = [];
  const note = (text: string) => (error: unknown) => {
    faults.push(`${text}: ${error instanceof Error ? error.message : String(error)}`);
  };
  await destroyPlatform({ ...platform, environment: platform.variables }, PLATFORM_FOLDER, () => undefined).catch(
    note("cdktf destroy"),
  );
  const ended = once(child, "close");
  child.kill("SIGINT");
  await ended;
  const left = processesOf(PLATFORM_FOLDER);
  if (left.length > 0) faults.push(`processes that outlived Ctrl-C:\n${left.join("\n")}`);
  if (faults.length > 0) throw new Error(faults.join("\n"));
}

/** Processes whose command line names a folder; `ps` is on every machine that runs Node. */
function processesOf(folder: string): string[] {
  const all = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" }).split("\n");
  return all.filter((line) => line.includes(path.resolve(folder)));
}

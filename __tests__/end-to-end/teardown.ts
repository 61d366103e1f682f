/** After all suites: the stack is destroyed by cdktf, and Ctrl-C leaves no process behind. */
import { once } from "node:events";
import { destroyPlatform } from "../../local/platform";
import { PLATFORM_FOLDER, readPlatform } from "./support/platform";
import { processesNaming } from "./support/processes";

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
  const left = processesNaming(PLATFORM_FOLDER);
  if (left.length > 0) faults.push(`processes that outlived Ctrl-C:\n${left.join("\n")}`);
  if (faults.length > 0) throw new Error(faults.join("\n"));
}

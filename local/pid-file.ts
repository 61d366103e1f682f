import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";

const PID_FILE = z.object({ pid: z.int().positive(), port: z.int().positive() });

/** Which process serves which port. */
export type RunningProcess = z.infer<typeof PID_FILE>;

/** The pid file of a folder. */
export function pidFileIn(directory: string): string {
  return path.join(directory, "embedded-aws.json");
}

/** Writes down who serves. */
export async function writePidFile(directory: string, running: RunningProcess): Promise<void> {
  await writeFile(pidFileIn(directory), `${JSON.stringify(running)}\n`);
}

/** Who serves by the pid file; undefined where there is none, or none that can be read. */
export async function readPidFile(directory: string): Promise<RunningProcess | undefined> {
  const text = await readFile(pidFileIn(directory), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return PID_FILE.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Removes the pid file. */
export async function removePidFile(directory: string): Promise<void> {
  await rm(pidFileIn(directory), { force: true });
}

/** Whether the process of a pid file is ours: the front door at its port answers and names the same process. */
export async function isOurs({ pid, port }: RunningProcess): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/_local/health`, { signal: AbortSignal.timeout(2000) });
    return z.object({ pid: z.literal(pid) }).safeParse(await answer.json()).success;
  } catch {
    return false;
  }
}

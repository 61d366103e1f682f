import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EmbeddedAwsError } from "./errors";
import { isOurs, readPidFile, removePidFile } from "./pid-file";
import { projectRoot } from "./project-root";

/** How long a process may take to end. */
const STOP_LIMIT_MS = 15_000;

/**
 * Stops the embedded AWS of a folder; where none runs, there is nothing to do.
 * @returns the port that was served, undefined where nothing ran.
 * @throws EmbeddedAwsError where it does not end.
 */
export async function stopEmbeddedAws(directory: string): Promise<number | undefined> {
  const running = await readPidFile(directory);
  // A pid may be another process's by now: only one that answers as the front door, by this pid, is stopped.
  if (running === undefined || !(await isOurs(running))) {
    await removePidFile(directory);
    return undefined;
  }
  process.kill(running.pid, "SIGTERM");
  for (let waitedMs = 0; waitedMs < STOP_LIMIT_MS; waitedMs += 100) {
    if (!isAlive(running.pid)) {
      await removePidFile(directory);
      return running.port;
    }
    await sleep(100);
  }
  throw new EmbeddedAwsError(
    `process ${running.pid}, which serves port ${running.port}, did not end within ${STOP_LIMIT_MS / 1000} s of SIGTERM`,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function main(): Promise<void> {
  const directory = process.argv[2] ?? path.join(projectRoot(), ".local");
  const port = await stopEmbeddedAws(directory);
  console.log(port === undefined ? "the embedded AWS does not run" : `the embedded AWS at port ${port} is stopped`);
}

if (process.argv[1]?.endsWith(path.join("local", "down.ts"))) {
  main().catch((error: unknown) => {
    console.error(error instanceof EmbeddedAwsError ? error.message : error);
    process.exitCode = 1;
  });
}

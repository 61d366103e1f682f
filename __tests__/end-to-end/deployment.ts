/** Before all suites: runs what a user runs, `make start`, and waits until it stays up. */
import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { PLATFORM_FOLDER, readPlatform } from "./support/platform";

const ROOT = path.resolve(__dirname, "../..");
const READY = "It stays up until Ctrl-C.";

declare global {
  var startedPlatform: ChildProcess | undefined;
}

export default async function deployment(): Promise<void> {
  rmSync(PLATFORM_FOLDER, { recursive: true, force: true });
  const child = spawn(process.execPath, ["tools/run.mjs", "local/start.ts"], {
    cwd: ROOT,
    env: { ...process.env, EMBEDDED_AWS_PORT: "0", EMBEDDED_AWS_DIRECTORY: PLATFORM_FOLDER, ONCE: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  globalThis.startedPlatform = child;
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const hear = (line: string): void => {
      said.push(line);
      if (line.trim() !== "") process.stderr.write(`· ${line.trim()}\n`);
      if (line.includes(READY)) resolve();
    };
    createInterface({ input: child.stdout }).on("line", hear);
    createInterface({ input: child.stderr }).on("line", hear);
    child.on("error", reject);
    child.on("close", (code) => {
      reject(new Error(`make start ended with code ${String(code)}:\n${said.join("\n")}`));
    });
  });
  const { endpoint, region } = readPlatform();
  // For the suites that need no more than an address.
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  });
}

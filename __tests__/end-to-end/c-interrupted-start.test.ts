/** `make start`, called off by Ctrl-C while Terraform is at work. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { processesNaming } from "./support/processes";

const ROOT = path.resolve(__dirname, "../..");
const FOLDER = path.join(ROOT, ".cache", "interrupted");

describe("make start, called off while it deploys", () => {
  it("ends with 130, says that the embedded AWS is stopped, and leaves no process behind", async () => {
    rmSync(FOLDER, { recursive: true, force: true });
    const child = spawn(process.execPath, ["tools/run.mjs", "local/start.ts"], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, EMBEDDED_AWS_PORT: "0", EMBEDDED_AWS_DIRECTORY: FOLDER },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const said: string[] = [];
    createInterface({ input: child.stdout }).on("line", (line) => {
      said.push(line);
      if (line.includes("resources:") && !child.killed) child.kill("SIGINT");
    });
    const [code] = (await once(child, "close")) as [number | null];
    expect({ code, last: said.at(-1)?.trim() }).toEqual({ code: 130, last: "The embedded AWS is stopped." });
    expect(processesNaming(FOLDER)).toEqual([]);
  });
});

import { writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../../tools/shared/process";
import { repositoryRoot } from "../../../tools/shared/root";
import { temporaryFolder } from "../../tools/temporary-folder";

const SHIM = path.join(repositoryRoot(), "local", "emulator", "moved-clock.js");

describe("the clock of a function's process", () => {
  const folder = temporaryFolder();

  async function inProcess(script: string, environment: Readonly<Record<string, string>> = {}): Promise<unknown> {
    const file = path.join(folder(), "clock");
    const { code, stdout, stderr } = await run(process.execPath, ["--eval", script], {
      folder: folder(),
      environment: { NODE_OPTIONS: `--require ${JSON.stringify(SHIM)}`, EMBEDDED_AWS_CLOCK: file, ...environment },
    });
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  }

  it("is ahead of new Date() by what the file says", async () => {
    writeFileSync(path.join(folder(), "clock"), "86400000");
    const ahead = await inProcess("console.log(Date.now() - new Date().getTime())");
    expect(Math.abs(Number(ahead) - 86_400_000)).toBeLessThan(50);
  });

  it("follows the file soon", async () => {
    const file = path.join(folder(), "clock");
    writeFileSync(file, "0");
    const script = `const before = Date.now(); require("node:fs").writeFileSync(${JSON.stringify(file)}, "86400000");
      setTimeout(() => console.log(Date.now() - before), 20);`;
    expect(Number(await inProcess(script))).toBeGreaterThan(86_400_000);
  });

  it("leaves no trace in what the function sees", async () => {
    writeFileSync(path.join(folder(), "clock"), "0");
    const script = `console.log(JSON.stringify(Object.keys(process.env).filter((name) => /NODE_OPTIONS|EMBEDDED/.test(name))))`;
    expect(await inProcess(script)).toEqual([]);
  });
});

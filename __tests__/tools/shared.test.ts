import { existsSync } from "node:fs";
import path from "node:path";
import { ToolError, runTool } from "../../tools/shared/errors";
import { hostEnvironment } from "../../tools/shared/environment";
import { inPool } from "../../tools/shared/pool";
import { run } from "../../tools/shared/process";
import { repositoryRoot } from "../../tools/shared/root";

describe("running a command", () => {
  const node = (script: string, options = {}) => run(process.execPath, ["-e", script], options);

  it("keeps what it said and how it ended", async () => {
    const ended = await node("console.log('out'); console.error('err'); process.exit(3)");
    expect(ended).toMatchObject({ code: 3, stdout: "out\n", stderr: "err\n" });
    expect(ended.milliseconds).toBeGreaterThan(0);
  });

  it("tells the lines of standard error as they come", async () => {
    const lines: string[] = [];
    await node("console.error('one\\ntwo')", { onErrorLine: (line: string) => void lines.push(line) });
    expect(lines).toEqual(["one", "two"]);
  });

  it("gives it the environment and the folder that are asked for", async () => {
    const ended = await node("console.log(process.env.A, process.cwd())", {
      environment: { A: "b" },
      folder: path.parse(process.cwd()).root,
    });
    expect(ended.stdout).toBe(`b ${path.parse(process.cwd()).root}\n`);
  });

  it("ends it at its time limit, as a failure that says so", async () => {
    const ended = await node("setInterval(() => {}, 1000)", { timeoutMilliseconds: 100 });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain("was ended by SIGTERM");
  });

  it("says that a command cannot be started", async () => {
    const ended = await run("no-such-command", []);
    expect(ended.code).toBe(127);
    expect(ended.stderr).toContain("no-such-command could not be started");
  });
});

describe("a pool of tasks", () => {
  it("runs all of them, no more at once than it may", async () => {
    let [now, most, done] = [0, 0, 0];
    const task = async (): Promise<void> => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
      done++;
    };
    await inPool(
      2,
      Array.from({ length: 7 }, () => task),
    );
    expect({ most, done }).toEqual({ most: 2, done: 7 });
  });

  it("fails when a task fails", async () => {
    await expect(inPool(2, [() => Promise.reject(new Error("broken"))])).rejects.toThrow("broken");
  });
});

describe("a tool's main function", () => {
  const written: string[] = [];
  beforeEach(() => {
    written.length = 0;
    jest.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  });
  afterEach(() => {
    process.exitCode = 0;
    jest.restoreAllMocks();
  });

  it("gives the exit code", async () => {
    await runTool(() => Promise.resolve(3));
    expect(process.exitCode).toBe(3);
  });

  it("fails with the message alone where the error is meant for the user", async () => {
    await runTool(() => Promise.reject(new ToolError("name a port")));
    expect(process.exitCode).toBe(1);
    expect(written).toEqual(["name a port\n"]);
  });

  it("fails with the trace where the error is a bug", async () => {
    await runTool(() => Promise.reject(new TypeError("x is undefined")));
    expect(process.exitCode).toBe(1);
    expect(written.join("")).toMatch(/TypeError: x is undefined\n\s+at /);
  });
});

describe("the repository", () => {
  it("is found upwards from the tools", () => {
    expect(existsSync(path.join(repositoryRoot(), "package.json"))).toBe(true);
  });
});

describe("the host's environment", () => {
  it("is what the process was started with", () => {
    expect(hostEnvironment()["PATH"]).toBe(process.env["PATH"]);
  });
});

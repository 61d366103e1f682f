import { IAM } from "@aws-sdk/client-iam";
import { Lambda } from "@aws-sdk/client-lambda";
import { strToU8, zipSync } from "fflate";
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stopEmbeddedAws } from "../../local/down";
import { account, root, trustOf, unique } from "./support/aws";
import { commandOf, listeningAddresses, processTree, startInProcess, survivors } from "./support/processes";

// Each test starts an embedded AWS of its own; the first one on a machine installs the emulator.
jest.setTimeout(180_000);

describe("the embedded AWS's processes", () => {
  const directories: string[] = [];
  const children: ChildProcess[] = [];

  afterAll(() => {
    for (const child of children) child.kill("SIGKILL");
    for (const directory of directories) rmSync(directory, { recursive: true, force: true });
  });

  /** Starts another embedded AWS with a function that has run. @returns it with all of its processes. */
  async function startAnother(): Promise<{
    child: ChildProcess;
    directory: string;
    port: string;
    tree: readonly number[];
  }> {
    const directory = mkdtempSync(path.join(tmpdir(), "embedded-aws-"));
    directories.push(directory);
    const { child, endpoint: address } = await startInProcess(directory);
    children.push(child);
    const there = new Lambda({ ...root, endpoint: address });
    const ZipFile = zipSync({ "index.mjs": strToU8("export const handler = async () => 1;") });
    const [iamThere, name] = [new IAM({ ...root, endpoint: address }), unique("function")];
    await iamThere.createRole({
      RoleName: name,
      AssumeRolePolicyDocument: trustOf({ Service: "lambda.amazonaws.com" }),
    });
    const Role = `arn:aws:iam::${account}:role/${name}`;
    await there.createFunction({
      FunctionName: name,
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Role,
      Code: { ZipFile },
    });
    await there.invoke({ FunctionName: name });
    return { child, directory, port: new URL(address).port, tree: processTree(child.pid ?? 0) };
  }

  it("listen on 127.0.0.1 alone: the front door and the emulator", async () => {
    const { tree } = await startAnother();
    expect(tree.filter((pid) => commandOf(pid).includes("_worker.js"))).toHaveLength(1);
    expect(listeningAddresses(tree)).toEqual(["127.0.0.1", "127.0.0.1"]);
  });

  it.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
    "all end, functions too, when the first gets %s",
    async (signal) => {
      const { child, tree } = await startAnother();
      child.kill(signal);
      expect(await survivors(tree)).toEqual([]);
    },
  );

  it("functions end with the emulator, and calls are then answered by what happened", async () => {
    const { port, tree } = await startAnother();
    const running = tree.filter((pid) => /launch\.py|_worker\.js/.test(commandOf(pid)));
    expect(running).toHaveLength(2);
    process.kill(running[0] ?? 0, "SIGKILL");
    expect(await survivors(running)).toEqual([]);
    const there = new Lambda({ ...root, endpoint: `http://127.0.0.1:${port}` });
    await expect(there.getAccountSettings({})).rejects.toThrow(/The embedded AWS failed at lambda GET .*ECONNREFUSED/);
  });

  it("end by local/down.ts, which leaves no pid file and may be run again", async () => {
    const { directory, tree, port } = await startAnother();
    expect(await stopEmbeddedAws(directory)).toBe(Number(port));
    expect(await survivors(tree)).toEqual([]);
    expect(readdirSync(directory).filter((name) => !name.endsWith(".log"))).toEqual([]);
    expect(await stopEmbeddedAws(directory)).toBeUndefined();
  });

  it("do not start on a port that is taken; the error says the port and the setting", async () => {
    const { port } = await startAnother();
    const directory = mkdtempSync(path.join(tmpdir(), "embedded-aws-"));
    directories.push(directory);
    await expect(startInProcess(directory, port)).rejects.toThrow(new RegExp(`port ${port} .* EMBEDDED_AWS_PORT`));
  });

  it("do not start from the folder of others; the error names the folder and their port", async () => {
    const { directory, port } = await startAnother();
    await expect(startInProcess(directory)).rejects.toThrow(
      new RegExp(`runs already from ${directory} .*port ${port}`),
    );
  });

  it("are not stopped by a pid file that names somebody else", async () => {
    const directory = mkdtempSync(path.join(tmpdir(), "embedded-aws-"));
    directories.push(directory);
    writeFileSync(path.join(directory, "embedded-aws.json"), JSON.stringify({ pid: process.pid, port: 1 }));
    expect(await stopEmbeddedAws(directory)).toBeUndefined();
    expect(existsSync(path.join(directory, "embedded-aws.json"))).toBe(false);
  });
});

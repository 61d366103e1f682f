import type { ChildProcess } from "node:child_process";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync, readlinkSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Repository folder. */
const root = path.resolve(__dirname, "..", "..", "..");

/** Starts `local/up.ts` in a process of its own. @returns it once it answers, with its address. */
export async function startInProcess(
  directory: string,
  port = "0",
): Promise<{ child: ChildProcess; endpoint: string }> {
  const child = spawn(process.execPath, ["tools/run.mjs", "local/up.ts", directory], {
    cwd: root,
    env: { ...process.env, EMBEDDED_AWS_PORT: port },
  });
  let output = "";
  child.stdout.on("data", (part: Buffer) => (output += part.toString()));
  child.stderr.on("data", (part: Buffer) => (output += part.toString()));
  for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 50) {
    const endpoint = /answers at (http:\/\/[\d.:]+)/.exec(output)?.[1];
    if (endpoint !== undefined) return { child, endpoint };
    if (child.exitCode !== null) break;
    await sleep(50);
  }
  child.kill("SIGKILL");
  throw new Error(`local/up.ts did not come up: ${output}`);
}

/** The process and all that it started, directly and not. */
export function processTree(pid: number): readonly number[] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const parents = rows.map((row) => row.trim().split(/\s+/).map(Number));
  const tree = [pid];
  for (const member of tree) for (const [child = 0, parent] of parents) if (parent === member) tree.push(child);
  return tree;
}

/** The command line of a process. */
export function commandOf(pid: number): string {
  return execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" });
}

/** Waits until none of the processes is there. @returns those that are still there after ten seconds. */
export async function survivors(pids: readonly number[]): Promise<readonly number[]> {
  let alive = pids;
  for (let waitedMs = 0; waitedMs < 10_000 && alive.length > 0; waitedMs += 50) {
    await sleep(50);
    alive = alive.filter(isAlive);
  }
  return alive;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // Ended, and its parent has not asked yet.
  return !execFileSync("ps", ["-A", "-o", "pid=,stat="], { encoding: "utf8" })
    .split("\n")
    .some((row) => new RegExp(`^\\s*${pid}\\s+Z`).test(row));
}

/** Addresses ("127.0.0.1") on which the processes listen for TCP connections. */
export function listeningAddresses(pids: readonly number[]): readonly string[] {
  return existsSync("/proc/net/tcp") ? listeningByProc(pids) : listeningByLsof(pids);
}

function listeningByProc(pids: readonly number[]): readonly string[] {
  const inodes = new Set(
    pids.flatMap((pid) =>
      readdirSync(`/proc/${pid}/fd`).map((fd) => /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${fd}`))?.[1]),
    ),
  );
  const listening = "0A";
  return ["/proc/net/tcp", "/proc/net/tcp6"].filter(existsSync).flatMap((file) =>
    readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((row) => row.trim().split(/\s+/))
      .filter((columns) => columns[3] === listening && inodes.has(columns[9]))
      .map((columns) => addressOf(columns[1] ?? "")),
  );
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return "";
  }
}

/** The kernel writes an IPv4 address as hexadecimal digits, last byte first; an IPv6 one is given back as it is. */
function addressOf(column: string): string {
  const [address = ""] = column.split(":");
  return address.length === 8
    ? [6, 4, 2, 0].map((at) => Number.parseInt(address.slice(at, at + 2), 16)).join(".")
    : address;
}

function listeningByLsof(pids: readonly number[]): readonly string[] {
  const output = execFileSync("lsof", ["-nP", "-a", "-iTCP", "-sTCP:LISTEN", "-Fn", "-p", pids.join(",")], {
    encoding: "utf8",
  });
  return output.split("\n").flatMap((line) => /^n(.*):\d+$/.exec(line)?.[1] ?? []);
}

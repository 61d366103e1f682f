import { execFileSync } from "node:child_process";

/** Processes whose command line names a folder; `ps` is on every machine that runs Node. */
export function processesNaming(folder: string): string[] {
  const all = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" }).split("\n");
  return all.filter((line) => line.includes(folder));
}

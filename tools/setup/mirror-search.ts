import type { Dirent, Stats } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";

/** Limits of a search, so that it stays short on any machine. */
export interface SearchLimits {
  /** Levels of folders below the top that are looked at. */
  readonly levels: number;
  readonly milliseconds: number;
}

/** Folders that hold no mirror and may be endless. */
const SKIPPED = new Set(["proc", "sys", "dev", "run", "node_modules", ".git"]);

/**
 * Looks for folders of a name below `top`, level by level, on top's own file system. What cannot be read is passed over: it could not be
 * used either. Stops at the limits with what it has found.
 */
export async function findFolders(top: string, name: string, limits: SearchLimits): Promise<string[]> {
  const end = performance.now() + limits.milliseconds;
  const device = (await stat(top)).dev;
  const found: string[] = [];
  let level = [top];
  for (let depth = 0; depth < limits.levels; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      if (performance.now() > end) return found;
      for (const child of await childFolders(folder, device)) {
        if (path.basename(child) === name) found.push(child);
        else next.push(child);
      }
    }
    level = next;
  }
  return found;
}

/**
 * Says whether a folder that was merely found may be run from: only one that nobody but this user and root can change.
 */
export function isTrusted({ uid, mode }: Pick<Stats, "uid" | "mode">, user: number | undefined): boolean {
  return (uid === 0 || uid === user) && (mode & 0o002) === 0;
}

async function childFolders(folder: string, device: number): Promise<string[]> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const children: string[] = [];
  for (const entry of entries.filter((each) => each.isDirectory() && !SKIPPED.has(each.name))) {
    const child = path.join(folder, entry.name);
    const seen = await stat(child).catch(() => undefined);
    if (seen?.dev === device) children.push(child);
  }
  return children.sort();
}

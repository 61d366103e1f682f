import { existsSync } from "node:fs";
import path from "node:path";

/** The repository's folder, found upwards from this file: bundled tools run from a cache folder inside it. */
export function repositoryRoot(): string {
  let folder = __dirname;
  while (!existsSync(path.join(folder, "cdktf.json"))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`no folder above ${__dirname} holds cdktf.json`);
    folder = parent;
  }
  return folder;
}

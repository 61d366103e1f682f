import { existsSync } from "node:fs";
import path from "node:path";
import { EmbeddedAwsError } from "./errors";

/** The repository's folder, found from this file upwards: bundled scripts run from a cache folder inside it. */
export function projectRoot(): string {
  let folder = __dirname;
  while (!existsSync(path.join(folder, "local", "emulator", "requirements.txt"))) {
    const parent = path.dirname(folder);
    if (parent === folder)
      throw new EmbeddedAwsError(`no folder above ${__dirname} holds local/emulator/requirements.txt`);
    folder = parent;
  }
  return folder;
}

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const PACKAGE = "ecosystemaws-payments";

/** The folder of this package, found from where this code runs: as a source, or bundled into the package's own cache. */
export const projectRoot: string = (() => {
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json");
    if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, "utf8")) as { name?: string }).name === PACKAGE)
      return folder;
    if (folder === path.dirname(folder))
      throw new Error(
        `The package ${PACKAGE} is not found above ${__dirname}. Keep it outside of your own bundle: its functions are built from its folder.`,
      );
  }
})();

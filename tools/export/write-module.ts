import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { exportedModules } from "../../modules/exported";
import { exportModule, type ModuleDefinition } from "../../modules/shared/export";
import type { Inputs } from "../../modules/shared/interface/table";
import { repositoryRoot } from "../shared/root";
import { exportedReadme } from "./readme";

/** Writes a module as plain Terraform to `target`, which is emptied first: its JSON, its zips, its README. */
export function writeModule<T extends Inputs, M>(definition: ModuleDefinition<T, M>, target: string): void {
  const work = mkdtempSync(path.join(tmpdir(), "module-"));
  try {
    const { json, assetsFrom, assetsTo } = exportModule(definition, work);
    rmSync(target, { recursive: true, force: true });
    for (const [file, content] of Object.entries(json)) {
      mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
      writeFileSync(path.join(target, file), `${JSON.stringify(content, null, 2)}\n`);
    }
    if (existsSync(assetsFrom)) cpSync(assetsFrom, path.join(target, assetsTo), { recursive: true });
    const readme = readFileSync(path.join(repositoryRoot(), "modules", definition.name, "README.md"), "utf8");
    const names = exportedModules.map((use) => use(({ name }) => name));
    writeFileSync(path.join(target, "README.md"), exportedReadme(readme, names));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

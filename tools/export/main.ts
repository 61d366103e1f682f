/** `make modules`: writes each module as plain Terraform to `dist/terraform/<module>`. */
import path from "node:path";
import { exportedModules } from "../../modules/exported";
import { runTool } from "../shared/errors";
import { repositoryRoot } from "../shared/root";
import { writeModule } from "./write-module";

void runTool(async () => {
  const target = path.join(repositoryRoot(), "dist", "terraform");
  for (const write of exportedModules) {
    const name = write((definition) => {
      writeModule(definition, path.join(target, definition.name));
      return definition.name;
    });
    process.stdout.write(`dist/terraform/${name}\n`);
  }
  return Promise.resolve(0);
});

/**
 * Writes the tables of variables and outputs into the modules' READMEs, between `<!-- inputs -->` and `<!-- outputs -->`:
 * `node tools/run.mjs tools/docs/main.ts`. With `--check` it writes nothing and fails where a table is stale.
 */
import { runTool, ToolError } from "../shared/errors";
import { repositoryRoot } from "../shared/root";
import { updateReadmes } from "./readme-tables";

void runTool(async () => {
  const [option, ...more] = process.argv.slice(2);
  if ((option !== undefined && option !== "--check") || more.length > 0)
    throw new ToolError(`usage: tools/docs/main.ts [--check]; not understood: ${process.argv.slice(2).join(" ")}`);
  process.stdout.write(`${updateReadmes(repositoryRoot(), { check: option === "--check" })}\n`);
  return 0;
});

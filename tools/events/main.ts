/**
 * Writes the catalogue of events to docs/events: a JSON Schema an event, and an index. `node tools/run.mjs
 * tools/events/main.ts`; with `--check` it writes nothing and fails where a file is stale.
 */
import { parseArgs } from "node:util";
import { runTool } from "../shared/errors";
import { repositoryRoot } from "../shared/root";
import { updateCatalogue } from "./catalogue-files";

void runTool(() => {
  const { values } = parseArgs({
    options: { check: { type: "boolean", default: false }, root: { type: "string", default: repositoryRoot() } },
  });
  process.stdout.write(`${updateCatalogue(values.root, { check: values.check })}\n`);
  return Promise.resolve(0);
});

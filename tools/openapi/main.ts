/**
 * Makes of the API's document (functions/api/openapi.yaml and its parts) what is generated: the validators and types in
 * functions/api/generated/ and the reference page docs/api.html: `node tools/run.mjs tools/openapi/main.ts`. With `--check`
 * it writes nothing and fails where something is stale; with `--root FOLDER` it works there.
 */
import { parseArgs } from "node:util";
import { runTool } from "../shared/errors";
import { repositoryRoot } from "../shared/root";
import { updateGenerated } from "./generated-files";

void runTool(async () => {
  const { values } = parseArgs({
    options: { check: { type: "boolean", default: false }, root: { type: "string", default: repositoryRoot() } },
  });
  process.stdout.write(`${await updateGenerated(values.root, { check: values.check })}\n`);
  return 0;
});

import { readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../shared/project";
import type { ApiDocument } from "./body";

/** The API's document, put together from functions/api/openapi.yaml and its parts by tools/openapi/main.ts. */
export const apiDocument = (): ApiDocument =>
  JSON.parse(
    readFileSync(path.join(projectRoot, "functions", "api", "generated", "openapi.json"), "utf8"),
  ) as ApiDocument;

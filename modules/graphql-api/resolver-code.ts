import { transformSync } from "esbuild";
import { readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../shared/project";

/** A resolver of this module as AppSync takes it: JavaScript without types, its import of AppSync's own library as it is. */
export function resolverCode(name: "field" | "published"): string {
  const source = readFileSync(path.join(projectRoot, "modules", "graphql-api", "resolvers", `${name}.ts`), "utf8");
  return transformSync(source, { loader: "ts", format: "esm", target: "es2022", legalComments: "none" }).code;
}

import { buildSync } from "esbuild";
import { projectRoot } from "../shared/project";

/**
 * A resolver of this module as AppSync takes it: one file of JavaScript without types, its import of AppSync's own library as
 * it is. It stands in Terraform's configuration, where `${` and `%{` begin expressions unless they are written twice.
 */
export function resolverCode(name: "field" | "nested" | "published"): string {
  const { outputFiles } = buildSync({
    absWorkingDir: projectRoot,
    entryPoints: [`modules/graphql-api/resolvers/${name}.ts`],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    external: ["@aws-appsync/utils"],
  });
  const code = outputFiles.map(({ text }) => text).join("");
  return code.replace(/[$%](?=\{)/g, "$&$&");
}

import { stringify } from "lossless-json";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ToolError } from "../shared/errors";
import { readDocument } from "./document";
import { operationsOf } from "./operations";
import { page } from "./page";
import { typesOf } from "./types";
import { operationIndex, operationModule, operationTypes } from "./validator";

const FOLDER = "functions/api/generated";

/** All that is made of the document: path to text. */
async function generatedFiles(root: string): Promise<Map<string, string>> {
  const document = readDocument(root);
  const operations = operationsOf(document);
  const files = new Map<string, string>([
    [`${FOLDER}/openapi.json`, `${String(stringify(document, undefined, 2))}\n`],
    [`${FOLDER}/types.ts`, await typesOf(document)],
    [`${FOLDER}/operations.ts`, operationIndex(operations)],
    // The bundler leaves out the operations that a function does not serve.
    [`${FOLDER}/package.json`, `${JSON.stringify({ sideEffects: false, type: "commonjs" }, undefined, 2)}\n`],
    ["docs/api.html", page(document, operations)],
  ]);
  for (const operation of operations) {
    files.set(`${FOLDER}/operations/${operation.id}.js`, operationModule(operation));
    files.set(`${FOLDER}/operations/${operation.id}.d.ts`, operationTypes(operation));
  }
  return files;
}

/**
 * Writes what is stale and takes away what nothing makes any more, or only says which that is.
 *
 * @throws ToolError with `check` where something is stale.
 */
export async function updateGenerated(root: string, { check }: { readonly check: boolean }): Promise<string> {
  const wanted = await generatedFiles(root);
  const stale = [...wanted].filter(([file, text]) => textOf(path.join(root, file)) !== text);
  const orphans = filesIn(root, FOLDER).filter((file) => !wanted.has(file));
  const names = [...stale.map(([file]) => file), ...orphans];
  if (names.length === 0) return "What is generated from the API's document is current.";
  if (check) {
    throw new ToolError(`Stale: ${names.join(", ")}. Write them anew: node tools/run.mjs tools/openapi/main.ts`);
  }
  for (const [file, text] of stale) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  for (const file of orphans) rmSync(path.join(root, file));
  return `Written: ${names.join(", ")}`;
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function filesIn(root: string, folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/"));
}

import Ajv from "ajv";
import standaloneCode from "ajv/dist/standalone";
import addFormats from "ajv-formats";
import { transformSync } from "esbuild";
import type { OperationEntry } from "./operations";
import { requestRules } from "./request-schema";

const NOTICE = "// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.\n";

/**
 * The module of one operation: what a function needs to know of it, with a validator that tells all faults at once. It is
 * CommonJS, which the bundler and the test runner both take as it is.
 */
export function operationModule(operation: OperationEntry): string {
  const { schema, ...rules } = requestRules(operation);
  const ajv = new Ajv({
    allErrors: true,
    useDefaults: true,
    strict: true,
    strictRequired: true,
    unicodeRegExp: true,
    messages: false,
    code: { source: true },
    schemas: { request: schema },
  });
  addFormats(ajv, ["date-time", "uri"]);
  const { id, method, path, cardData } = operation;
  const facts = JSON.stringify({ id, method, path, cardData, ...rules });
  const source = `${standaloneCode(ajv, { validate: "request" })}\nexports.operation={...${facts},validate:exports.validate};`;
  const { code } = transformSync(source, {
    format: "cjs",
    target: "node20",
    minify: true,
    treeShaking: true,
    lineLimit: 160,
    charset: "utf8",
    legalComments: "none",
  });
  return NOTICE + code;
}

/** The types of that module. */
export function operationTypes({ id }: OperationEntry): string {
  return `${NOTICE}import type { Operation } from "../../operation";\nexport declare const operation: Operation<"${id}">;\n`;
}

/** The module that names all operations. */
export function operationIndex(operations: readonly OperationEntry[]): string {
  const lines = operations.map(({ id }) => `export { operation as ${id} } from "./operations/${id}";\n`);
  return NOTICE + lines.sort().join("");
}

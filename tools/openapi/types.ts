import ts from "typescript";
import { isTree, mapTree, resolved, type Tree, withPlainNumbers } from "./document";
import { withoutAliases } from "./request-schema";

const HEAD = `// Generated from functions/api/openapi.yaml by tools/openapi/main.ts.
import type { LosslessNumber } from "lossless-json";

`;

const KEPT = new Set(["components", "operations"]);

/**
 * The types of requests and answers as functions see them: each field under one name, amounts of requests as decimal
 * text, amounts of answers as number tokens.
 */
export async function typesOf(document: Tree): Promise<string> {
  const seen = mapTree(withPlainNumbers(document), (tree) => {
    const { example: _example, examples: _examples, ...rest } = tree;
    if (isParameterWithDefault(tree)) return { ...rest, required: true };
    return isTree(tree["properties"]) ? withoutAliases(rest, (field) => resolved(document, field)) : rest;
  });
  // An ES module in part, which `require` does not load on every Node.
  const { default: openapiTS, astToString } = await import("openapi-typescript");
  const nodes = await openapiTS(seen as never, {
    transform({ format, readOnly }) {
      if (format !== "decimal") return undefined;
      return readOnly === true
        ? ts.factory.createTypeReferenceNode("LosslessNumber")
        : ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
    },
  });
  const kept = nodes.filter((node) => ts.isInterfaceDeclaration(node) && KEPT.has(node.name.text));
  return HEAD + astToString(kept);
}

/** The validator fills it in, so that functions always have it. */
function isParameterWithDefault(tree: Tree): boolean {
  return typeof tree["in"] === "string" && isTree(tree["schema"]) && tree["schema"]["default"] !== undefined;
}

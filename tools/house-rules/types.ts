import ts from "typescript";
import type { FileRule } from "./rule";
import { syntaxFindings, type NodeCheck } from "./syntax";

/** `any` switches the checks off for all that it touches. */
export const noAny: FileRule = {
  name: "no any",
  check: (file) => syntaxFindings(file, [anyType]),
};

const anyType: NodeCheck = (node) =>
  node.kind === ts.SyntaxKind.AnyKeyword
    ? "uses the type any: use unknown and narrow it, or name the type."
    : undefined;

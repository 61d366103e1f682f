import ts from "typescript";
import type { Finding, TextFile } from "./rule";

/** Looks at one node of a file's syntax tree and says what is wrong with it, or nothing. */
export type NodeCheck = (node: ts.Node, file: TextFile) => string | undefined;

/** Runs checks over every node of a TypeScript or JavaScript file; what stands in comments and texts is no code. */
export function syntaxFindings(file: TextFile, checks: readonly NodeCheck[]): Finding[] {
  if (!/\.(ts|js|mjs)$/.test(file.path)) return [];
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  const findings: Finding[] = [];
  const visit = (node: ts.Node): void => {
    for (const check of checks) {
      const message = check(node, file);
      if (message === undefined) continue;
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      findings.push({ path: file.path, line: line + 1, message });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return findings;
}

/** The dotted name of what is called or made: `Date.now` of `Date.now()`; a method of a value that is no name is `.method`. */
export function calledName(node: ts.Node): string | undefined {
  return ts.isCallExpression(node) || ts.isNewExpression(node) ? dottedName(node.expression) : undefined;
}

/** The dotted name of an expression, as in `process.env`. */
export function dottedName(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  return `${dottedName(node.expression) ?? ""}.${node.name.text}`;
}

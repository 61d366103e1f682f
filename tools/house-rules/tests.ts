import ts from "typescript";
import type { FileRule } from "./rule";
import { calledName, dottedName, syntaxFindings, type NodeCheck } from "./syntax";

const SWITCHED_OFF = /^(x(it|test|describe)|(it|test|describe)\.(skip|todo|failing)(\.each)?)$/;
const ALONE = /^(f(it|test|describe)|(it|test|describe)\.only(\.each)?)$/;
const TEST = /^(it|test)(\.each|\.concurrent)?$/;

/** Every test runs, and can fail. */
export const honestTests: FileRule = {
  name: "honest tests",
  check: (file) => (file.path.endsWith(".test.ts") ? syntaxFindings(file, [runs, canFail]) : []),
};

const runs: NodeCheck = (node) => {
  const name = testName(node);
  if (name === undefined) return undefined;
  if (SWITCHED_OFF.test(name)) return `has a test that does not run (${name}): run it or remove it.`;
  return ALONE.test(name) ? `has a test that keeps the others from running (${name}).` : undefined;
};

/** A helper that asserts has it in its name: `expectRefused`, `assertBalanced`. */
const canFail: NodeCheck = (node) => {
  const name = testName(node);
  if (name === undefined || !TEST.test(name) || !ts.isCallExpression(node)) return undefined;
  const body = node.arguments[1];
  if (body === undefined || !(ts.isArrowFunction(body) || ts.isFunctionExpression(body))) return undefined;
  return /\b(expect|assert)\w*\b/i.test(body.getText())
    ? undefined
    : "has a test that expects nothing: it cannot fail.";
};

/** `it.each` of `it.each(rows)(...)` and of its template form, else the name that is called. */
function testName(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  if (ts.isCallExpression(node.parent) && node.parent.expression === node) return undefined;
  const called = node.expression;
  if (ts.isCallExpression(called)) return calledName(called);
  return ts.isTaggedTemplateExpression(called) ? dottedName(called.tag) : calledName(node);
}

import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { exportedModules } from "../../modules/exported";
import type { Inputs } from "../../modules/shared";

/** One row of a module's table, as its source has it. */
interface Row {
  readonly comment: string;
  /** What stands behind `@default`. */
  readonly otherwise: string | undefined;
}

/** The rows of `export const inputs = {...}` with their doc comments. */
function rowsOf(module: string): Map<string, Row> {
  const file = path.join(__dirname, "..", "..", "modules", module, "interface.ts");
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const rows = new Map<string, Row>();
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === "inputs") {
      const table = ts.isAsExpression(node.initializer!) ? node.initializer.expression : node.initializer!;
      for (const property of (table as ts.ObjectLiteralExpression).properties)
        rows.set(property.name!.getText(), rowOf(property));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return rows;
}

function rowOf(property: ts.Node): Row {
  const comments = ts.getJSDocCommentsAndTags(property);
  const tag = ts.getJSDocTags(property).find(({ tagName }) => tagName.text === "default");
  return {
    comment: comments
      .map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? "")
      .join(" ")
      .trim(),
    otherwise: tag === undefined ? undefined : (ts.getTextOfJSDocComment(tag.comment) ?? "").trim(),
  };
}

const modules = exportedModules.map((use) => use(({ name, inputs }): readonly [string, Inputs] => [name, inputs]));

describe.each(modules)("the doc comments of %s, which an editor shows at each prop,", (name, inputs) => {
  const rows = rowsOf(name);

  it("stand on every row", () => {
    expect([...rows.keys()]).toEqual(Object.keys(inputs));
    expect([...rows].filter(([, { comment }]) => comment === "")).toEqual([]);
  });

  it.each(Object.entries(inputs))(
    "%s: begins as its description does, and has its default",
    (input, { description, default: otherwise }) => {
      const { comment, otherwise: documented } = rows.get(input)!;
      expect(comment).toMatch(/\.$/);
      expect(description.startsWith(comment.slice(0, -1)) ? comment : description).toBe(comment);
      // `@default "" for the account id`: the value, then what it stands for.
      expect(documented?.split(" for ")[0]).toBe(otherwise === undefined ? undefined : JSON.stringify(otherwise));
    },
  );
});

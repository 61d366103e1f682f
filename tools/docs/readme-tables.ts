import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { exportedModules } from "../../modules/exported";
import { inputTable, outputTable } from "../../modules/shared/interface/readme";
import { ToolError } from "../shared/errors";

/** A README whose tables are generated. */
export interface Readme {
  /** From the repository's folder: `modules/payment-cryptography/README.md`. */
  readonly file: string;
  readonly current: string;
  /** With the tables as the module's interface has them now. */
  readonly wanted: string;
}

/**
 * Puts a table between its markers, `<!-- inputs -->` and `<!-- /inputs -->`.
 * @throws ToolError where the markers are not there once each, in this order.
 */
export function withTable(text: string, name: string, table: string, file: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest, ...moreBegins] = text.split(begin);
  const [old, after, ...moreEnds] = rest?.split(end) ?? [];
  const misplaced = before?.includes(end) === true || moreBegins.length + moreEnds.length > 0;
  if (before === undefined || old === undefined || after === undefined || misplaced)
    throw new ToolError(
      `${file} must have ${begin} and, below it, ${end}, once each: the table of ${name} goes between them.`,
    );
  return `${before}${begin}\n${table}\n${end}${after}`;
}

/** The READMEs of all exported modules. */
export const readmes = (root: string): Readme[] =>
  exportedModules.map((use) =>
    use(({ name, inputs, outputs }) => {
      const file = path.join("modules", name, "README.md");
      const current = readFileSync(path.join(root, file), "utf8");
      const withInputs = withTable(current, "inputs", inputTable(inputs), file);
      return { file, current, wanted: withTable(withInputs, "outputs", outputTable(outputs), file) };
    }),
  );

/**
 * Writes the tables that are stale, or only says which are.
 * @throws ToolError with `check` where a table is stale.
 */
export function updateReadmes(root: string, { check }: { readonly check: boolean }): string {
  const stale = readmes(root).filter(({ current, wanted }) => current !== wanted);
  const files = stale.map(({ file }) => file).join(", ");
  if (stale.length === 0) return "The tables are as the modules have them.";
  if (check)
    throw new ToolError(`The tables are stale in ${files}. Write them anew: node tools/run.mjs tools/docs/main.ts`);
  for (const { file, wanted } of stale) writeFileSync(path.join(root, file), wanted);
  return `Written: ${files}`;
}

/** What Terraform's expressions in a synthesised text refer to. */
import { type Json, type Terraform, walk } from "./terraform";

/** Names that need no declaration. */
const BUILT_IN = ["count", "each", "local", "path", "self", "terraform"];

/** An escaped quote is one token, so that it closes nothing; so is `$${`, which begins nothing. */
const TOKEN = /\\[^]|\$\$\{|\$\{|[^]/g;
const REFERENCE = /(?<![\w.\])-])([a-z]\w*)\.(\w+)(?:\.(\w+))?/gi;
const LOOP = /\bfor\s+(\w+)(?:\s*,\s*(\w+))?\s+in\b/g;

/** The references to what a stack or module does not declare: `place: reference`. */
export function strayReferences({ json, addresses }: Terraform): string[] {
  const declared = new Set([
    ...addresses,
    ...Object.keys(json.variable ?? {}).map((name) => `var.${name}`),
    ...Object.keys(json.module ?? {}).map((name) => `module.${name}`),
  ]);
  return [...walk(json as Json)].flatMap(({ path, value }) =>
    typeof value === "string"
      ? expressionsIn(value)
          .flatMap(referencesIn)
          .filter((reference) => !declared.has(reference))
          .map((reference) => `${path}: ${reference}`)
      : [],
  );
}

/**
 * The code of all expressions of a text, `${ ... }`, without the texts that stand in it; expressions within those are among
 * the found. `$${` begins none.
 */
function expressionsIn(text: string): string[] {
  const found: string[] = [];
  // What is open: a text, or the code of an expression with its brackets.
  const open: ({ readonly isText: true } | { readonly isText: false; code: string; brackets: number })[] = [
    { isText: true },
  ];
  for (const [token] of text.matchAll(TOKEN)) {
    const inner = open.at(-1)!;
    if (inner.isText) {
      if (token === "${") open.push({ isText: false, code: "", brackets: 0 });
      else if (token === '"' && open.length > 1) open.pop();
    } else if (token === '"') {
      inner.code += '""';
      open.push({ isText: true });
    } else if (token === "}" && inner.brackets === 0) {
      found.push(inner.code);
      open.pop();
    } else {
      inner.brackets += token === "{" ? 1 : token === "}" ? -1 : 0;
      inner.code += token;
    }
  }
  return found;
}

/** Addresses and variables that an expression names, whatever it takes of them. */
function referencesIn(expression: string): string[] {
  const loops = [...expression.matchAll(LOOP)].flatMap(([, first = "", second = ""]) => [first, second]);
  return [...expression.matchAll(REFERENCE)].flatMap(([, root = "", name = "", more = ""]) => {
    if (BUILT_IN.includes(root) || loops.includes(root)) return [];
    return [root === "data" ? `data.${name}.${more}` : `${root}.${name}`];
  });
}

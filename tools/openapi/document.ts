import { LosslessNumber } from "lossless-json";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse, type ScalarTag } from "yaml";
import { ToolError } from "../shared/errors";

/** An object of a YAML or JSON text. */
export interface Tree {
  readonly [name: string]: unknown;
}

/** Where the document is written: its head, and a folder with the parts that hold paths and components. */
const HEAD = "functions/api/openapi.yaml";
const PARTS = "functions/api/openapi";

/** Decimal numbers stay as they are written, so that an amount of `100.00` is shown so. */
const DECIMAL: ScalarTag = {
  tag: "tag:yaml.org,2002:float",
  default: true,
  test: /^-?\d+\.\d+$/,
  resolve: (text) => new LosslessNumber(text),
};

/**
 * The OpenAPI document, put together from its parts; a name that two parts give is an error.
 *
 * @throws ToolError
 */
export function readDocument(root: string): Tree {
  const files = readdirSync(path.join(root, PARTS)).sort();
  const parts = files.map((file) => ({ file, tree: readYaml(path.join(root, PARTS, file)) }));
  return join(readYaml(path.join(root, HEAD)), parts);
}

/** One document of a head and parts. */
export function join(head: Tree, parts: readonly { readonly file: string; readonly tree: Tree }[]): Tree {
  const paths: Record<string, Tree> = {};
  const components: Record<string, Record<string, unknown>> = {};
  for (const { file, tree } of parts) {
    for (const [name, item] of Object.entries(treeOf(tree["paths"] ?? {}, `${file} paths`))) {
      paths[name] = withNew(paths[name] ?? {}, treeOf(item, `${file} ${name}`), `${file} ${name}`);
    }
    for (const [kind, items] of Object.entries(treeOf(tree["components"] ?? {}, `${file} components`))) {
      const where = `${file} components ${kind}`;
      components[kind] = withNew(components[kind] ?? {}, treeOf(items, where), where);
    }
  }
  return { ...head, paths: sorted(paths), components };
}

function withNew(before: Tree, more: Tree, where: string): Record<string, unknown> {
  const twice = Object.keys(more).find((name) => Object.hasOwn(before, name));
  if (twice !== undefined) throw new ToolError(`${where}: ${twice} is there in another part already.`);
  return { ...before, ...more };
}

function sorted<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function readYaml(file: string): Tree {
  const text = readFileSync(file, "utf8");
  return treeOf(parse(text, { customTags: (tags) => [DECIMAL, ...tags] }), file);
}

/** @throws ToolError where it is none. */
export function treeOf(value: unknown, where: string): Tree {
  if (isTree(value)) return value;
  throw new ToolError(`${where}: must be an object.`);
}

/** Whether a value is an object with fields. */
export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber);
}

/** A value with all that was changed by a function; it sees each object and list after what they hold. */
export function mapTree(value: unknown, change: (tree: Tree) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapTree(item, change));
  if (!isTree(value)) return value;
  return change(Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTree(item, change)])));
}

/** A value with ordinary numbers in place of those that are kept as they were written. */
export function withPlainNumbers(value: unknown): unknown {
  if (value instanceof LosslessNumber) return Number(value.value);
  if (Array.isArray(value)) return value.map(withPlainNumbers);
  if (!isTree(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withPlainNumbers(item)]));
}

/**
 * A value with what its references name in their place, schemas with their name as `x-schema`; one member of `allOf`
 * alone, with more beside it, becomes one schema.
 *
 * @throws ToolError where a reference names nothing, or itself.
 */
export function resolved(document: Tree, value: unknown, within: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(document, item, within));
  if (!isTree(value)) return value;
  const reference = value["$ref"];
  if (typeof reference === "string") {
    if (within.includes(reference)) throw new ToolError(`${reference}: names itself.`);
    const whole = resolved(document, lookUp(document, reference), [...within, reference]);
    const [, name] = /^#\/components\/schemas\/(\w+)$/.exec(reference) ?? [];
    return name === undefined ? whole : { ...treeOf(whole, reference), "x-schema": name };
  }
  const whole: Tree = Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, resolved(document, item, within)]),
  );
  const { allOf, ...rest } = whole;
  if (!Array.isArray(allOf) || allOf.length !== 1) return whole;
  return { ...treeOf(allOf[0], "allOf"), ...rest };
}

function lookUp(document: Tree, reference: string): unknown {
  let found: unknown = document;
  for (const step of reference.replace(/^#\//, "").split("/")) {
    found = isTree(found) ? found[step.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined;
  }
  if (found === undefined) throw new ToolError(`${reference}: is not in the document.`);
  return found;
}

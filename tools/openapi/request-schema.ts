import { isTree, mapTree, type Tree, treeOf, withPlainNumbers } from "./document";
import { listOf, type OperationEntry, type Parameter, textOf } from "./operations";

/** What a decimal text may be before its currency is known: above zero, no sign, no exponent, no leading zeros. */
const DECIMAL_PATTERN = "^(?!0(?:\\.0*)?$)(?:0|[1-9]\\d{0,13})(?:\\.\\d{1,3})?$";

/** What a function needs to know of an operation's requests. */
export interface RequestRules {
  /** JSON Schema of `{ path, query, header, body }`. */
  readonly schema: Tree;
  /** Paths of amounts in the body, `[]` for any place in a list. */
  readonly decimals: readonly string[];
  /** Paths where a card number belongs. */
  readonly cardNumbers: readonly string[];
  /** Query parameters that are whole numbers. */
  readonly integers: readonly string[];
  /** Other names of fields of the body: alias to field. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Patterns to what they allow, in words. */
  readonly allowed: Readonly<Record<string, string>>;
  readonly body: "none" | "optional" | "required" | "raw";
}

const ANNOTATIONS = new Set(["description", "example", "examples", "readOnly", "title"]);

/** The rules of an operation's requests. */
export function requestRules(operation: OperationEntry): RequestRules {
  const { raw, body, parameters } = operation;
  const aliases = body ? aliasesOf(body.schema) : {};
  const bodySchema = raw ? {} : withoutAliases(body?.schema ?? { type: "object", additionalProperties: false });
  const whole = {
    type: "object",
    properties: {
      path: partSchema(parameters, "path", false),
      query: partSchema(parameters, "query", false),
      header: partSchema(parameters, "header", true),
      body: bodySchema,
    },
  };
  return {
    schema: treeOf(withPlainNumbers(mapTree(whole, forValidation)), "schema"),
    decimals: raw ? [] : pathsWhere(bodySchema, ({ format }) => format === "decimal"),
    cardNumbers: raw ? [] : pathsWhere(bodySchema, (schema) => schema["x-card-number"] === true),
    integers: parameters.filter((each) => each.in === "query" && each.schema["type"] === "integer").map(nameOf),
    aliases,
    allowed: allowedOf(whole),
    body: raw ? "raw" : !body ? "none" : body.required ? "required" : "optional",
  };
}

const nameOf = ({ name }: Parameter): string => name;

function partSchema(parameters: readonly Parameter[], place: Parameter["in"], open: boolean): Tree {
  const mine = parameters.filter((parameter) => parameter.in === place);
  const required = mine.filter((parameter) => parameter.required).map(nameOf);
  return {
    type: "object",
    ...(!open && { additionalProperties: false }),
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(mine.map(({ name, schema }) => [name, schema])),
  };
}

/** The other names that fields of a body have. */
function aliasesOf(schema: Tree, look: Look = (field) => field): Record<string, string> {
  const entries = Object.entries(treeOf(schema["properties"] ?? {}, "properties")).flatMap(([name, field]) => {
    const of = treeOf(look(field), name)["x-alias-of"];
    return of === undefined ? [] : [[name, textOf(of, `${name} x-alias-of`)] as const];
  });
  return Object.fromEntries(entries);
}

/** What a field's schema is where it is a reference. */
type Look = (field: unknown) => unknown;

/** A schema as functions see it: each field under one name, and required where it is so by any of its names. */
export function withoutAliases(schema: Tree, look?: Look): Tree {
  if (!isTree(schema["properties"])) return schema;
  const { "x-required": more, ...rest } = schema;
  const aliases = aliasesOf(schema, look);
  const properties = Object.fromEntries(Object.entries(schema["properties"]).filter(([name]) => !(name in aliases)));
  const required = [...listOf(schema["required"]), ...listOf(more)];
  return { ...rest, properties, ...(required.length > 0 && { required }) };
}

/** A schema without what a validator does not look at, amounts as decimal text. */
function forValidation(tree: Tree): Tree {
  if (tree["format"] === "decimal" && tree["type"] === "number") return { type: "string", pattern: DECIMAL_PATTERN };
  // What is called `properties` holds fields by their names, which may be those of annotations.
  const isSchema = typeof tree["type"] === "string" || Array.isArray(tree["allOf"]);
  if (!isSchema) return tree;
  return Object.fromEntries(Object.entries(tree).filter(([name]) => !ANNOTATIONS.has(name) && !name.startsWith("x-")));
}

function pathsWhere(schema: Tree, is: (schema: Tree) => boolean, path = ""): string[] {
  const own = path !== "" && is(schema) ? [path] : [];
  const fields = Object.entries(isTree(schema["properties"]) ? schema["properties"] : {}).flatMap(([name, field]) =>
    pathsWhere(treeOf(field, name), is, path === "" ? name : `${path}.${name}`),
  );
  const items = isTree(schema["items"]) ? pathsWhere(schema["items"], is, `${path}[]`) : [];
  return [...own, ...fields, ...items];
}

function allowedOf(whole: Tree): Record<string, string> {
  const allowed: Record<string, string> = {};
  mapTree(whole, (tree) => {
    const { pattern } = tree;
    if (typeof pattern === "string") allowed[pattern] = textOf(tree["x-allowed"], `x-allowed of ${pattern}`);
    return tree;
  });
  return allowed;
}

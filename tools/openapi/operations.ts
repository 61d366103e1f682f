import { ToolError } from "../shared/errors";
import { isTree, resolved, type Tree, treeOf } from "./document";

const METHODS = ["post", "get", "put", "patch", "delete"] as const;

/** A parameter in a path, a query or a header, its references resolved. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly description?: string;
  readonly example?: unknown;
  readonly schema: Tree;
}

/** An example with its name; a value without a name is called `example`. */
export interface Example {
  readonly name: string;
  readonly summary?: string;
  readonly value: unknown;
}

/** A body of a request or an answer. */
export interface Body {
  readonly mediaType: string;
  readonly schema: Tree;
  readonly examples: readonly Example[];
}

/** An answer, by its status or `default`. */
export interface Answer {
  readonly status: string;
  readonly description: string;
  readonly headers: readonly string[];
  readonly body?: Body;
}

/** One operation of the document, its references resolved. */
export interface OperationEntry {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** The deployed name of the function that serves it. */
  readonly function: string;
  readonly money: boolean;
  readonly cardData: boolean;
  readonly raw: boolean;
  /** Whether an API key is asked for. */
  readonly secured: boolean;
  readonly errors: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body?: Body & { readonly required: boolean };
  readonly answers: readonly Answer[];
}

/**
 * The operations of a document, in the order of its paths.
 *
 * @throws ToolError where one lacks its id, its tag or its function.
 */
export function operationsOf(document: Tree): OperationEntry[] {
  return Object.entries(treeOf(document["paths"], "paths")).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = treeOf(item, path)[method];
      return operation === undefined ? [] : [operationOf(document, path, method, operation)];
    }),
  );
}

function operationOf(document: Tree, path: string, method: string, written: unknown): OperationEntry {
  const where = `${method.toUpperCase()} ${path}`;
  const operation = treeOf(resolved(document, written), where);
  const tags = listOf(operation["tags"]);
  return {
    id: textOf(operation["operationId"], `${where} operationId`),
    method: method.toUpperCase(),
    path,
    tag: textOf(tags[0], `${where} tags`),
    summary: textOf(operation["summary"], `${where} summary`),
    description: maybeText(operation["description"]),
    function: textOf(operation["x-function"], `${where} x-function`),
    money: operation["x-money"] === true,
    cardData: operation["x-card-data"] === true,
    raw: operation["x-raw"] === true,
    secured: !Array.isArray(operation["security"]),
    errors: listOf(operation["x-errors"]).map((code) => textOf(code, `${where} x-errors`)),
    parameters: listOf(operation["parameters"]).map((parameter) => parameterOf(parameter, where)),
    body: requestBodyOf(operation["requestBody"], where),
    answers: Object.entries(treeOf(operation["responses"], `${where} responses`)).map(([status, answer]) =>
      answerOf(status, treeOf(answer, `${where} ${status}`), where),
    ),
  };
}

function parameterOf(written: unknown, where: string): Parameter {
  const parameter = treeOf(written, `${where} parameters`);
  const name = textOf(parameter["name"], `${where} parameter`);
  const place = parameter["in"];
  if (place !== "path" && place !== "query" && place !== "header") {
    throw new ToolError(`${where} ${name}: must be in path, query or header.`);
  }
  return {
    name,
    in: place,
    required: parameter["required"] === true,
    description: maybeText(parameter["description"]),
    example: parameter["example"],
    schema: treeOf(parameter["schema"], `${where} ${name} schema`),
  };
}

function requestBodyOf(written: unknown, where: string): OperationEntry["body"] {
  if (written === undefined) return undefined;
  const body = treeOf(written, `${where} requestBody`);
  const content = contentOf(body["content"], `${where} requestBody`);
  return content && { ...content, required: body["required"] === true };
}

function answerOf(status: string, answer: Tree, where: string): Answer {
  return {
    status,
    description: textOf(answer["description"], `${where} ${status}`),
    headers: isTree(answer["headers"]) ? Object.keys(answer["headers"]) : [],
    body: contentOf(answer["content"], `${where} ${status}`),
  };
}

function contentOf(written: unknown, where: string): Body | undefined {
  if (written === undefined) return undefined;
  const entries = Object.entries(treeOf(written, where));
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) throw new ToolError(`${where}: must have one media type.`);
  const media = treeOf(entry[1], where);
  const single = media["example"];
  const named = Object.entries(treeOf(media["examples"] ?? {}, where)).map(([name, written]) => {
    const example = treeOf(written, `${where} ${name}`);
    return { name, summary: maybeText(example["summary"]), value: example["value"] };
  });
  const examples = single === undefined ? named : [{ name: "example", value: single }, ...named];
  return { mediaType: entry[0], schema: treeOf(media["schema"], `${where} schema`), examples };
}

/** A list, or none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** @throws ToolError where it is no text. */
export function textOf(value: unknown, where: string): string {
  if (typeof value === "string") return value;
  throw new ToolError(`${where}: must be a text.`);
}

function maybeText(value: unknown): string | undefined {
  return typeof value === "string" ? value.trim() : undefined;
}

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LosslessNumber } from "lossless-json";
import { PROBLEM_CODES } from "../../../functions/api";
import { isTree, join, mapTree, readDocument, resolved, type Tree } from "../../../tools/openapi/document";
import { operationsOf } from "../../../tools/openapi/operations";
import { repositoryRoot } from "../../../tools/shared/root";

const root = repositoryRoot();
const document = readDocument(root);
const operations = operationsOf(document);

/** The validator is an ES module, which the test runner does not load: it runs by its own command. */
const VALIDATOR = path.join(
  path.dirname(require.resolve("@seriousme/openapi-schema-validator/package.json")),
  "bin/validate-api-cli.js",
);

function standardFaults(file: string): string {
  try {
    execFileSync(process.execPath, [VALIDATOR, file], { encoding: "utf8", stdio: "pipe" });
    return "";
  } catch (error) {
    return (error as { readonly stdout: string }).stdout;
  }
}

/** Every object in the document. */
function objects(value: unknown): Tree[] {
  const found: Tree[] = [];
  mapTree(value, (tree) => {
    found.push(tree);
    return tree;
  });
  return found;
}

describe("the API's document", () => {
  const file = path.join(root, "functions/api/generated/openapi.json");

  it("is one of OpenAPI 3.0", () => {
    expect(standardFaults(file)).toBe("");
    const folder = mkdtempSync(path.join(tmpdir(), "openapi-"));
    const broken = path.join(folder, "openapi.json");
    writeFileSync(broken, readFileSync(file, "utf8").replace('"operationId"', '"operationid"'));
    expect(standardFaults(broken)).not.toBe("");
  });

  it("keeps within what API Gateway reads", () => {
    for (const tree of objects(document)) {
      for (const keyword of ["oneOf", "anyOf", "not", "nullable", "discriminator", "xml", "links", "callbacks"]) {
        expect(tree).not.toHaveProperty(keyword);
      }
      expect(typeof tree["exclusiveMinimum"]).not.toBe("boolean");
      expect(typeof tree["exclusiveMaximum"]).not.toBe("boolean");
    }
  });

  it("has amounts as they are written", () => {
    const amounts = objects(document).map(({ amount }) => amount);
    expect(amounts).toContainEqual(new LosslessNumber("100.00"));
  });
});

describe.each(operations.map((operation) => [operation.id, operation] as const))("%s", (id, operation) => {
  it("has a name, a tag of the document and a function", () => {
    expect(id).toMatch(/^[a-z]+([A-Z][a-z]+)+$/);
    expect(operation.function).toMatch(
      /^(payment-[a-z-]+|refund-processor|escrow-manager|webhook-endpoints|ach-transfer-manager|bank-account-verifier)$/,
    );
    expect((document["tags"] as Tree[]).map(({ name }) => name)).toContain(operation.tag);
  });

  it("asks for more than an API key, but where it shows no money", () => {
    expect(operation.money).toBe(!["getStatus", "receiveWebhook"].includes(id));
    expect(operation.secured).toBe(id !== "receiveWebhook");
  });

  it("has its path's parameters, and them alone, each with an example", () => {
    const inPath = operation.parameters.filter((parameter) => parameter.in === "path");
    const named = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(inPath.map(({ name }) => name)).toEqual(named);
    expect(inPath.every(({ required, example }) => required && typeof example === "string")).toBe(true);
  });

  it("answers errors by problem documents, with codes that have their place in the table", () => {
    const otherwise = operation.answers.find(({ status }) => status === "default");
    expect(otherwise?.body?.mediaType).toBe("application/problem+json");
    for (const code of operation.errors) expect(PROBLEM_CODES).toContain(code);
  });

  it("gives each answer the request's id, and each body an example", () => {
    for (const answer of operation.answers) {
      expect(answer.headers).toContain("x-request-id");
      if (answer.body && answer.status !== "default") expect(answer.body.examples).not.toEqual([]);
    }
    if (operation.body) expect(operation.body.examples).not.toEqual([]);
  });

  it("refuses unknown fields in every object of its body", () => {
    const closed = operation.raw
      ? []
      : objects(operation.body?.schema ?? {}).filter((tree) => isTree(tree["properties"]));
    expect(closed.every((tree) => tree["additionalProperties"] === false)).toBe(true);
  });

  it("checks types alone where a card number passes", () => {
    const properties = isTree(operation.body?.schema["properties"]) ? operation.body.schema["properties"] : {};
    // A bank account's number may look like a card's, and is as secret.
    const { card = properties["account_number"] } = properties;
    expect(operation.cardData).toBe(card !== undefined);
    for (const tree of objects(card)) {
      for (const keyword of ["pattern", "enum", "minimum", "maximum", "minLength", "maxLength"]) {
        expect(tree).not.toHaveProperty(keyword);
      }
    }
  });
});

describe("a document of parts", () => {
  const part = (file: string, tree: Tree) => ({ file, tree });

  it("has the paths and components of all, a path's methods from several", () => {
    const parts = [
      part("b.yaml", { paths: { "/b": { get: 1 }, "/a": { post: 2 } } }),
      part("a.yaml", { paths: { "/a": { get: 3 } }, components: { schemas: { A: {} } } }),
    ];
    expect(join({ openapi: "3.0.3" }, parts)).toEqual({
      openapi: "3.0.3",
      paths: { "/a": { post: 2, get: 3 }, "/b": { get: 1 } },
      components: { schemas: { A: {} } },
    });
  });

  it("has no name twice", () => {
    const schemas = { components: { schemas: { A: {} } } };
    expect(() => join({}, [part("a.yaml", schemas), part("b.yaml", schemas)])).toThrow(
      "b.yaml components schemas: A is there in another part already.",
    );
    const paths = { paths: { "/a": { get: {} } } };
    expect(() => join({}, [part("a.yaml", paths), part("b.yaml", paths)])).toThrow("b.yaml /a: get is there");
  });

  it("resolves references, names schemas, and takes one member of allOf with what is beside it", () => {
    const tree = { components: { schemas: { Id: { type: "string", description: "An id." } } } };
    const reference = { $ref: "#/components/schemas/Id" };
    const id = { type: "string", description: "An id.", "x-schema": "Id" };
    expect(resolved(tree, { a: [reference] })).toEqual({ a: [id] });
    expect(resolved(tree, { allOf: [reference], description: "Another." })).toEqual({ ...id, description: "Another." });
    expect(() => resolved(tree, { $ref: "#/components/schemas/No" })).toThrow("is not in the document");
    const circle = { components: { schemas: { A: { $ref: "#/components/schemas/A" } } } };
    expect(() => resolved(circle, { $ref: "#/components/schemas/A" })).toThrow("names itself");
  });
});

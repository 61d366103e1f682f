import { APPSYNC, fieldOf, fieldsOf, WHOLE } from "./support/appsync";
import { buildSchema, isEnumType } from "graphql";
import { NESTED_FIELDS } from "../../../modules/graphql-api/resolvers/nested-fields";
import { schemaParts, servedFields } from "../../../modules/graphql-api/schema";
import { isTree, type Tree } from "../../../tools/openapi/document";
import { graphqlAnswer } from "../../../functions/api/graphql";
import { answerSchema, bodySchema, camel, operationNamed, OPERATIONS, plain } from "./support/rest";

const schema = buildSchema(APPSYNC + WHOLE);
const served = servedFields(schemaParts()).filter(({ nested }) => !nested);

/** Operations that GraphQL does not have: what is no payment, escrow, transfer or account, and what takes a number. */
const NOT_HERE =
  /^(create(Token|BankAccount)|getStatus|reviewPayment|put(Customer|Provider)|receiveWebhook|(get|list)Events?|.*(WebhookEndpoints?|WebhookSecret|Deliver(y|ies)|TestEvent))$/;

const propertiesOf = (rest: Tree): Readonly<Record<string, Tree>> =>
  (isTree(rest["properties"]) ? rest["properties"] : {}) as Readonly<Record<string, Tree>>;
const requiredIn = (rest: Tree): readonly string[] => (rest["required"] as readonly string[] | undefined) ?? [];
/** A form of the document that is free there, and typed here. */
const isFree = (rest: Tree): boolean => rest["type"] === "object" && rest["properties"] === undefined;

/** Types as the schema writes them: `[Payment!]!`. */
const isList = (type: string): boolean => type.startsWith("[");
const itemOf = (type: string): string => type.replace(/^\[(.*)\]!?$/, "$1");
const namedOf = (type: string) => schema.getType(type.replaceAll(/[[\]!]/g, ""))!;

/** What differs between a part of the document and its type; paths as `getEscrow.conditions`. */
function differences(
  rest: Tree,
  type: string,
  { at, ignored }: { readonly at: string; readonly ignored: (name: string) => boolean },
): string[] {
  const here = plain(rest);
  if (here["type"] === "array") {
    if (!isList(type)) return [`${at}: is no list`];
    return differences(here["items"] as Tree, itemOf(type), { at: `${at}[]`, ignored });
  }
  const named = namedOf(type);
  if (isEnumType(named)) {
    const values = here["enum"] as string[];
    const ours = named.getValues().map(({ name }) => name);
    return [...values].sort().join() === [...ours].sort().join() ? [] : [`${at}: ${ours.join()} for ${values.join()}`];
  }
  const fields = Object.entries(fieldsOf(named)).map(([name, field]) => [name, String(field.type)] as const);
  if (fields.length === 0 || isFree(here)) return [];
  const required = requiredIn(here).map(camel);
  const properties = Object.entries(propertiesOf(here)).map(([name, property]) => [camel(name), property] as const);
  const known = new Map(properties);
  const names = fields.map(([name]) => name);
  return [
    ...properties
      .filter(([name]) => !names.includes(name) && !ignored(name))
      .map(([name]) => `${at}.${name}: is not in ${named.name}`),
    ...fields.flatMap(([name, each]) => {
      const property = known.get(name);
      const where = `${at}.${name}`;
      if (NESTED_FIELDS[`${named.name}.${name}`]) return [];
      if (!property) return [`${where}: is not in the document`];
      if (each.endsWith("!") && !required.includes(name)) return [`${where}: may be missing in the document`];
      // How conditions stand within each other is free in the document.
      return name === "parts" ? [] : differences(property, each, { at: where, ignored });
    }),
  ];
}

/** Cents beside an amount say the same, and may be more than an Int holds. */
const isTwin = (name: string): boolean => /(Amount|^amount|balance|principal)Cents$/.test(name);

describe("the operations", () => {
  it("are those of the REST API, but for what is listed with its reason", () => {
    const here = served.map(({ field }) => field);
    expect(here.filter((field) => !OPERATIONS.some(({ id }) => id === field))).toEqual([]);
    expect(OPERATIONS.map(({ id }) => id).filter((id) => !here.includes(id) && !NOT_HERE.test(id))).toEqual([]);
  });
});

describe.each(served.map(({ field }) => [field, operationNamed(field)] as const))("%s", (name, entry) => {
  const { kind, type, args } = fieldOf(schema, name);

  it("is asked for where it reads, and done where it writes", () => {
    expect(kind).toBe(entry.method === "GET" ? "query" : "mutation");
  });

  it("shows what it shows over REST", () => {
    expect(differences(answerSchema(entry), String(type), { at: name, ignored: isTwin })).toEqual([]);
  });

  const inBody = Object.keys(propertiesOf(bodySchema(entry))).map(camel);
  const isFlat = args["input"] === undefined;

  it("takes the parameters that it takes over REST", () => {
    const ofRest = entry.parameters.map((parameter) =>
      parameter.in === "header" ? "idempotencyKey" : camel(parameter.name),
    );
    const asked = Object.keys(args).filter((arg) => arg !== "input");
    expect(asked.sort()).toEqual([...ofRest, ...(isFlat ? inBody : [])].sort());
    for (const { name: parameter, in: place } of entry.parameters)
      if (place === "path") expect(String(args[camel(parameter)])).toBe("ID!");
  });

  it("takes the body that it takes over REST", () => {
    const body = bodySchema(entry);
    if (isFlat) {
      expect(inBody.length).toBeLessThanOrEqual(1);
      return;
    }
    expect(differences(body, String(args["input"]), { at: name, ignored: () => false })).toEqual([]);
    expect(String(args["input"]).endsWith("!")).toBe(entry.body?.required === true);
  });
});

describe("money", () => {
  const amounts = new Map<string, boolean>();
  const walk = (value: unknown): void => {
    if (!isTree(value)) return;
    const here = plain(value);
    for (const [name, property] of Object.entries(propertiesOf(here)))
      if (["number", "integer"].includes(String(plain(property)["type"])))
        amounts.set(name, plain(property)["format"] === "decimal");
    Object.values(here).forEach((each) => {
      if (Array.isArray(each)) each.forEach(walk);
      else walk(each);
    });
  };
  served.forEach(({ field }) => walk(answerSchema(operationNamed(field))));

  it.each([...amounts])(
    "in an answer's %s is decimal text where it is an amount (%p), and else a number",
    (name, isAmount) => {
      const answer = graphqlAnswer({ statusCode: 200, body: `{"${name}":12.50}` });
      expect(answer).toEqual({ data: { [camel(name)]: isAmount ? "12.50" : 12.5 } });
    },
  );
});

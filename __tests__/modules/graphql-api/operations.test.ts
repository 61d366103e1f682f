import { CALLER, fieldOf, fieldsOf, queryOf, served } from "./support/appsync";
import fc from "fast-check";
import { isLosslessNumber } from "lossless-json";
import { getNamedType, graphql, type GraphQLInputType, isInputObjectType } from "graphql";
import * as api from "../../../functions/api";
import { type ApiFault, type Operation, type OperationId, PROBLEM_CODES, serveApi } from "../../../functions/api";
import type { GraphqlCall } from "../../../functions/api/graphql";
import { readRequest } from "../../../functions/api/request";
import { looksLikeCardNumber } from "../../../functions/shared/card-number-guard";
import { refuse } from "../../../functions/shared/results";
import { schemaParts, servedFields } from "../../../modules/graphql-api/schema";
import { isTree, type Tree } from "../../../tools/openapi/document";
import type { OperationEntry } from "../../../tools/openapi/operations";
import { Decimal, jsonOf, valueOf } from "../../functions/api/support/arbitrary";
import { CONTEXT, eventOf } from "../../functions/api/support/event";
import { keptLog } from "../../functions/api/support/log";
import { answerSchema, bodySchema, camel, exampleAnswer, operationNamed, plain } from "./support/rest";

const operations = api as unknown as Readonly<Record<string, Operation<OperationId>>>;
const names = [...new Set(servedFields(schemaParts()).map(({ operation }) => operation))];

type Seen = Readonly<Record<"operation" | "path" | "query" | "body" | "caller" | "idempotencyKey", unknown>>;

type Answer = (entry: OperationEntry) => object;
const example: Answer = (entry) => ({ status: 200, body: exampleAnswer(entry) });
const now: { answer: Answer; seen: Seen[] } = { answer: example, seen: [] };

/** All operations behind one function, each with its own rules. */
const handler = serveApi(
  keptLog().log,
  Object.fromEntries(names.map((name) => [name, operations[name]!])) as never,
  Object.fromEntries(
    names.map((name) => [
      name,
      (request: Seen) => {
        now.seen.push(request);
        return Promise.resolve(now.answer(operationNamed(name)));
      },
    ]),
  ) as never,
);
const schema = served((payload) => handler(payload as unknown as GraphqlCall, CONTEXT));

/** Asks for one field with all that it shows; the function answers what the document gives as its example, or as is said. */
async function ask(name: string, variables: Readonly<Record<string, unknown>>, answer = example) {
  Object.assign(now, { answer, seen: [] });
  const source = queryOf(schema, name, Object.keys(variables));
  const { data, errors = [] } = await graphql({ schema, source, variableValues: variables });
  const raised = errors.map(({ message, extensions }) => ({ message, ...extensions }));
  return { value: data?.[name], errors: raised, seen: now.seen };
}

/** A request of the document as GraphQL's arguments: amounts as text, names in camelCase. */
function argumentsOf(entry: OperationEntry, { path, query, body }: Sent): Record<string, unknown> {
  const { args } = fieldOf(schema, entry.id);
  const given = inCamel(body) as Record<string, unknown>;
  return {
    ...(inCamel({ ...path, ...query }) as object),
    ...(args["input"] === undefined ? given : { input: given }),
  };
}

function inCamel(value: unknown): unknown {
  if (value instanceof Decimal) return value.text;
  if (Array.isArray(value)) return value.map(inCamel);
  if (!isTree(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [camel(name), inCamel(field)]));
}

interface Sent {
  readonly path: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly body: Record<string, unknown>;
}

/** Requests that the document allows, none with what looks like a card number by chance. */
function requestsOf(entry: OperationEntry): fc.Arbitrary<Sent> {
  const parameters = (place: "path" | "query") => {
    const mine = entry.parameters.filter((parameter) => parameter.in === place);
    const fields = Object.fromEntries(mine.map(({ name, schema }) => [name, valueOf(schema)]));
    return fc.record(fields, { requiredKeys: mine.filter(({ required }) => required).map(({ name }) => name) });
  };
  const body = entry.body ? (valueOf(bodySchema(entry)) as fc.Arbitrary<Record<string, unknown>>) : fc.constant({});
  return fc
    .record({ path: parameters("path"), query: parameters("query"), body })
    .filter((sent) => !looksLikeCardNumber(jsonOf(sent)) && !/\d{13}/.test(jsonOf(sent).replaceAll(/[^\da-z"]/gi, "")));
}

/** What the same request over REST comes to. */
function overRest(entry: OperationEntry, { path, query, body }: Sent) {
  const texts = (fields: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
  const encoded = Object.fromEntries(
    Object.entries(texts(path)).map(([name, value]) => [name, encodeURIComponent(value)]),
  );
  const sent = eventOf({
    method: entry.method,
    resource: entry.path,
    path: encoded,
    query: texts(query),
    body: entry.method === "GET" ? null : jsonOf(body),
  });
  const read = readRequest(operations[entry.id]!, sent);
  if (!read.ok) throw new Error(`${entry.id} refuses what the document allows.`);
  return { path: read.request.path, query: read.request.query, body: read.request.body };
}

/** Arguments with the first id among them, of the field or its input, that nothing can have. */
function withImpossibleId(
  args: Readonly<Record<string, GraphQLInputType>>,
  given: Readonly<Record<string, unknown>>,
): { readonly given: Record<string, unknown>; readonly param: string } | undefined {
  const isId = (type: GraphQLInputType): boolean => getNamedType(type).name === "ID";
  const impossible = "no such/id";
  const direct = Object.keys(args).find((name) => isId(args[name]!));
  if (direct !== undefined) return { given: { ...given, [direct]: impossible }, param: direct };
  const input = args["input"] && getNamedType(args["input"]);
  if (!isInputObjectType(input)) return undefined;
  const inner = Object.entries(fieldsOf(input)).find(([, { type }]) => isId(type))?.[0] ?? "";
  return { given: { ...given, input: { ...(given["input"] as object), [inner]: impossible } }, param: inner };
}

describe.each(names.map((name) => [name, operationNamed(name)] as const))("%s", (name, entry) => {
  it("asks its function for what the same request asks over REST, as who calls", async () => {
    await fc.assert(
      fc.asyncProperty(requestsOf(entry), async (sent) => {
        const { errors, seen } = await ask(name, argumentsOf(entry, sent));
        expect(errors).toEqual([]);
        expect(seen).toMatchObject([{ operation: name, ...overRest(entry, sent), caller: CALLER }]);
      }),
      { numRuns: 15 },
    );
  });

  it("shows what its function answers, amounts digit by digit", async () => {
    const [sent] = fc.sample(requestsOf(entry), { numRuns: 1, seed: 1 });
    const { value, errors } = await ask(name, argumentsOf(entry, sent!));
    expect(errors).toEqual([]);
    const expected = shownAs(answerSchema(entry), exampleAnswer(entry));
    expect(JSON.parse(JSON.stringify(value))).toMatchObject(expected);
  });

  it("names the argument that is wrong, with its code", async () => {
    const [sent] = fc.sample(requestsOf(entry), { numRuns: 1, seed: 1 });
    const wrong = withImpossibleId(fieldOf(schema, name).args, argumentsOf(entry, sent!));
    const { errors, seen } = await ask(name, wrong!.given);
    const { param } = wrong!;
    expect(errors).toMatchObject([
      { type: "invalid", message: expect.stringContaining(`${param}: `) as string, info: { code: "invalid", param } },
    ]);
    expect(seen).toEqual([]);
  });

  it("raises each refusal that the document has for it, with its code and param", async () => {
    const [sent] = fc.sample(requestsOf(entry), { numRuns: 1, seed: 1 });
    for (const code of entry.errors as ApiFault["code"][]) {
      const refusal = refuse<ApiFault>({ code, param: "the_param", message: "the_param: is wrong." });
      const { errors } = await ask(name, argumentsOf(entry, sent!), () => refusal);
      expect(errors).toMatchObject([
        {
          type: code,
          message: "theParam: is wrong.",
          info: { code, param: "theParam", errors: [{ code, param: "theParam", message: "theParam: is wrong." }] },
        },
      ]);
    }
  });

  it("answers whatever it is sent by a value or a fault with a code, and never fails", async () => {
    const { args } = fieldOf(schema, name);
    const any = anyOf(args);
    await fc.assert(
      fc.asyncProperty(any, async (variables) => {
        const { errors, value } = await ask(name, variables);
        for (const { type } of errors as { readonly type?: string }[]) {
          // Without one GraphQL itself has refused it: an enum's value, a number that is none.
          if (type !== undefined) expect(PROBLEM_CODES).toContain(type);
          expect(type).not.toBe("internal_error");
        }
        expect(errors.length > 0 || value !== null).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});

/** The document's example as GraphQL shows it; what GraphQL leaves out (cents, free forms) is not compared. */
function shownAs(rest: Tree, value: unknown): object {
  const shown = (part: Tree, each: unknown): unknown => {
    const { properties, items, format } = plain(part);
    if (isLosslessNumber(each)) return format === "decimal" ? each.value : Number(each.value);
    if (Array.isArray(each)) return each.map((one) => shown(items as Tree, one));
    if (!isTree(each)) return each;
    const known = (properties ?? {}) as Readonly<Record<string, Tree>>;
    const kept = Object.entries(each).filter(
      ([name]) => known[name] && !name.endsWith("amount_cents") && !/^(balance|principal)_cents$/.test(name),
    );
    return Object.fromEntries(kept.map(([name, field]) => [camel(name), shown(known[name]!, field)]));
  };
  return shown(rest, value) as object;
}

/** Anything at all in the places of a field's arguments. */
function anyOf(args: Readonly<Record<string, GraphQLInputType>>, depth = 3): fc.Arbitrary<Record<string, unknown>> {
  const value = (type: GraphQLInputType): fc.Arbitrary<unknown> => {
    const named = getNamedType(type);
    const inner = (): fc.Arbitrary<unknown> =>
      anyOf(Object.fromEntries(Object.entries(fieldsOf(named)).map(([name, each]) => [name, each.type])), depth - 1);
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.constantFrom(...OFTEN));
    const one = depth === 0 ? fc.constant(null) : isInputObjectType(named) ? inner() : leaf;
    return String(type).includes("[") ? fc.array(one, { maxLength: 3 }) : one;
  };
  const fields = Object.fromEntries(Object.entries(args).map(([name, type]) => [name, value(type)]));
  return fc.record(fields, { requiredKeys: Object.keys(args).filter((name) => String(args[name]).endsWith("!")) });
}

/** Texts that are right somewhere. */
const OFTEN = ["1.50", "USD", "pay_1", "credit", "2026-11-23", "2026-11-23T12:00:00.000Z", "split", "", "1e21"];

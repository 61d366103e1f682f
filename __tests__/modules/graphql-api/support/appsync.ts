/** AppSync as far as this module needs it: its own types, and its resolvers around the reference implementation of GraphQL. */
import {
  buildSchema,
  getNamedType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInputObjectType,
  isObjectType,
} from "graphql";
import { CHANGE_KINDS } from "../../../../modules/graphql-api/change-kinds";
import * as field from "../../../../modules/graphql-api/resolvers/field";
import * as nested from "../../../../modules/graphql-api/resolvers/nested";
import * as published from "../../../../modules/graphql-api/resolvers/published";
import { NESTED_FIELDS } from "../../../../modules/graphql-api/resolvers/nested-fields";
import { type OptionalFunction, schemaOf, schemaParts } from "../../../../modules/graphql-api/schema";

jest.mock("@aws-appsync/utils", () => ({
  util: {
    autoId: () => "request-1",
    error(message: string, type: string, data: unknown, info: unknown): never {
      const { GraphQLError: Raised } = jest.requireActual<typeof import("graphql")>("graphql");
      throw new Raised(message, { extensions: { type, data, info } });
    },
  },
  // AppSync calls nothing after it, and takes its value.
  runtime: { earlyReturn: (value: unknown) => ({ early: value }) },
}));

/** What AppSync brings of its own. */
export const APPSYNC = `
  scalar AWSDate
  scalar AWSDateTime
  directive @aws_iam on OBJECT | FIELD_DEFINITION
  directive @aws_cognito_user_pools on OBJECT | FIELD_DEFINITION
  directive @aws_api_key on OBJECT | FIELD_DEFINITION
  directive @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION
`;

/** The schema with everything optional. */
export const WHOLE = schemaOf(schemaParts());

/** The schema with the functions given, and no others. */
export function schemaWith(...there: readonly OptionalFunction[]): string {
  return schemaOf(schemaParts().filter(({ needs }) => needs.every((name) => there.includes(name))));
}

/** What a resolver sends to a function. */
export interface Payload {
  readonly graphql: {
    readonly operation: string;
    readonly arguments: Readonly<Record<string, unknown>>;
    readonly identity: Readonly<Record<string, unknown>>;
    readonly requestId: string;
  };
}

/** Who calls in tests. */
export const CALLER = "arn:aws:iam::123456789012:user/shop";

/** The schema with its own resolvers around a function; what goes to it and comes from it passes as JSON. */
export function served(callFunction: (payload: Payload) => unknown, sdl = WHOLE): GraphQLSchema {
  const schema = buildSchema(APPSYNC + sdl);
  const invoke = async (payload: unknown): Promise<{ readonly result?: unknown; readonly error?: unknown }> => {
    try {
      const result = await callFunction(throughJson(payload) as Payload);
      return { result: throughJson(result) };
    } catch (error) {
      return { error };
    }
  };
  const publishers = CHANGE_KINDS.map((kind) => kind.field);
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const [fieldName, definition] of Object.entries(type!.getFields())) {
      definition.resolve = async (_: unknown, args: { readonly input: Readonly<Record<string, unknown>> }) => {
        if (publishers.includes(fieldName)) return published.response({ result: published.request({ args }).payload });
        const context = { info: { fieldName }, args, identity: { userArn: CALLER } } as never;
        return field.response(await invoke(field.request(context).payload));
      };
    }
  }
  for (const place of Object.keys(NESTED_FIELDS)) {
    const [parentTypeName = "", fieldName = ""] = place.split(".");
    const definition = (schema.getType(parentTypeName) as GraphQLObjectType | undefined)?.getFields()[fieldName];
    if (!definition) continue;
    definition.resolve = async (source: unknown) => {
      const context = { info: { parentTypeName, fieldName }, source, identity: { userArn: CALLER } } as never;
      const request = nested.request(context) as { readonly payload?: unknown; readonly early?: unknown };
      return "early" in request ? request.early : nested.response(await invoke(request.payload));
    };
  }
  return schema;
}

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null)) as unknown;

/** The type that a field of Query or Mutation has, and those of its arguments. */
export function fieldOf(schema: GraphQLSchema, name: string) {
  const [type, kind] = schema.getQueryType()!.getFields()[name]
    ? ([schema.getQueryType()!, "query"] as const)
    : ([schema.getMutationType()!, "mutation"] as const);
  const definition = type.getFields()[name]!;
  const args = Object.fromEntries(definition.args.map((each): [string, GraphQLInputType] => [each.name, each.type]));
  return { kind, type: definition.type, args };
}

/** The query of one field, its arguments as variables of their names, with everything that it shows but resources within. */
export function queryOf(schema: GraphQLSchema, name: string, given: readonly string[]): string {
  const { kind, type, args } = fieldOf(schema, name);
  const mine = given.filter((arg) => args[arg] !== undefined);
  const declared = mine.map((arg) => `$${arg}: ${String(args[arg])}`).join(", ");
  const passed = mine.map((arg) => `${arg}: $${arg}`).join(", ");
  const head = mine.length === 0 ? `${kind} { ${name}` : `${kind} (${declared}) { ${name}(${passed})`;
  return `${head} ${selectionOf(getNamedType(type))} }`;
}

/** All leaves of a type; of a type within itself one level. */
function selectionOf(type: GraphQLNamedType, within: readonly string[] = []): string {
  if (!isObjectType(type)) return "";
  const fields = Object.entries(type.getFields()).flatMap(([name, { type: inner }]) => {
    const named = getNamedType(inner);
    if (NESTED_FIELDS[`${type.name}.${name}`] || within.includes(named.name)) return [];
    return named.name === type.name ? [] : [`${name} ${selectionOf(named, [...within, type.name])}`];
  });
  return `{ ${fields.join(" ")} }`;
}

/** The fields of an input or of an object, by their names. */
export function fieldsOf(type: GraphQLNamedType): Readonly<Record<string, { readonly type: GraphQLInputType }>> {
  if (!isInputObjectType(type) && !isObjectType(type)) return {};
  return type.getFields() as unknown as Readonly<Record<string, { readonly type: GraphQLInputType }>>;
}

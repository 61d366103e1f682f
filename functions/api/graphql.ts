/** Operations called from GraphQL: the same routes and rules as over REST, camelCase outside and snake_case inside. */
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { isLosslessNumber, isNumber, LosslessNumber, parse, stringify } from "lossless-json";
import { fieldPath, type Fields, isFields, pathPattern } from "./fields";
import { givenName } from "./given-names";
import { NO_NUMBER } from "./numbers";
import type { Operation, OperationId } from "./operation";

/** What the resolver of a GraphQL field sends: the field's name is the operation's id. */
export interface GraphqlCall {
  readonly graphql: {
    readonly operation: string;
    /** As the schema has them; `input` holds the fields of a body. */
    readonly arguments: Fields;
    /** AppSync's: IAM gives `userArn`, a user pool or OpenID Connect `sub`. */
    readonly identity: Fields | null;
    readonly requestId: string;
  };
}

/** What the resolver gets: the field's value, or the problem document that it raises an error by. */
export type GraphqlAnswer = { readonly data: unknown } | { readonly problem: Fields };

/** Whether a function was called by a resolver, and not by API Gateway. */
export function isGraphqlCall(event: object): event is GraphqlCall {
  return "graphql" in event;
}

type Shape = Pick<Operation<OperationId>, "method" | "path" | "decimals">;

/**
 * A resolver's call as the event that API Gateway would send for it, so that one reader checks both. Arguments that the
 * path names go there; the others are the query of what is read, and the body of what is done. Amounts are decimal text
 * in GraphQL, which has no number that holds them, and number tokens inside.
 */
export function asApiEvent({ method, path, decimals }: Shape, { graphql }: GraphqlCall): APIGatewayProxyEvent {
  const { identity, requestId } = graphql;
  const { input, idempotencyKey, ...others } = graphql.arguments;
  const given = toSnake({ ...others, ...(isFields(input) ? input : {}) }) as Fields;
  const inPath = Object.entries(given).filter(([name]) => path.includes(`{${name}}`));
  const rest = Object.entries(given).filter(([name]) => !path.includes(`{${name}}`));
  const isRead = method === "GET";
  const query = Object.fromEntries(rest.map(([name, value]) => [name, String(value)]));
  const body = stringify(withAmounts(Object.fromEntries(rest), decimals, ""));
  const event = {
    httpMethod: method,
    resource: path,
    path,
    pathParameters: Object.fromEntries(inPath.map(([name, value]) => [name, encoded(String(value))])),
    queryStringParameters: isRead ? query : {},
    multiValueQueryStringParameters: {},
    headers: {
      "content-type": "application/json",
      ...(typeof idempotencyKey === "string" && { "idempotency-key": idempotencyKey }),
    },
    body: isRead ? null : body,
    isBase64Encoded: false,
    requestContext: {
      requestId,
      identity: { userArn: textOf(identity?.["userArn"]), apiKeyId: null },
      authorizer: identity?.["sub"] === undefined ? null : { principalId: identity["sub"] },
    },
  };
  // What a proxy event has beside this is read by nobody.
  return event as unknown as APIGatewayProxyEvent;
}

/** As a path has it; half of a surrogate pair has no bytes to be encoded by, and becomes what no id has. */
function encoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "\uFFFD"));
}

/** What came of it, as the resolver takes it. */
export function graphqlAnswer({ statusCode, body }: Pick<APIGatewayProxyResult, "statusCode" | "body">): GraphqlAnswer {
  const value = body === "" ? null : parse(body);
  if (statusCode < 400) return { data: toCamel(value, "") };
  return { problem: inGraphqlNames(toCamel(value, "") as Fields) };
}

/** A problem by the names of GraphQL's arguments, and by what an amount is there. */
function inGraphqlNames(problem: Fields): Fields {
  const { param, detail: message, errors } = problem;
  if (typeof param !== "string" || typeof message !== "string" || !Array.isArray(errors)) return problem;
  const first = inGraphqlWords({ param, message });
  const faults = errors as { readonly param: string; readonly message: string }[];
  return {
    ...problem,
    param: first.param,
    detail: first.message,
    errors: faults.map(inGraphqlWords),
  };
}

function inGraphqlWords<Fault extends { readonly param: string; readonly message: string }>(fault: Fault): Fault {
  const named = givenName(fault, argumentOf);
  return { ...named, message: named.message.replace(NO_NUMBER, 'must be a decimal number as text, such as "99.99".') };
}

const argumentOf = (param: string): string => (param === "Idempotency-Key" ? "idempotencyKey" : camel(param));

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Fields in snake_case; GraphQL's null is what was not given. */
function toSnake(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toSnake);
  if (!isFields(value)) return value;
  const given = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(given.map(([name, field]) => [snake(name), toSnake(field)]));
}

/** Text of a number at an amount's place becomes the number token that a body has there; other text is left to be refused. */
function withAmounts(value: unknown, decimals: readonly string[], path: string): unknown {
  if (Array.isArray(value)) return value.map((each, index) => withAmounts(each, decimals, `${path}[${index}]`));
  if (isFields(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [name, withAmounts(field, decimals, fieldPath(path, name))]),
    );
  }
  const isAmount = typeof value === "string" && decimals.includes(pathPattern(path));
  return isAmount && isNumber(value) ? new LosslessNumber(value) : value;
}

/** Names of the fields that are money in the API's document (`AmountShown`). */
const AMOUNT = /^(balance|principal|amount_max)$|(^|_)amount$/;

function toCamel(value: unknown, name: string): unknown {
  if (isLosslessNumber(value)) return AMOUNT.test(name) ? value.value : Number(value.value);
  if (Array.isArray(value)) return value.map((each) => toCamel(each, name));
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [camel(key), toCamel(field, key)]));
}

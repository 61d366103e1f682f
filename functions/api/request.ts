import type { APIGatewayProxyEvent } from "aws-lambda";
import { looksLikeCardNumber } from "../shared/card-number-guard";
import { refuse, type RefusalOf } from "../shared/results";
import { readBody, readBytes } from "./body";
import { brokenTextFaults } from "./broken-text";
import { callerOf } from "./caller";
import { cardNumberFault, cardNumberFaults } from "./card-numbers";
import { type Fields, isFields, shownName } from "./fields";
import type { GivenNames } from "./given-names";
import { settleNumbers, wholeNumber } from "./numbers";
import type { ApiRequest, Operation, OperationId } from "./operation";
import type { ApiFault } from "./problem";
import { validationFaults } from "./validation";

/** A request of nothing but unknown fields is not answered at the same length. */
const FAULTS_MAX = 50;

/** A request that was found good, or all its faults at once. */
export type ReadRequest<Id extends OperationId> =
  | { readonly ok: true; readonly request: ApiRequest<Id>; /** Where they are others. */ readonly names: GivenNames }
  | RefusalOf<ApiFault>;

/** Reads a request by its operation's rules. No fault shows what looks like a card number. */
export function readRequest<Id extends OperationId>(
  operation: Operation<Id>,
  event: APIGatewayProxyEvent,
): ReadRequest<Id> {
  const headers = headersOf(event);
  const body = operation.body === "raw" ? rawBody(event) : jsonBody(operation, event, headers["content-type"]);
  if (!body.ok) return body;
  const path = pathOf(event);
  const query = queryOf(event, operation.integers);
  const idempotencyKey = headers["idempotency-key"];
  const candidate = {
    path: path.fields,
    query: query.fields,
    header: { ...(idempotencyKey !== undefined && { "Idempotency-Key": idempotencyKey }) },
    body: body.value,
  };
  const valid = operation.validate(candidate);
  const { allowed, cardData, validate } = operation;
  const faults = distinct([
    ...misplacedCardNumbers(event, candidate.header),
    ...body.faults,
    ...path.faults,
    ...query.faults,
    ...repeatedKeyFaults(event),
    ...(valid ? [] : validationFaults(validate.errors ?? [], candidate, { allowed, cardData, names: body.names })),
  ]);
  if (faults.length > 0) return refuse(...faults.slice(0, FAULTS_MAX));
  const request = {
    operation: operation.id,
    path: candidate.path,
    query: candidate.query,
    body: candidate.body,
    headers,
    ...(idempotencyKey !== undefined && { idempotencyKey }),
    caller: callerOf(event.requestContext),
    requestId: event.requestContext.requestId,
  };
  // The generated validator has seen that it is one.
  return { ok: true, request: request as unknown as ApiRequest<Id>, names: body.names };
}

/** A body with its faults, and the other names that its fields came by. */
interface BodyPart {
  readonly ok: true;
  readonly value: unknown;
  readonly faults: readonly ApiFault[];
  readonly names: GivenNames;
}

function rawBody({ body, isBase64Encoded }: APIGatewayProxyEvent): BodyPart | RefusalOf<ApiFault> {
  const read = readBytes({ text: body, isBase64: isBase64Encoded, contentType: undefined });
  return read.ok ? { ok: true, value: read.bytes, faults: [], names: {} } : read;
}

function jsonBody(
  operation: Pick<Operation<OperationId>, "body" | "method" | "decimals" | "cardNumbers" | "aliases">,
  { body, isBase64Encoded }: APIGatewayProxyEvent,
  contentType: string | undefined,
): BodyPart | RefusalOf<ApiFault> {
  // A body of GET means nothing (RFC 9110, 9.3.1).
  if (operation.method === "GET") return { ok: true, value: {}, faults: [], names: {} };
  const read = readBody({ text: body, isBase64: isBase64Encoded, contentType });
  if (!read.ok) return read;
  if (read.value === undefined && operation.body === "required") return refuse<ApiFault>(BODY_MISSING);
  const { decimals, cardNumbers, aliases } = operation;
  const { value, names, faults } = withFieldNames(read.value ?? {}, aliases);
  const settled = settleNumbers(value, decimals);
  return {
    ok: true,
    value: settled.value,
    faults: [
      ...cardNumberFaults(read.value, cardNumbers, decimals),
      ...brokenTextFaults(read.value),
      ...faults,
      ...settled.faults,
    ],
    names,
  };
}

const BODY_MISSING: ApiFault = { code: "required", param: "", message: "the request: a JSON body is required." };

/** A body with each field under its own name, where it came by another one. */
function withFieldNames(
  body: object,
  aliases: Readonly<Record<string, string>>,
): { readonly value: Fields; readonly names: GivenNames; readonly faults: readonly ApiFault[] } {
  const given: Fields = { ...body };
  const used = Object.entries(aliases).filter(([alias]) => Object.hasOwn(given, alias));
  const faults = used
    .filter(([alias, field]) => Object.hasOwn(given, field) && given[field] !== given[alias])
    .map(([alias, field]): ApiFault => {
      return { code: "invalid", param: alias, message: `${alias}: is another name of ${field}, and must be the same.` };
    });
  const value: Record<string, unknown> = Object.fromEntries(
    Object.entries(given).filter(([name]) => !Object.hasOwn(aliases, name)),
  );
  for (const [alias, field] of used) value[field] ??= given[alias];
  const names = Object.fromEntries(used.filter(([, field]) => !Object.hasOwn(given, field)).map(([a, f]) => [f, a]));
  return { value, names, faults };
}

/** There are none in a test call of the console. */
function headersOf({ headers }: { readonly headers: APIGatewayProxyEvent["headers"] | null }): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), value]],
    ),
  );
}

/** Of two keys API Gateway hands over the last as the header: which of them is meant is the sender's to say. */
function repeatedKeyFaults(event: { readonly multiValueHeaders?: APIGatewayProxyEvent["multiValueHeaders"] | null }) {
  const keys = Object.entries(event.multiValueHeaders ?? {})
    .filter(([name]) => name.toLowerCase() === "idempotency-key")
    .flatMap(([, values]) => values ?? []);
  return keys.length > 1 ? [repeatedFault("Idempotency-Key")] : [];
}

function repeatedFault(param: string): ApiFault {
  return { code: "invalid", param, message: `${param}: stands more than once.` };
}

interface Part {
  readonly fields: Record<string, unknown>;
  readonly faults: readonly ApiFault[];
}

/** Path parameters, percent signs read once: none of them may hold one, so it does not matter who read them before. */
function pathOf({ pathParameters }: APIGatewayProxyEvent): Part {
  const faults: ApiFault[] = [];
  const fields = Object.entries(pathParameters ?? {}).map(([name, value]) => {
    const text = decoded(value ?? "");
    if (text === undefined) {
      faults.push({ code: "invalid", param: name, message: `${name}: is not percent-encoded UTF-8.` });
    }
    return [name, text ?? ""];
  });
  return { fields: Object.fromEntries(fields) as Record<string, unknown>, faults };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function queryOf(event: APIGatewayProxyEvent, integers: readonly string[]): Part {
  const repeated = Object.entries(event.multiValueQueryStringParameters ?? {})
    .filter(([, values]) => (values?.length ?? 0) > 1)
    .map(([name]) => repeatedFault(shownName(name)));
  const fields = Object.entries(event.queryStringParameters ?? {}).map(([name, value]) => {
    const number = integers.includes(name) ? wholeNumber(value ?? "") : undefined;
    return [name, number ?? value];
  });
  return { fields: Object.fromEntries(fields) as Record<string, unknown>, faults: repeated };
}

/** Card numbers in paths, queries and the headers that are kept: never shown, and refused wherever they stand. */
function misplacedCardNumbers(event: APIGatewayProxyEvent, header: Fields): ApiFault[] {
  return [event.pathParameters, event.queryStringParameters, header]
    .filter(isFields)
    .flatMap((fields) => Object.entries(fields))
    .flatMap(([name, value]) => {
      const text = decoded(String(value)) ?? String(value);
      if (looksLikeCardNumber(name)) return [cardNumberFault("")];
      return looksLikeCardNumber(text) ? [cardNumberFault(shownName(name))] : [];
    });
}

/** The first fault of each field; what follows from it says nothing more. */
function distinct(faults: readonly ApiFault[]): ApiFault[] {
  const first = new Map<string, ApiFault>();
  for (const fault of faults) if (!first.has(fault.param)) first.set(fault.param, fault);
  return [...first.values()];
}

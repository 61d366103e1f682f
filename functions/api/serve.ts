import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import { type Log, maskError } from "../shared/logging";
import { refuse, type RefusalOf } from "../shared/results";
import { BusyError } from "../shared/retry";
import { holdsCardNumber } from "./card-numbers";
import { givenName } from "./given-names";
import { asApiEvent, graphqlAnswer, type GraphqlAnswer, type GraphqlCall, isGraphqlCall } from "./graphql";
import { toJson } from "./json";
import type { ApiRequest, Operation, OperationId } from "./operation";
import { type ApiFault, problemOf } from "./problem";
import { readRequest } from "./request";

/** What a function answers where all went well; money stands in it as number tokens (`amountToken`). */
export interface ApiAnswer {
  readonly status: number;
  /** Left out where there is nothing to say (204). */
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What serves an operation: an answer, or all faults of the request at once. */
export type Route<Id extends OperationId> = (request: ApiRequest<Id>) => Promise<ApiAnswer | RefusalOf<ApiFault>>;

/** The handler of a function that API Gateway calls, and the resolvers of the GraphQL API. */
export interface ApiHandler {
  (event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult>;
  (event: GraphqlCall, context: Context): Promise<GraphqlAnswer>;
}

/** What DynamoDB, KMS and Lambda call too much at once, and a transaction that is still under way; the same call later is right. */
const THROTTLES = new Set([
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ThrottlingException",
  "TooManyRequestsException",
  "TransactionInProgressException",
]);

/** When to try again what was refused because others were quicker. */
const BUSY_SECONDS = 1;

/**
 * The handler that serves some operations of the API: reads the request by the operation's own rules, calls its route, and
 * writes the answer or a problem document. It logs what came of a request, never what came in, and never throws: what a
 * route throws is answered by 503 where trying again helps, else by 500.
 */
export function serveApi<Id extends OperationId>(
  log: Log,
  operations: { readonly [Each in Id]: Operation<Each> },
  routes: { readonly [Each in Id]: Route<Each> },
): ApiHandler {
  const served = Object.keys(operations) as Id[];
  const byResource = new Map<string, ReturnType<typeof work>>(
    served.map((id) => [`${operations[id].method} ${operations[id].path}`, work(operations[id], routes[id])] as const),
  );
  const answer = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
    const { requestId } = event.requestContext;
    const resource = `${event.httpMethod} ${event.resource}`;
    const found = byResource.get(resource);
    try {
      return found ? await found(log, event) : refused(log, NOT_SERVED, requestId);
    } catch (error) {
      log.error("failed", { error: maskError(error), resource });
      return refused(log, refuse(faultOf(error)), requestId);
    }
  };

  function handler(event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult>;
  function handler(event: GraphqlCall, context: Context): Promise<GraphqlAnswer>;
  async function handler(
    event: APIGatewayProxyEvent | GraphqlCall,
    context: Context,
  ): Promise<APIGatewayProxyResult | GraphqlAnswer> {
    log.addContext(context);
    if (!isGraphqlCall(event)) return answer(event);
    const operation = served.find((id) => id === event.graphql.operation);
    const { requestId } = event.graphql;
    const result =
      operation === undefined
        ? refused(log, NOT_SERVED, requestId)
        : await answer(asApiEvent(operations[operation], event));
    return graphqlAnswer(result);
  }
  return handler;
}

const NOT_SERVED = refuse<ApiFault>({ code: "not_found", param: "", message: "There is no such resource." });

function work<Id extends OperationId>(operation: Operation<Id>, route: Route<Id>) {
  return async (log: Log, event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
    const { requestId } = event.requestContext;
    const read = readRequest(operation, event);
    if (!read.ok) return refused(log, read, requestId, operation.id);
    const answer = await route(read.request);
    if ("errors" in answer) {
      const errors = answer.errors.map((fault) => givenName(fault, (param) => read.names[param] ?? param));
      return refused(log, { ...answer, errors }, requestId, operation.id);
    }
    if (holdsCardNumber(answer.body) || holdsCardNumber(answer.headers)) {
      log.error("an answer held what looks like a card number; it was kept back", { operation: operation.id });
      return refused(log, refuse(INTERNAL), requestId, operation.id);
    }
    log.info("answered", { operation: operation.id, status: answer.status });
    return response(answer, requestId);
  };
}

const INTERNAL: ApiFault = {
  code: "internal_error",
  param: "",
  message: "Something went wrong on our side; nothing more is told here. The logs have it under the request's id.",
};

function faultOf(error: unknown): ApiFault {
  const isBusy = error instanceof BusyError || (error instanceof Error && THROTTLES.has(error.name));
  if (!isBusy) return INTERNAL;
  const message = "Others are on the same things just now; nothing was lost. Send the same request again.";
  return { code: "busy", param: "", message, retryAfterSeconds: BUSY_SECONDS };
}

function refused(
  log: Log,
  { errors }: RefusalOf<ApiFault>,
  requestId: string,
  operation?: OperationId,
): APIGatewayProxyResult {
  const [first = INTERNAL, ...more] = errors;
  const told = problemOf([first, ...more], requestId);
  const body = holdsCardNumber(told) ? problemOf([INTERNAL], requestId) : told;
  const { status } = body;
  log.warn("refused", { operation, status, faults: errors.map(({ code, param }) => ({ code, param })) });
  const waits = errors.flatMap(({ retryAfterSeconds }) => (retryAfterSeconds === undefined ? [] : [retryAfterSeconds]));
  const headers = {
    "content-type": "application/problem+json",
    ...(waits.length > 0 && { "retry-after": String(Math.max(...waits)) }),
  };
  return response({ status, body, headers }, requestId);
}

/** Answers are of a moment and of one caller: nothing between may keep them, or take them for anything but JSON. */
function response({ status, body, headers }: ApiAnswer, requestId: string): APIGatewayProxyResult {
  return {
    statusCode: status,
    headers: {
      ...(body && { "content-type": "application/json" }),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-request-id": requestId,
      ...headers,
    },
    body: body ? toJson(body) : "",
  };
}

import { errorAnswer, listIn, parseObject, withBody } from "./answers";
import type { GatewayRequest, GatewayResponse } from "./request";

/** How services say that they are asked too much: code and status; the others say ThrottlingException with 400. */
const THROTTLES: Readonly<Record<string, readonly [code: string, status: number]>> = {
  dynamodb: ["ProvisionedThroughputExceededException", 400],
  lambda: ["TooManyRequestsException", 429],
  apigateway: ["TooManyRequestsException", 429],
  s3: ["SlowDown", 503],
  sqs: ["RequestThrottled", 400],
  sns: ["Throttled", 400],
};

/** The answer of a service that is asked too much. */
export function throttleAnswer(request: GatewayRequest): GatewayResponse {
  const [code, status] = THROTTLES[request.service] ?? ["ThrottlingException", 400];
  return errorAnswer(request, status, code, "Rate exceeded (injected by the embedded AWS)");
}

/**
 * DynamoDB's answer where another transaction has one of the items: for a transaction a reason for each item, for a single write an error of its own.
 * @param item index of that item in the transaction.
 */
export function conflictAnswer(request: GatewayRequest, item: number): GatewayResponse {
  const input = parseObject(request.body);
  if (!request.operation.startsWith("Transact"))
    return errorAnswer(request, 400, "TransactionConflictException", "Transaction is ongoing for the item");
  const reasons = listIn(input["TransactItems"]).map((_, index) =>
    index === item ? { Code: "TransactionConflict", Message: "Transaction is ongoing for the item" } : { Code: "None" },
  );
  const codes = reasons.map(({ Code }) => Code).join(", ");
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  const answer = errorAnswer(request, 400, "TransactionCanceledException", message);
  return withBody(
    answer,
    JSON.stringify({
      __type: "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
      Message: message,
      CancellationReasons: reasons,
    }),
  );
}

import type { APIGatewayProxyEvent, Context } from "aws-lambda";
import type { Payer } from "./messages";

/** A payment that is asked for. */
export interface Asked extends Payer {
  readonly paymentId: string;
  readonly providerId: string;
}

/** `POST /payments` as API Gateway hands it to the function, with every field of a payment by a stored card. */
export function requestOf({ paymentId, customerId, providerId, token, street }: Asked): APIGatewayProxyEvent {
  const address = { line1: street, city: "Springfield", postal_code: "62701", country: "US" };
  const body = `{"payment_id":"${paymentId}","amount":129.95,"currency":"USD","customer_id":"${customerId}",
    "provider_id":"${providerId}","payment_method":"${token}","description":"Order 1001",
    "billing_address":${JSON.stringify(address)}}`;
  const event: unknown = {
    resource: "/payments",
    path: "/payments",
    httpMethod: "POST",
    headers: { "Content-Type": "application/json", "x-api-key": "bench", "User-Agent": "bench/1", Host: "localhost" },
    multiValueHeaders: { "Content-Type": ["application/json"] },
    pathParameters: null,
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    stageVariables: null,
    requestContext: {
      requestId: "5f0c1f9e-6f5e-4a8e-9a3f-2f1d6d1f0a11",
      identity: { apiKeyId: "abcdefghij", sourceIp: "127.0.0.1", userArn: null },
      authorizer: null,
    },
    body,
    isBase64Encoded: false,
  };
  // The fields that nothing reads are not made up.
  return event as APIGatewayProxyEvent;
}

/** What Lambda says of a call of the function, as far as it is read. */
export const CONTEXT = {
  functionName: "payment-processor-bench",
  functionVersion: "1",
  invokedFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:payment-processor-bench",
  memoryLimitInMB: "512",
  awsRequestId: "5f0c1f9e-6f5e-4a8e-9a3f-2f1d6d1f0a11",
  getRemainingTimeInMillis: () => 20_000,
} as Context;

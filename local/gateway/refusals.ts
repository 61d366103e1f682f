import { errorAnswer } from "./answers";
import type { Forward, GatewayRequest, GatewayResponse } from "./request";

/**
 * Signing names of the services that the emulator serves and that the platform may use. All others are refused here: the emulator would
 * load its whole catalogue of services (400 MB) to find a name that it does not serve.
 */
const SERVED = new Set([
  ...[
    "apigateway",
    "appconfig",
    "appconfigdata",
    "appsync",
    "cloudtrail",
    "cognito-idp",
    "dynamodb",
    "ec2",
    "events",
    "execute-api",
  ],
  ...[
    "firehose",
    "iam",
    "kinesis",
    "kms",
    "lambda",
    "logs",
    "monitoring",
    "pipes",
    "rds",
    "resource-groups",
    "route53",
    "s3",
  ],
  ...[
    "scheduler",
    "schemas",
    "secretsmanager",
    "ses",
    "signer",
    "sns",
    "sqs",
    "ssm",
    "states",
    "sts",
    "tagging",
    "transfer",
    "wafv2",
    "acm",
  ],
]);

/** Says whether a request may go to the emulator: it is signed for a served service, or not signed at all. */
export function isServed(request: GatewayRequest): boolean {
  return request.service === "" || SERVED.has(request.service);
}

/** The answer to a call of a service that is not served. */
export function refuseService(request: GatewayRequest): GatewayResponse {
  const message = `The embedded AWS does not serve ${request.service} (${request.operation}).`;
  return errorAnswer(request, 400, "UnsupportedOperationException", message);
}

/**
 * Turns the emulator's own failures (5xx, or no answer at all) into a 400 that names the call: the Terraform provider and the SDKs repeat a 500 up to 25 times.
 * A function's answer through an API is the function's, and stays.
 */
export function namingFailures(forward: Forward, log: (line: string) => void): Forward {
  return async (request) => {
    try {
      const response = await forward(request);
      if (response.status < 500 || request.service === "" || request.service === "execute-api") return response;
      return named(request, `${response.status}: ${response.body.toString("utf8").slice(0, DETAIL_MAX)}`, log);
    } catch (error) {
      // The emulator is gone, or a correction has a fault.
      return named(request, String(error), log);
    }
  };
}

/** So much of a failure's text is passed on, in characters. */
const DETAIL_MAX = 1000;

function named(request: GatewayRequest, detail: string, log: (line: string) => void): GatewayResponse {
  const message = `The embedded AWS failed at ${request.service} ${request.operation}: ${detail}`;
  log(message);
  return errorAnswer(request, 400, "EmbeddedAwsFailure", message);
}

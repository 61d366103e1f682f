/**
 * What API Gateway answers by itself, as problem documents (RFC 9457) of the API's own form and, where they have one, with
 * its codes (functions/api/problem.ts); the others stand in the introduction of the API's document. Never with `validationErrorString`, which repeats what was sent.
 */

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** The header that is meant. @default the request as a whole */
  readonly param?: string;
  /** Seconds. */
  readonly retryAfter?: number;
}

const notKnown = {
  title: "The answer did not come",
  detail:
    "Whether the request was carried out is not known. Send it again with the same Idempotency-Key, or ask for its result.",
  retryAfter: 5,
};
const ourFault = {
  status: 500,
  code: "internal_error",
  title: "Something went wrong on our side",
  detail: "The request was not worked on. Tell us its id.",
};
const notFound = {
  status: 404,
  code: "not_found",
  title: "There is no such operation",
  detail: "Check path and method.",
};

/** By API Gateway's types of responses. */
const PROBLEMS: Readonly<Record<string, Problem>> = {
  ACCESS_DENIED: {
    status: 403,
    code: "forbidden",
    title: "Who asks may not do this",
    detail: "The caller is known, and has no permission for this operation.",
  },
  API_CONFIGURATION_ERROR: ourFault,
  AUTHORIZER_CONFIGURATION_ERROR: ourFault,
  AUTHORIZER_FAILURE: ourFault,
  BAD_REQUEST_BODY: {
    status: 400,
    code: "malformed_json",
    title: "The body is not well-formed JSON",
    detail: "The body must be there, and be a JSON object.",
  },
  BAD_REQUEST_PARAMETERS: {
    status: 400,
    code: "required",
    title: "A parameter is missing",
    detail: "A parameter that the operation must have is not there.",
  },
  EXPIRED_TOKEN: {
    status: 403,
    code: "credentials_expired",
    title: "The credentials have expired",
    detail: "The token or the signature has expired: get a new one.",
  },
  INTEGRATION_FAILURE: { status: 502, code: "unavailable", ...notKnown },
  INTEGRATION_TIMEOUT: { status: 504, code: "timed_out", ...notKnown },
  INVALID_API_KEY: {
    status: 403,
    code: "api_key_invalid",
    title: "The API key is not one",
    detail: "x-api-key: must hold a key of this API.",
    param: "x-api-key",
  },
  INVALID_SIGNATURE: {
    status: 403,
    code: "credentials_invalid",
    title: "The signature does not hold",
    detail: "The request must be signed by AWS Signature Version 4, with credentials that are valid.",
  },
  QUOTA_EXCEEDED: {
    status: 429,
    code: "quota_exceeded",
    title: "The quota is used up",
    detail: "The API key's quota for the day is used up.",
    retryAfter: 3600,
  },
  REQUEST_TOO_LARGE: {
    status: 413,
    code: "payload_too_large",
    title: "The body is too large",
    detail: "The body is larger than the API takes.",
  },
  RESOURCE_NOT_FOUND: notFound,
  THROTTLED: {
    status: 429,
    code: "rate_limited",
    title: "There were too many requests",
    detail: "Requests come faster than the API key may send them.",
    retryAfter: 1,
  },
  UNAUTHORIZED: {
    status: 401,
    code: "unauthorised",
    title: "Who asks is not known",
    detail: "Authorization: must hold valid credentials.",
    param: "Authorization",
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    code: "unsupported_media_type",
    title: "The body is not JSON",
    detail: "Content-Type: must be application/json.",
    param: "Content-Type",
  },
  WAF_FILTERED: {
    status: 403,
    code: "request_blocked",
    title: "The request was blocked",
    detail: "The firewall takes the request for an attack. Tell us its id if it is none.",
  },
  DEFAULT_4XX: {
    status: 400,
    code: "refused",
    title: "The request was refused",
    detail: "The request cannot be worked on.",
  },
  DEFAULT_5XX: { ...notKnown, status: 500, code: "internal_error" },
};

/** API Gateway says the same of a path that does not exist and of a signature that is missing. */
const UNSIGNED: Problem = {
  status: 403,
  code: "credentials_missing",
  title: "The request is not signed, or there is no such operation",
  detail: "Sign the request by AWS Signature Version 4; check path and method.",
};

/**
 * All of them, as API Gateway's extension of OpenAPI has them.
 * @param signed whether operations ask for AWS signatures.
 */
export const gatewayResponses = ({ signed }: { readonly signed: boolean }): Readonly<Record<string, object>> =>
  Object.fromEntries(
    Object.entries({ ...PROBLEMS, MISSING_AUTHENTICATION_TOKEN: signed ? UNSIGNED : notFound }).map(
      ([type, problem]) => [type, response(problem)],
    ),
  );

function response({ status, code, title, detail, param = "", retryAfter }: Problem): object {
  const problem = {
    type: `urn:ecosystemaws:problem:${code}`,
    title,
    status,
    detail,
    code,
    param,
    requestId: "$context.requestId",
    errors: [{ code, param, message: detail }],
  };
  return {
    // A template cannot tell the fault's own status: the one that the document names must be the answer's (RFC 9457, 3.1.2).
    statusCode: status,
    responseParameters: {
      "gatewayresponse.header.Content-Type": "'application/problem+json'",
      "gatewayresponse.header.x-request-id": "context.requestId",
      ...(retryAfter === undefined ? {} : { "gatewayresponse.header.Retry-After": `'${String(retryAfter)}'` }),
    },
    responseTemplates: { "application/json": JSON.stringify(problem) },
  };
}

import type { JsonObject } from "../../answers";
import { listIn, objectIn, textIn } from "../../answers";
import type { AuthorizerDefinition, MethodSecurity } from "./definition";

/** What a security scheme asks of a caller. */
export type SecurityScheme =
  | { readonly kind: "key" }
  | { readonly kind: "iam" }
  | { readonly kind: "authorizer"; readonly authorizer: AuthorizerDefinition };

/** Reads `components.securitySchemes`: API keys, AWS signatures, and authorisers by extension. */
export function readSecuritySchemes(schemes: JsonObject, faults: string[]): Record<string, SecurityScheme> {
  const read: Record<string, SecurityScheme> = {};
  for (const [name, value] of Object.entries(schemes)) {
    const where = `components.securitySchemes.${name}`;
    const scheme = objectIn(value);
    const header = textIn(scheme["name"]);
    const inHeader = scheme["type"] === "apiKey" && scheme["in"] === "header";
    if (scheme["x-amazon-apigateway-authorizer"] !== undefined) {
      const source = scheme["type"] === "apiKey" ? (inHeader ? header : "") : "Authorization";
      const authorizer = readAuthorizer(objectIn(scheme["x-amazon-apigateway-authorizer"]), source, where, faults);
      if (authorizer !== undefined) read[name] = { kind: "authorizer", authorizer };
    } else if (scheme["x-amazon-apigateway-authtype"] === "awsSigv4") {
      read[name] = { kind: "iam" };
    } else if (inHeader && header.toLowerCase() === "x-api-key") {
      read[name] = { kind: "key" };
    } else {
      faults.push(
        `${where}: served are apiKey in header x-api-key, x-amazon-apigateway-authtype awsSigv4, and x-amazon-apigateway-authorizer`,
      );
    }
  }
  return read;
}

/** Longest that an authoriser's answer may be kept, in seconds (CreateAuthorizer). */
const TTL_MAX = 3600;

function readAuthorizer(
  extension: JsonObject,
  header: string,
  where: string,
  faults: string[],
): AuthorizerDefinition | undefined {
  const type = textIn(extension["type"]).toUpperCase();
  const ttl = extension["authorizerResultTtlInSeconds"];
  if (ttl !== undefined && !(typeof ttl === "number" && Number.isInteger(ttl) && ttl >= 0 && ttl <= TTL_MAX))
    faults.push(`${where}: authorizerResultTtlInSeconds must be 0 to ${TTL_MAX}`);
  const time = typeof ttl === "number" ? { authorizerResultTtlInSeconds: ttl } : {};
  const named = textIn(extension["identitySource"]);
  const source =
    named === "" ? { identitySource: `method.request.header.${header || "Authorization"}` } : { identitySource: named };
  if (type === "COGNITO_USER_POOLS") {
    const providerARNs = listIn(extension["providerARNs"]).map(textIn);
    if (providerARNs.length === 0) faults.push(`${where}: providerARNs names no user pool`);
    return { type, authType: "cognito_user_pools", ...source, ...time, providerARNs };
  }
  if (type !== "TOKEN" && type !== "REQUEST") {
    faults.push(
      `${where}: an authoriser's type is "${textIn(extension["type"])}"; served: token, request, cognito_user_pools`,
    );
    return undefined;
  }
  const authorizerUri = textIn(extension["authorizerUri"]);
  if (functionInUri(authorizerUri) === undefined) faults.push(`${where}: authorizerUri names no function`);
  const expression = textIn(extension["identityValidationExpression"]);
  const credentials = textIn(extension["authorizerCredentials"]);
  return {
    type,
    authType: "custom",
    authorizerUri,
    ...(type === "REQUEST" && named === "" ? {} : source),
    ...time,
    ...(expression === "" ? {} : { identityValidationExpression: expression }),
    ...(credentials === "" ? {} : { authorizerCredentials: credentials }),
  };
}

/** ARN of the function in an invocation URI (`arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/ARN/invocations`). */
export function functionInUri(uri: string): string | undefined {
  return /^arn:[\w-]+:apigateway:[\w-]+:lambda:path\/2015-03-31\/functions\/(arn:[\w-]+:lambda:[\w:-]+)\/invocations$/.exec(
    uri,
  )?.[1];
}

/** Who may call an operation: the schemes of its one security requirement hold together. */
export function readSecurity(
  security: unknown,
  schemes: Readonly<Record<string, SecurityScheme>>,
  where: string,
  faults: string[],
): MethodSecurity {
  const open: MethodSecurity = { authorizationType: "NONE", authorizationScopes: [], apiKeyRequired: false };
  const requirements = listIn(security).map(objectIn);
  if (requirements.length > 1)
    faults.push(`${where}: API Gateway knows no alternatives in security; give one requirement`);
  return Object.entries(requirements[0] ?? {}).reduce<MethodSecurity>((so, [name, scopes]) => {
    const scheme = schemes[name];
    if (scheme === undefined) {
      faults.push(`${where}: security names ${name}, which is not served or not in components.securitySchemes`);
      return so;
    }
    if (scheme.kind === "key") return { ...so, apiKeyRequired: true };
    if (so.authorizationType !== "NONE") faults.push(`${where}: security names more than one authoriser`);
    if (scheme.kind === "iam") return { ...so, authorizationType: "AWS_IAM" };
    const cognito = scheme.authorizer.type === "COGNITO_USER_POOLS";
    return {
      ...so,
      authorizationType: cognito ? "COGNITO_USER_POOLS" : "CUSTOM",
      authorizer: name,
      authorizationScopes: listIn(scopes).map(textIn),
    };
  }, open);
}

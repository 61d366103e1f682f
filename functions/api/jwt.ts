import type { APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent } from "aws-lambda";
import { type Log, maskError } from "../shared/logging";

/** What a verified token says; the rest of it is not looked at. */
export interface Claims {
  readonly sub: string;
  readonly scope?: string;
  readonly client_id?: string;
}

/** A token that is not good: malformed, forged, expired, of another issuer or audience. */
export interface TokenRefused {
  readonly refused: string;
}

/**
 * The port to whoever knows the issuer's keys.
 *
 * @throws where the keys cannot be had: nothing is known of the token then.
 */
export type VerifyToken = (token: string) => Promise<Claims | TokenRefused>;

/** What API Gateway answers by 401, by exactly this text. */
const UNAUTHORISED = "Unauthorized";

const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;

/** The handler of a Lambda authoriser that API Gateway gives the header `Authorization`. */
export type Authoriser = (event: APIGatewayTokenAuthorizerEvent) => Promise<APIGatewayAuthorizerResult>;

/**
 * Lets a bearer of a good token in, to all of the stage: API Gateway keeps the answer for the token, whatever it is used
 * for next. The log has the reason of a refusal, never the token.
 *
 * @throws an error of the text that API Gateway turns into 401; whatever the port throws becomes 500.
 */
export function authoriserOf(log: Log, verify: VerifyToken): Authoriser {
  return async ({ authorizationToken, methodArn }) => {
    const [, token] = BEARER.exec(authorizationToken) ?? [];
    const claims = token === undefined ? { refused: "malformed" } : await verified(log, verify, token);
    if ("refused" in claims) {
      log.warn("refused", { reason: claims.refused });
      throw new Error(UNAUTHORISED);
    }
    log.info("authorised");
    return allow(claims, stageOf(methodArn));
  };
}

async function verified(log: Log, verify: VerifyToken, token: string): Promise<Claims | TokenRefused> {
  try {
    return await verify(token);
  } catch (error) {
    const masked = maskError(error);
    log.error("the issuer's keys cannot be had", masked);
    throw masked;
  }
}

function allow({ sub, scope, client_id }: Claims, resource: string): APIGatewayAuthorizerResult {
  return {
    principalId: sub,
    policyDocument: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: resource }],
    },
    context: { ...(scope !== undefined && { scope }), ...(client_id !== undefined && { clientId: client_id }) },
  };
}

/** All methods of the stage that a method is of: `arn:aws:execute-api:<region>:<account>:<api>/<stage>/*`. */
function stageOf(methodArn: string): string {
  return `${methodArn.split("/").slice(0, 2).join("/")}/*`;
}

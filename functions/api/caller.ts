import type { APIGatewayEventRequestContext } from "aws-lambda";

type Identity = Pick<APIGatewayEventRequestContext, "authorizer" | "identity">;

const ROLE_SESSION = /^(arn:aws[a-z-]*:sts::\d{12}:assumed-role\/[^/]+)\/.*$/;

/**
 * Who asks: the principal that an authoriser (JWT, Cognito) gave, the IAM user or role, else `key:` and the id of the API
 * key. Of a role the session is left out: the same client has a new one by the hour, and its requests are still its own.
 */
export function callerOf({ authorizer, identity }: Identity): string {
  const principal = principalOf(authorizer);
  if (principal !== undefined) return `principal:${principal}`;
  if (identity.userArn) return identity.userArn.replace(ROLE_SESSION, "$1");
  return identity.apiKeyId ? `key:${identity.apiKeyId}` : "anonymous";
}

function principalOf(authorizer: Identity["authorizer"]): string | undefined {
  const known = authorizer as
    { readonly principalId?: unknown; readonly claims?: { readonly sub?: unknown } } | null | undefined;
  const principal = known?.principalId ?? known?.claims?.sub;
  return typeof principal === "string" && principal !== "" ? principal : undefined;
}

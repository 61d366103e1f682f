import { CognitoJwtVerifier } from "aws-jwt-verify";
import { listIn, parseObject, textIn, textOf, type JsonObject } from "../../answers";
import { type Forward, readRequest } from "../../request";

/**
 * The claims of a user pool's token, where it is a right one of one of these pools: signature, issuer and time; a method's scopes, where it
 * has any, need an access token with one of them. Undefined for any other token.
 */
export async function userPoolClaims(
  token: string,
  { pools, scopes }: { readonly pools: readonly string[]; readonly scopes: readonly string[] },
  forward: Forward,
): Promise<JsonObject | undefined> {
  const poolId = issuingPool(token);
  if (poolId === undefined || !pools.some((arn) => arn.endsWith(`:userpool/${poolId}`))) return undefined;
  const verifier = CognitoJwtVerifier.create({ userPoolId: poolId, tokenUse: null, clientId: null });
  const path = `/${poolId}/.well-known/jwks.json`;
  const headers = { host: "127.0.0.1" };
  const wire = { method: "GET", url: path, headers, rawHeaders: ["host", "127.0.0.1"], body: Buffer.alloc(0) };
  const keys = listIn(parseObject((await forward(readRequest(wire))).body)["keys"]);
  let claims: JsonObject;
  try {
    verifier.cacheJwks({ keys: keys as { kty: string; kid: string }[] });
    claims = verifier.verifySync(token);
  } catch {
    // The verifier's errors say in what way the token is wrong; the caller is told "Unauthorized", whatever it is.
    return undefined;
  }
  const granted = textIn(claims["scope"]).split(" ");
  return scopes.length === 0 || scopes.some((scope) => granted.includes(scope)) ? shown(claims) : undefined;
}

/** The pool that a token says it is of, unverified. */
function issuingPool(token: string): string | undefined {
  const payload = parseObject(Buffer.from(token.split(".")[1] ?? "", "base64url"));
  return /^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com\/([\w-]+)$/.exec(textIn(payload["iss"]))?.[1];
}

/** Claims as a function sees them: all of them text, lists in brackets. */
function shown(claims: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => {
      if (Array.isArray(value)) return [name, `[${value.map(String).join(" ")}]`];
      return [name, textOf(value) || JSON.stringify(value)];
    }),
  );
}

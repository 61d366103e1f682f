import { JwtVerifier } from "aws-jwt-verify";
import {
  FetchError,
  JwksNotAvailableInCacheError,
  JwtBaseError,
  JwtExpiredError,
  JwtInvalidAudienceError,
  JwtInvalidIssuerError,
  JwtInvalidSignatureError,
  JwtNotBeforeError,
  KidNotFoundInJwksError,
  WaitPeriodNotYetEndedJwkError,
} from "aws-jwt-verify/error";
import { type Fetcher, SimpleFetcher } from "aws-jwt-verify/https";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import type { Claims, TokenRefused, VerifyToken } from "./jwt";

/** Whose tokens are good, and for whom they must be. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri: string;
}

/** An authoriser is in every caller's path: whoever waits longer for the keys answers too late. */
const HTTPS = new SimpleFetcher({ defaultRequestOptions: { responseTimeout: 3000 } });

/** Why a token is refused, by the library's error; a bundle's classes have no names to go by. */
const REASONS = [
  [JwtExpiredError, "expired"],
  [JwtNotBeforeError, "not_yet_valid"],
  [JwtInvalidIssuerError, "issuer_invalid"],
  [JwtInvalidAudienceError, "audience_invalid"],
  [JwtInvalidSignatureError, "signature_invalid"],
  [KidNotFoundInJwksError, "key_unknown"],
  // The keys are not fetched again at once: a stranger could make us do so.
  [WaitPeriodNotYetEndedJwkError, "key_unknown"],
] as const;

/**
 * Verifies tokens by the keys of their issuer, which are fetched once and again where a token names an unknown one.
 * Signatures are RSA, ECDSA or EdDSA; `iss` and `aud` are compared, `nbf` and `exp` too. A token that never ends, or has no
 * subject, is none.
 *
 * @param fetcher how the keys are fetched. @default over https, in three seconds
 */
export function tokenVerifier({ issuer, audience, jwksUri }: TokenRules, fetcher: Fetcher = HTTPS): VerifyToken {
  const verifier = JwtVerifier.create({ issuer, audience, jwksUri }, { jwksCache: new SimpleJwksCache({ fetcher }) });
  return async (token) => {
    try {
      return claimsOf(await verifier.verify(token));
    } catch (error) {
      const keysMissing = error instanceof FetchError || error instanceof JwksNotAvailableInCacheError;
      if (keysMissing || !(error instanceof JwtBaseError)) throw error;
      const [, refused] = REASONS.find(([kind]) => error instanceof kind) ?? [undefined, "malformed"];
      return { refused };
    }
  };
}

function claimsOf(payload: Readonly<Record<string, unknown>>): Claims | TokenRefused {
  const { sub, exp, scope, client_id } = payload;
  if (typeof exp !== "number") return { refused: "without_expiry" };
  if (typeof sub !== "string" || sub === "") return { refused: "without_subject" };
  return {
    sub,
    ...(typeof scope === "string" && { scope }),
    ...(typeof client_id === "string" && { client_id }),
  };
}

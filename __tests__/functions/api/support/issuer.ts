import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";

export const RULES = {
  issuer: "https://issuer.example.com",
  audience: "payments-api",
  jwksUri: "https://issuer.example.com/.well-known/jwks.json",
};

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const STRANGER = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

/** The issuer's keys, as it publishes them. */
export const JWKS = {
  keys: [{ ...publicKey.export({ format: "jwk" }), kty: "RSA", kid: "key-1", use: "sig", alg: "RS256" }],
};

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Claims of a good token; the year is far away. */
export const CLAIMS = { sub: "user-1", iss: RULES.issuer, aud: RULES.audience, exp: 4_102_444_800 };

/** A token of these claims, signed by the issuer where no other key is given. */
export function token(claims: object = CLAIMS, header: object = {}, key: KeyObject = privateKey): string {
  const text = `${encoded({ alg: "RS256", kid: "key-1", ...header })}.${encoded(claims)}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(key, "base64url")}`;
}

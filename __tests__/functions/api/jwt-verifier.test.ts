import { FetchError } from "aws-jwt-verify/error";
import { tokenVerifier } from "../../../functions/api/jwt-verifier";
import { CLAIMS, JWKS, RULES, STRANGER, token } from "./support/issuer";

const bytesOf = (value: object) => new Uint8Array(Buffer.from(JSON.stringify(value))).buffer;
const publishing = (keys: object) => ({ fetch: jest.fn(() => Promise.resolve(bytesOf(keys))) });
const verify = tokenVerifier(RULES, publishing(JWKS));

describe("a token", () => {
  it("is good where its issuer signed it, for us, for now", async () => {
    expect(await verify(token())).toEqual({ sub: "user-1" });
    const more = { ...CLAIMS, scope: "payments", client_id: "shop", admin: true };
    expect(await verify(token(more))).toEqual({ sub: "user-1", scope: "payments", client_id: "shop" });
  });

  it.each([
    ["expired", token({ ...CLAIMS, exp: 1 })],
    ["not_yet_valid", token({ ...CLAIMS, nbf: 4_102_444_700 })],
    ["issuer_invalid", token({ ...CLAIMS, iss: "https://other.example.com" })],
    ["audience_invalid", token({ ...CLAIMS, aud: "other" })],
    ["audience_invalid", token({ ...CLAIMS, aud: undefined })],
    ["signature_invalid", token(CLAIMS, {}, STRANGER)],
    ["without_expiry", token({ ...CLAIMS, exp: undefined })],
    ["without_subject", token({ ...CLAIMS, sub: undefined })],
    ["without_subject", token({ ...CLAIMS, sub: "" })],
    ["malformed", "a.b.c"],
    ["malformed", token(CLAIMS, { alg: "none" })],
  ])("is refused where it is %s", async (refused, text) => {
    expect(await verify(text)).toEqual({ refused });
  });

  it("is refused where its key is not one of the issuer's; a stranger cannot make us fetch them again and again", async () => {
    const issuer = publishing(JWKS);
    const fetched = tokenVerifier(RULES, issuer);
    const unknown = token(CLAIMS, { kid: "key-2" });
    expect(await fetched(unknown)).toEqual({ refused: "key_unknown" });
    expect(await fetched(unknown)).toEqual({ refused: "key_unknown" });
    expect(issuer.fetch.mock.calls.length).toBeLessThanOrEqual(2);
  });
});

describe("the issuer's keys", () => {
  it("are fetched once, from where the rules say", async () => {
    const issuer = publishing(JWKS);
    const fetched = tokenVerifier(RULES, issuer);
    expect(await Promise.all([fetched(token()), fetched(token())])).toEqual([{ sub: "user-1" }, { sub: "user-1" }]);
    expect(await fetched(token())).toEqual({ sub: "user-1" });
    expect(issuer.fetch.mock.calls).toEqual([[RULES.jwksUri]]);
  });

  it("that cannot be had say nothing of the token", async () => {
    const unreachable = tokenVerifier(RULES, {
      fetch: () => Promise.reject(new FetchError(RULES.jwksUri, "no route")),
    });
    await expect(unreachable(token())).rejects.toThrow(FetchError);
  });
});

import type { APIGatewayTokenAuthorizerEvent } from "aws-lambda";
import { authoriserOf, type VerifyToken } from "../../../functions/api/jwt";
import { keptLog } from "./support/log";

const STAGE = "arn:aws:execute-api:us-west-2:123456789012:abcdef1234/prod";

const event = (authorizationToken: string): APIGatewayTokenAuthorizerEvent => ({
  type: "TOKEN",
  methodArn: `${STAGE}/POST/payments/pay_1/refunds`,
  authorizationToken,
});

function authoriser(verify: VerifyToken) {
  const { log, records } = keptLog();
  return { authorise: authoriserOf(log, verify), records };
}

describe("the authoriser", () => {
  it("lets the bearer of a good token in, to all of the stage, as the token is kept for all of it", async () => {
    const { authorise } = authoriser(() => Promise.resolve({ sub: "user-1", scope: "payments", client_id: "shop" }));
    expect(await authorise(event("Bearer a.b.c"))).toEqual({
      principalId: "user-1",
      policyDocument: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: `${STAGE}/*` }],
      },
      context: { scope: "payments", clientId: "shop" },
    });
    const { authorise: plain } = authoriser(() => Promise.resolve({ sub: "user-1" }));
    expect((await plain(event("bearer a.b.c"))).context).toEqual({});
  });

  it("answers 401 to a token that is not good; the log has why, and not the token", async () => {
    const { authorise, records } = authoriser(() => Promise.resolve({ refused: "expired" }));
    await expect(authorise(event("Bearer secret.secret.secret"))).rejects.toThrow(/^Unauthorized$/);
    expect(records).toEqual([["warn", "refused", { reason: "expired" }]]);
  });

  it.each(["", "Bearer", "Bearer a.b", "Basic dXNlcjpwYXNz", "Bearer a.b.c.d", "Bearer a.b.c d"])(
    "answers 401 to what is no bearer token, without asking: %p",
    async (text) => {
      const verify = jest.fn<ReturnType<VerifyToken>, [string]>();
      const { authorise, records } = authoriser(verify);
      await expect(authorise(event(text))).rejects.toThrow(/^Unauthorized$/);
      expect(verify).not.toHaveBeenCalled();
      expect(records).toEqual([["warn", "refused", { reason: "malformed" }]]);
    },
  );

  it("answers 500 where the issuer's keys cannot be had: nothing is known of the token", async () => {
    const { authorise, records } = authoriser(() => Promise.reject(new Error("no route")));
    await expect(authorise(event("Bearer a.b.c"))).rejects.toThrow("no route");
    expect(records).toEqual([["error", expect.any(String), expect.objectContaining({ message: "no route" })]]);
    const { authorise: odd } = authoriser(jest.fn().mockRejectedValue("text"));
    await expect(odd(event("Bearer a.b.c"))).rejects.toThrow("no error");
  });
});

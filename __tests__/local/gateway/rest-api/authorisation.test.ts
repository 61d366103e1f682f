import { createSign, generateKeyPairSync } from "node:crypto";
import { jsonAnswer, type JsonObject } from "../../../../local/gateway/answers";
import { bodyOf } from "../fake-upstream";
import { ACCOUNT, documentOf, eventIn, Front, operation, type Served, uriOf } from "./served-api";

const header = { type: "apiKey", name: "Authorization", in: "header" };

describe("a Lambda authoriser", () => {
  const Allow = { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" };
  const authorised = async (
    authorizer: JsonObject = {},
  ): Promise<{ api: Served; asked: JsonObject[]; answer: (result: () => unknown) => void }> => {
    const front = new Front();
    front.letIn("authoriser");
    const asked: JsonObject[] = [];
    let result: () => unknown = () => ({ principalId: "ann", policyDocument: { Statement: [Allow] } });
    front.gateway.functions["authoriser"] = (event) => {
      asked.push(event);
      return result();
    };
    const extension = {
      type: "token",
      authorizerUri: uriOf("authoriser"),
      authorizerResultTtlInSeconds: 0,
      ...authorizer,
    };
    const schemes = { jwt: { ...header, "x-amazon-apigateway-authorizer": extension } };
    const paths = {
      "/payments": { get: operation({ security: [{ jwt: [] }] }) },
      "/other": { get: operation({ security: [{ jwt: [] }] }) },
    };
    const api = await front.serve(documentOf(paths, { components: { securitySchemes: schemes } }));
    return { api, asked, answer: (next) => (result = next) };
  };
  const send = (api: Served, path = "/payments", token = "t"): ReturnType<Served["send"]> =>
    api.send({ path, headers: { Authorization: token } });
  const arn = (api: Served, end: string): string => `arn:aws:execute-api:us-east-1:${ACCOUNT}:${api.apiId}/test/${end}`;

  it("of type token is asked with the token and the method, and its principal and context reach the function as text", async () => {
    const { api, asked, answer } = await authorised();
    answer(() => ({
      principalId: "ann",
      policyDocument: { Statement: Allow },
      context: { tenant: "t1", n: 3, ok: true, deep: {} },
    }));
    const event = eventIn(await send(api));
    expect(asked).toEqual([{ type: "TOKEN", methodArn: arn(api, "GET/payments"), authorizationToken: "t" }]);
    expect(event).toMatchObject({
      requestContext: { authorizer: { principalId: "ann", tenant: "t1", n: "3", ok: "true" } },
    });
    expect(event).not.toHaveProperty("requestContext.authorizer.deep");
  });

  it("of type request is asked with the request", async () => {
    const { api, asked } = await authorised({
      type: "request",
      identitySource: "method.request.header.Authorization, method.request.querystring.who",
      authorizerResultTtlInSeconds: 60,
    });
    expect((await api.send({ path: "/payments?who=ann", headers: { Authorization: "t" } })).status).toBe(200);
    expect(asked[0]).toMatchObject({
      type: "REQUEST",
      methodArn: arn(api, "GET/payments"),
      queryStringParameters: { who: "ann" },
    });
    expect((await send(api)).status).toBe(401);
  });

  it("is not asked without a token, nor with one that its expression does not fit", async () => {
    const { api, asked } = await authorised({ identityValidationExpression: "Bearer .+" });
    expect((await api.send({ path: "/payments" })).status).toBe(401);
    const answer = await send(api, "/payments", "t");
    expect(bodyOf(answer)).toEqual({ message: "Unauthorized" });
    expect((await send(api, "/payments", "Bearer t")).status).toBe(200);
    expect(asked).toHaveLength(1);
  });

  it.each<[string, JsonObject, string]>([
    ["denies", { Effect: "Deny", Action: "*", Resource: "*" }, " with an explicit deny in an identity-based policy"],
    ["names another method", { ...Allow, Resource: "arn:aws:execute-api:*:*:*/test/POST/*" }, ""],
    ["names another action", { ...Allow, Action: "s3:GetObject" }, ""],
  ])("refuses where its policy %s", async (_what, statement, how) => {
    const { api, answer } = await authorised();
    answer(() => ({ principalId: "ann", policyDocument: { Statement: [statement] } }));
    const response = await send(api);
    expect(response.status).toBe(403);
    expect(bodyOf(response)).toEqual({ Message: `User is not authorized to access this resource${how}` });
  });

  it("refuses by 401 where it fails with Unauthorized, and by 500 where it fails otherwise or answers no policy", async () => {
    const { api, answer } = await authorised();
    const failing = (message: string) => (): unknown => {
      throw new Error(message);
    };
    answer(failing("Unauthorized"));
    expect((await send(api)).status).toBe(401);
    for (const result of [failing("no"), () => ({ principalId: "ann" }), () => null]) {
      answer(result);
      const response = await send(api);
      expect(response.status).toBe(500);
      expect(bodyOf(response)).toEqual({ message: null });
    }
  });

  it("refuses by 500 where API Gateway may not call it", async () => {
    const { api } = await authorised();
    api.front.letIn("authoriser", { ArnLike: { "aws:SourceArn": arn(api, "authorizers/*") } });
    expect((await send(api)).status).toBe(500);
    expect(api.front.logged.at(-1)).toContain(`arn:aws:execute-api:us-east-1:${ACCOUNT}:${api.apiId}/authorizers/`);
  });

  it("is not asked again for its time, but its policy decides on each method", async () => {
    const { api, asked, answer } = await authorised({ authorizerResultTtlInSeconds: 300 });
    answer(() => ({
      principalId: "ann",
      policyDocument: { Statement: [{ ...Allow, Resource: arn(api, "GET/payments") }] },
    }));
    expect([(await send(api)).status, (await send(api)).status, (await send(api, "/other")).status]).toEqual([
      200, 200, 403,
    ]);
    expect(asked).toHaveLength(1);
    api.front.now += 300_000;
    await send(api);
    expect(asked).toHaveLength(2);
  });
});

describe("a user pool", () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pool = "us-east-1_Abc123def";
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const YEAR_2100 = 4_102_444_800;
  const token = (claims: JsonObject = {}, of = pool): string => {
    const payload = {
      iss: `https://cognito-idp.us-east-1.amazonaws.com/${of}`,
      sub: "ann",
      token_use: "access",
      client_id: "c",
      "cognito:groups": ["a", "b"],
      exp: YEAR_2100,
      ...claims,
    };
    const signed = `${part({ alg: "RS256", kid: "k" })}.${part(payload)}`;
    return `${signed}.${createSign("sha256").update(signed).sign(privateKey, "base64url")}`;
  };
  const served = async (scopes: readonly string[] = []): Promise<Served> => {
    const front = new Front();
    front.gateway.pools[pool] = {
      keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k", alg: "RS256", use: "sig" }],
    };
    const extension = {
      type: "cognito_user_pools",
      providerARNs: [`arn:aws:cognito-idp:us-east-1:${ACCOUNT}:userpool/${pool}`],
    };
    const schemes = { pool: { ...header, "x-amazon-apigateway-authorizer": extension } };
    return front.serve(
      documentOf(
        { "/payments": { get: operation({ security: [{ pool: scopes }] }) } },
        { components: { securitySchemes: schemes } },
      ),
    );
  };
  const statusOf = async (api: Served, sent: string): Promise<number> =>
    (await api.send({ path: "/payments", headers: { Authorization: sent } })).status;

  it("lets its own tokens pass, and the function sees their claims as text", async () => {
    const api = await served();
    const answer = await api.send({ path: "/payments", headers: { Authorization: `Bearer ${token()}` } });
    expect(eventIn(answer)).toMatchObject({
      requestContext: { authorizer: { claims: { sub: "ann", "cognito:groups": "[a b]" } } },
    });
    expect(await statusOf(api, token())).toBe(200);
  });

  it.each<[string, () => string]>([
    ["none", () => ""],
    ["what is no token", () => "abc"],
    ["a forged one", () => `${token().slice(0, -8)}AAAAAAAA`],
    ["an expired one", () => token({ exp: 1 })],
    ["another pool's", () => token({}, "us-east-1_Other1234")],
  ])("refuses %s", async (_what, sent) => {
    expect(await statusOf(await served(), sent())).toBe(401);
  });

  it("asks for one of the method's scopes", async () => {
    const api = await served(["payments/write", "payments/all"]);
    expect(await statusOf(api, token({ scope: "openid payments/all" }))).toBe(200);
    expect(await statusOf(api, token({ scope: "openid" }))).toBe(401);
  });
});

describe("a signature", () => {
  const iam = { ...header, "x-amazon-apigateway-authtype": "awsSigv4" };
  const served = (): Promise<Served> =>
    new Front().serve(
      documentOf(
        { "/payments": { get: operation({ security: [{ iam: [] }] }) } },
        { components: { securitySchemes: { iam } } },
      ),
    );
  const headers = {
    Authorization:
      "AWS4-HMAC-SHA256 Credential=AKID/20261121/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=0",
  };

  it("is asked for", async () => {
    const answer = await (await served()).send({ path: "/payments" });
    expect(bodyOf(answer)).toEqual({ message: "Missing Authentication Token" });
  });

  it("is checked by the emulator, and the function sees who has signed", async () => {
    const api = await served();
    expect(eventIn(await api.send({ path: "/payments", headers }))).toMatchObject({
      requestContext: { identity: { userArn: "arn:aws:iam::1:user/ann", sourceIp: "127.0.0.1" } },
    });
  });

  it("is refused where the caller has no permission, or the signature does not hold", async () => {
    const api = await served();
    const refused = jsonAnswer(403, { Message: "User: ann is not authorized to perform: execute-api:Invoke" });
    api.front.gateway.signed = { ...refused, headers: { "x-amzn-errortype": "AccessDeniedException" } };
    const denied = await api.send({ path: "/payments", headers });
    expect(denied.status).toBe(403);
    expect(bodyOf(denied)["Message"]).toContain("User: ann is not authorized");
    api.front.gateway.signed = jsonAnswer(403, { message: "The request signature we calculated does not match" });
    expect(bodyOf(await api.send({ path: "/payments", headers }))["message"]).toContain("signature");
  });
});

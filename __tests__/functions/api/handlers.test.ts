import type { APIGatewayProxyResult, APIGatewayTokenAuthorizerEvent } from "aws-lambda";
import type { ApiHandler } from "../../../functions/api";
import type { Authoriser } from "../../../functions/api/jwt";
import { CONTEXT, eventOf } from "./support/event";
import { RULES } from "./support/issuer";

jest.mock("../../../functions/api/clients", () => ({
  connectProbes: ({ tables }: { readonly tables: readonly string[] }) =>
    tables.map((name) => ({ kind: "table", name, ask: () => Promise.resolve({}) })),
}));

const environment = {
  POWERTOOLS_SERVICE_NAME: "payment-status",
  POWERTOOLS_LOG_LEVEL: "SILENT",
  ENVIRONMENT: "test",
  AWS_REGION: "us-west-2",
  CHECKS: JSON.stringify({ tables: ["payment-transactions-test"], keys: [], queues: [] }),
  JWT_ISSUER: RULES.issuer,
  JWT_AUDIENCE: RULES.audience,
  JWT_JWKS_URI: RULES.jwksUri,
};

/** The handler of an entry as it starts in an environment. */
async function start<Handler>(
  entry: string,
  over: Readonly<Record<string, string | undefined>> = {},
): Promise<Handler> {
  const before = process.env;
  process.env = { ...before, ...environment, ...over };
  try {
    let started: { readonly handler: Handler } | undefined;
    await jest.isolateModulesAsync(async () => {
      started = (await import(`../../../functions/api/${entry}.handler`)) as { readonly handler: Handler };
    });
    if (!started) throw new Error("not started");
    return started.handler;
  } finally {
    process.env = before;
  }
}

describe("the status handler", () => {
  it("tells of what its environment names", async () => {
    const handler = await start<ApiHandler>("status");
    const answer: APIGatewayProxyResult = await handler(eventOf({ method: "GET", resource: "/status" }), CONTEXT);
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({
      status: "ok",
      environment: "test",
      region: "us-west-2",
      checks: [{ kind: "table", name: "payment-transactions-test", status: "ok" }],
    });
  });

  it("does not start where its environment does not say what to ask", async () => {
    await expect(start("status", { CHECKS: undefined })).rejects.toThrow("CHECKS");
  });
});

describe("the JWT authoriser's handler", () => {
  it("refuses what is no token", async () => {
    const handler = await start<Authoriser>("jwt-authoriser");
    const event: APIGatewayTokenAuthorizerEvent = { type: "TOKEN", methodArn: "arn:a/b/c", authorizationToken: "none" };
    await expect(handler(event)).rejects.toThrow(/^Unauthorized$/);
  });

  it("does not start without an issuer", async () => {
    await expect(start("jwt-authoriser", { JWT_ISSUER: undefined })).rejects.toThrow("JWT_ISSUER");
  });
});

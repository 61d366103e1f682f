import { readFileSync } from "node:fs";
import path from "node:path";
import { buildSchema, graphql, type GraphQLSchema, isObjectType, validateSchema } from "graphql";
import { PUBLISHED_FIELD, servedFields, withAuthModes } from "../../../modules/graphql-api/schema";
import { servedBy } from "../../../modules/graphql-api/operations";
import { resolverCode } from "../../../modules/graphql-api/resolver-code";
import * as resolver from "../../../modules/graphql-api/resolvers/field";
import * as published from "../../../modules/graphql-api/resolvers/published";

jest.mock("@aws-appsync/utils", () => ({
  util: {
    autoId: () => "request-1",
    error(message: string, type: string, data: unknown, info: unknown): never {
      const { GraphQLError: Raised } = jest.requireActual<typeof import("graphql")>("graphql");
      throw new Raised(message, { extensions: { type, data, info } });
    },
  },
}));

/** What AppSync brings of its own. */
const APPSYNC = `
  scalar AWSDateTime
  directive @aws_iam on OBJECT | FIELD_DEFINITION
  directive @aws_cognito_user_pools on OBJECT | FIELD_DEFINITION
  directive @aws_api_key on OBJECT | FIELD_DEFINITION
  directive @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION
`;
const SDL = readFileSync(path.join(__dirname, "../../../modules/graphql-api/schema.graphql"), "utf8");

function outcomeOf(call: () => unknown): { readonly result?: unknown; readonly error?: unknown } {
  try {
    return { result: call() };
  } catch (error) {
    return { error };
  }
}

/** The schema with its own resolvers, as AppSync runs them around a function. */
function served(callFunction: (payload: unknown) => unknown, sdl = SDL): GraphQLSchema {
  const schema = buildSchema(APPSYNC + sdl);
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const [name, field] of Object.entries(type!.getFields())) {
      field.resolve = (_, args: { input: unknown }) => {
        const context = {
          info: { fieldName: name },
          args,
          identity: { userArn: "arn:aws:iam::123456789012:user/shop" },
        };
        if (name === PUBLISHED_FIELD) return published.response({ result: published.request(context).payload });
        return resolver.response(outcomeOf(() => callFunction(resolver.request(context as never).payload)));
      };
    }
  }
  return schema;
}

const PAYMENT = {
  paymentId: "pay_1",
  transactionId: "pay_1",
  status: "completed",
  amount: "99.99",
  currency: "USD",
  customerId: "cust_1",
  rail: "simulator",
  captureMethod: "automatic",
  capturedAmount: "99.99",
  refundedAmount: "0.00",
  fraudScore: 10,
  fraudDecision: "approve",
  fraudReasons: [],
  createdAt: "2026-03-01T12:00:00.000Z",
  updatedAt: "2026-03-01T12:00:00.000Z",
};

describe("the schema", () => {
  it.each([true, false])("is one, with a user pool (%p) and without", (cognito) => {
    const sdl = withAuthModes(SDL, { cognito });
    expect(validateSchema(buildSchema(APPSYNC + sdl))).toEqual([]);
  });

  it("names both modes on every type where there are two, and none where there is one", () => {
    const types = Object.values(buildSchema(APPSYNC + SDL).getTypeMap()).filter(
      (type) => isObjectType(type) && !type.name.startsWith("__"),
    );
    const both = withAuthModes(SDL, { cognito: true });
    for (const { name } of types) expect(both).toContain(`type ${name} @aws_iam @aws_cognito_user_pools {`);
    expect(withAuthModes(SDL, { cognito: false })).toBe(SDL);
  });

  it("has only fields whose operation a function serves, and lists them all", () => {
    const schema = buildSchema(APPSYNC + SDL);
    const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) => Object.keys(type!.getFields()));
    const listed = servedFields(SDL).map(({ field }) => field);
    expect([...listed, PUBLISHED_FIELD].sort()).toEqual(fields.sort());
    for (const field of listed) expect(servedBy(field)).toMatch(/^(payment|refund)-[a-z]+$/);
  });

  it("lets the platform alone publish, whoever else may call it", () => {
    expect(SDL).toMatch(/publishPaymentChange\([^)]*\): PaymentChange @aws_iam/);
  });
});

describe("a field", () => {
  it("is served by the function of its operation, with what was asked", async () => {
    const calls: unknown[] = [];
    const schema = served((payload) => {
      calls.push(payload);
      return { data: PAYMENT };
    });
    const source = `mutation {
      createPayment(input: { amount: "99.99", currency: "USD", customerId: "cust_1" }, idempotencyKey: "key-1") {
        paymentId status amount fraudReasons
      }
    }`;
    const { data, errors } = await graphql({ schema, source });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ createPayment: { paymentId: "pay_1", status: "completed", amount: "99.99" } });
    expect(calls).toMatchObject([
      {
        graphql: {
          operation: "createPayment",
          arguments: { input: { amount: "99.99", currency: "USD", customerId: "cust_1" }, idempotencyKey: "key-1" },
          identity: { userArn: "arn:aws:iam::123456789012:user/shop" },
          requestId: "request-1",
        },
      },
    ]);
  });

  it("raises the problem that its function answers, with its code and all faults", async () => {
    const problem = { code: "payment_not_found", detail: "payment_id: there is no such payment.", errors: [] };
    const { data, errors } = await graphql({
      schema: served(() => ({ problem })),
      source: '{ getPayment(paymentId: "pay_2") { paymentId } }',
    });
    expect(data).toEqual({ getPayment: null });
    expect(errors?.[0]).toMatchObject({
      message: "payment_id: there is no such payment.",
      extensions: { type: "payment_not_found", info: problem },
    });
  });

  it("tells nothing of a function that failed", async () => {
    const { errors } = await graphql({
      schema: served(() => {
        throw new Error("table payments-prod is gone");
      }),
      source: '{ getPayment(paymentId: "pay_2") { paymentId } }',
    });
    expect(errors?.[0]).toMatchObject({ extensions: { type: "internal_error" } });
    expect(JSON.stringify(errors)).not.toContain("payments-prod");
  });

  it("takes no amount that is a number", async () => {
    const source = 'mutation { createPayment(input: { amount: 99.99, currency: "USD" }) { paymentId } }';
    const { errors } = await graphql({ schema: served(() => ({ data: PAYMENT })), source });
    expect(errors?.[0]?.message).toContain("String cannot represent a non string value");
  });

  it("that the bus publishes is the change itself", async () => {
    const change = `{ eventId: "evt_1", type: "payment.completed", at: "2026-03-01T12:00:00.000Z", paymentId: "pay_1", customerId: "cust_1", status: completed }`;
    const source = `mutation { publishPaymentChange(input: ${change}) { eventId type paymentId status } }`;
    const { data } = await graphql({ schema: served(() => null), source });
    expect(data).toEqual({
      publishPaymentChange: { eventId: "evt_1", type: "payment.completed", paymentId: "pay_1", status: "completed" },
    });
  });
});

describe("the code of a resolver", () => {
  it.each(["field", "published"] as const)(
    "that AppSync gets has no types, and nothing that AppSync cannot run: %s",
    (name) => {
      const code = resolverCode(name);
      expect(code).toMatch(/export \{\s*request,\s*response\s*\};/);
      expect(code).not.toMatch(/\b(interface|class|throw|try|async|await|while|new)\b/);
      expect(code).not.toMatch(/: (unknown|string)\b/);
    },
  );
});

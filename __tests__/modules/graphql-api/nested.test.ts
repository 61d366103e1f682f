import { type Payload, served } from "./support/appsync";
import { getNamedType, getNullableType, graphql, type GraphQLObjectType, isListType, isObjectType } from "graphql";
import { inputs } from "../../../modules/graphql-api/interface";
import { NESTED_FIELDS } from "../../../modules/graphql-api/resolvers/nested-fields";
import { operationNamed } from "./support/rest";

const PAYMENT = { paymentId: "pay_1", status: "completed", escrowId: "esc_1", amount: "99.99" };
const ESCROW = { escrowId: "esc_1", paymentId: "pay_1", status: "holding", remainingAmount: "99.99" };
const DISPUTE = { disputeId: "dispute_1", escrowId: "esc_1", status: "opened" };
const ACCOUNT = { bankAccountId: "ba_1", holderName: "Garden Works LLC", lastFour: "6789", status: "verified" };
const TRANSFER = { transferId: "ach_1", bankAccountId: "ba_1", status: "initiated" };

const ANSWERS: Readonly<Record<string, unknown>> = {
  getPayment: PAYMENT,
  listPayments: { data: [PAYMENT] },
  getEscrow: ESCROW,
  listEscrowDisputes: { data: [DISPUTE] },
  getAchTransfer: TRANSFER,
  getBankAccount: ACCOUNT,
  releaseEscrow: { escrow: ESCROW, release: {} },
};

/** Asks the whole schema; what its functions were asked for is kept. */
async function ask(source: string, answers: Readonly<Record<string, unknown>> = {}) {
  const calls: string[] = [];
  const schema = served(({ graphql: { operation, arguments: asked } }: Payload) => {
    calls.push(`${operation} ${Object.values(asked).join(" ")}`.trim());
    const answer = answers[operation] ?? { data: ANSWERS[operation] };
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const { data, errors } = await graphql({ schema, source });
  return { data: JSON.parse(JSON.stringify(data)) as unknown, errors, calls };
}

describe("a resource within a resource", () => {
  it("is asked for by the id that the one around it has: a payment's escrow, its disputes", async () => {
    const { data, errors, calls } = await ask(`{
      getPayment(paymentId: "pay_1") { status escrow { remainingAmount disputes { data { disputeId status } } } }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      getPayment: {
        status: "completed",
        escrow: { remainingAmount: "99.99", disputes: { data: [{ disputeId: "dispute_1", status: "opened" }] } },
      },
    });
    expect(calls).toEqual(["getPayment pay_1", "getEscrow esc_1", "listEscrowDisputes esc_1"]);
  });

  it("is there too in what was just done: an escrow's payment", async () => {
    const { data } = await ask(`mutation { releaseEscrow(escrowId: "esc_1") { escrow { payment { amount } } } }`);
    expect(data).toEqual({ releaseEscrow: { escrow: { payment: { amount: "99.99" } } } });
  });

  it("is a transfer's bank account, masked", async () => {
    const { data } = await ask(`{ getAchTransfer(transferId: "ach_1") { bankAccount { holderName lastFour } } }`);
    expect(data).toEqual({ getAchTransfer: { bankAccount: { holderName: "Garden Works LLC", lastFour: "6789" } } });
  });

  it("that nobody asks for costs no call", async () => {
    expect((await ask(`{ getPayment(paymentId: "pay_1") { status } }`)).calls).toEqual(["getPayment pay_1"]);
  });

  it("that is not there costs no call either", async () => {
    const { escrowId: _none, ...payment } = PAYMENT;
    const source = `{ getPayment(paymentId: "pay_1") { escrow { status } } }`;
    const { data, calls } = await ask(source, { getPayment: { data: payment } });
    expect(data).toEqual({ getPayment: { escrow: null } });
    expect(calls).toEqual(["getPayment pay_1"]);
  });

  it("that is refused is null, with the error's path; all else is shown", async () => {
    const problem = { code: "escrow_not_found", detail: "escrow_id: there is no such escrow.", errors: [] };
    const source = `{ getPayment(paymentId: "pay_1") { status escrow { status } } }`;
    const { data, errors } = await ask(source, { getEscrow: { problem } });
    expect(data).toEqual({ getPayment: { status: "completed", escrow: null } });
    expect(errors).toMatchObject([
      { path: ["getPayment", "escrow"], extensions: { type: "escrow_not_found", info: problem } },
    ]);
  });

  it("tells nothing of a function that failed", async () => {
    const source = `{ getPayment(paymentId: "pay_1") { status escrow { status } } }`;
    const { errors } = await ask(source, { getEscrow: new Error("table escrow-accounts-prod is gone") });
    expect(errors).toMatchObject([{ extensions: { type: "internal_error" } }]);
    expect(JSON.stringify(errors)).not.toContain("escrow-accounts-prod");
  });
});

describe("the bounds", () => {
  const resolverCount = inputs.resolverCountLimit.default;
  const depth = inputs.queryDepthLimit.default;

  it("let a page of the default length ask for one resource within each, and two of them not", async () => {
    const { schema } = operationNamed("listPayments").parameters.find(({ name }) => name === "limit")!;
    const page = schema["default"] as number;
    const data = Array.from({ length: page }, (_, place) => ({ ...PAYMENT, escrowId: `esc_${place}` }));
    const { calls } = await ask(`{ listPayments { data { escrow { status } } } }`, {
      listPayments: { data: { data } },
    });
    expect(calls).toHaveLength(1 + page);
    expect(1 + page).toBeLessThanOrEqual(resolverCount);
    expect(1 + 2 * page).toBeGreaterThan(resolverCount);
  });

  it("let the deepest release conditions of a listed escrow be seen, which have 6 levels", () => {
    // listEscrows, data, releaseConditions, five times all, approval, role.
    expect(3 + 5 + 2).toBeLessThanOrEqual(depth);
  });

  it("let everything be asked for that comes without another call", () => {
    const schema = served(() => null);
    const deepest = (type: GraphQLObjectType, within: readonly string[] = []): number => {
      const inner = Object.entries(type.getFields()).map(([name, { type: each }]) => {
        const named = getNamedType(each);
        const isOther = NESTED_FIELDS[`${type.name}.${name}`] !== undefined || within.includes(named.name);
        return isObjectType(named) && !isOther ? deepest(named, [...within, type.name]) : 0;
      });
      return 1 + Math.max(...inner);
    };
    for (const root of [schema.getQueryType()!, schema.getMutationType()!])
      expect(deepest(root)).toBeLessThanOrEqual(depth);
  });

  it("are kept by lists: within none is another list that a caller may lengthen", () => {
    const schema = served(() => null);
    for (const place of Object.keys(NESTED_FIELDS)) {
      const [type = "", field = ""] = place.split(".");
      const definition = (schema.getType(type) as GraphQLObjectType).getFields()[field]!;
      expect(definition.args).toEqual([]);
      expect(isListType(getNullableType(definition.type))).toBe(false);
    }
  });
});

import type { Context } from "aws-lambda";
import { AMEX, VISA } from "./support/cards";
import { TestVault, VAULT_KEY } from "./support/vault";

const mockVault = new TestVault();
jest.mock("../../../functions/vault/kms", () => ({ connectKms: () => mockVault.kms }));
jest.mock("../../../functions/vault/store", () => {
  const actual = jest.requireActual<typeof import("../../../functions/vault/store")>("../../../functions/vault/store");
  return { ...actual, connectStore: () => mockVault.store };
});

jest.mock("../../../functions/simulator", () => {
  const actual = jest.requireActual<typeof import("../../../functions/simulator")>("../../../functions/simulator");
  const books = new actual.MemoryBooks();
  return { ...actual, connectBooks: () => books };
});

interface Answer {
  readonly ok: boolean;
  readonly token?: string;
}
type Handler = (event: unknown, context: Context) => Promise<Answer>;

const environment = {
  POWERTOOLS_SERVICE_NAME: "vault",
  POWERTOOLS_METRICS_NAMESPACE: "payments",
  ENVIRONMENT: "test",
  VAULT_TABLE_NAME: "vault-test",
  VAULT_KEY_ARN: VAULT_KEY,
  FINGERPRINT_KEY_ARNS: JSON.stringify({ "1": VAULT_KEY.replace("mrk-0a", "fingerprint-1") }),
  ACQUIRER: "simulator",
  SIMULATOR_TABLE_NAME: "acquirer-simulator-test",
  POWERTOOLS_METRICS_DISABLED: "true",
  POWERTOOLS_LOG_LEVEL: "SILENT",
};

/** The handler of an entry as it starts in an environment. */
async function start(entry: string, over: Record<string, string | undefined> = {}): Promise<Handler> {
  const before = process.env;
  process.env = { ...before, ...environment, ...over };
  try {
    let started: { handler: Handler } | undefined;
    await jest.isolateModulesAsync(async () => {
      started = (await import(`../../../functions/vault/${entry}.handler`)) as { handler: Handler };
    });
    if (!started) throw new Error("not started");
    return started.handler;
  } finally {
    process.env = before;
  }
}

const context = { awsRequestId: "request-1", functionName: "vault", functionVersion: "1" } as Context;
const card = (number: string, cvc?: string) => ({
  customerId: "cus_1",
  card: { number, expMonth: 12, expYear: 2040, cvc },
});

describe("the vault's handlers", () => {
  it("tokenise, detokenise, take to the acquirer and re-encrypt one and the same card", async () => {
    const tokenise = await start("tokenise");
    const { token } = await tokenise(card(AMEX, "1234"), context);
    expect(token).toMatch(/^tok_/);
    const named = { token, customerId: "cus_1" };

    const detokenise = await start("detokenise");
    const asked = { ...named, reason: "Chargeback 17", requestedBy: "ops" };
    expect(await detokenise(asked, context)).toEqual({ ok: true, number: AMEX, expMonth: 12, expYear: 2040 });

    const egress = await start("rail-egress");
    const charge = {
      operation: "charge",
      reference: "pay_1/charge/1",
      amountCents: 100,
      currency: "USD",
      capture: true,
    };
    expect(await egress({ ...named, ...charge }, context)).toMatchObject({ ok: true, outcome: "approved" });
    expect(await egress({ operation: "ask", reference: "pay_1/charge/1" }, context)).toMatchObject({
      ok: true,
      outcome: "approved",
    });

    const reEncrypt = await start("re-encrypt", { ENCRYPTOR: "aws-encryption-sdk" });
    expect(await reEncrypt({ job: "rotate-1", kind: "data-keys" }, context)).toMatchObject({ ok: true, done: true });
    expect(await reEncrypt({ job: "rotate-2", kind: "fingerprints" }, context)).toMatchObject({
      ok: true,
      unchanged: 1,
    });
    expect(await detokenise(asked, context)).toMatchObject({ ok: true, number: AMEX });
  });

  it("refuse a code where the environment names no acquirer", async () => {
    const tokenise = await start("tokenise", { ACQUIRER: undefined });
    expect(await tokenise(card(VISA, "123"), context)).toMatchObject({
      ok: false,
      errors: [{ code: "acquirer_missing" }],
    });
  });

  it("refuse what goes to the acquirer where the environment names none", async () => {
    const egress = await start("rail-egress", { ACQUIRER: undefined, SIMULATOR_TABLE_NAME: undefined });
    expect(await egress({ operation: "ask", reference: "pay_1" }, context)).toMatchObject({
      ok: false,
      errors: [{ code: "acquirer_missing" }],
    });
  });

  it.each(["tokenise", "detokenise", "rail-egress", "re-encrypt"])(
    "%s does not start without its environment",
    async (entry) => {
      await expect(start(entry, { VAULT_TABLE_NAME: undefined })).rejects.toThrow(
        "VAULT_TABLE_NAME: must be a table name",
      );
    },
  );
});

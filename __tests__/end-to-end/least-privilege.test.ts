/**
 * Least privilege, proved: a role without one of its actions fails at that action, so no action is there for nothing; with all of
 * them its function does all its work, so none is missing.
 */
import { IAMClient } from "@aws-sdk/client-iam";
import { randomUUID } from "node:crypto";
import { TEST_CARDS } from "../../local/journey/vault-journey";
import { readPlatform, settingsOf, vaultOf } from "./support/platform";
import { permissionsOf, policiesOf, withoutPermission } from "./support/role-policy";
import { type Outcome, Twins } from "./support/twin";

const platform = readPlatform();
const iam = new IAMClient(settingsOf(platform));
const twins = new Twins(platform);
const vault = vaultOf(platform);

/** Statements whose actions the embedded AWS does not evaluate; they are held on the synthesised text instead. */
const NOT_EVALUATED: Readonly<Record<string, string>> = {
  WriteLogs: "the embedded AWS writes a function's log itself",
  WriteTraces: "the embedded AWS has no X-Ray",
  VaultTableKey: "the embedded AWS does not ask KMS on behalf of DynamoDB",
  SimulatorTableKey: "the embedded AWS does not ask KMS on behalf of DynamoDB",
};

const expYear = new Date().getUTCFullYear() + 3;
const newCustomer = (): string => `cust_${randomUUID().slice(0, 8)}`;
const tokenise = (customerId: string, year = expYear) => ({
  customerId,
  card: { number: TEST_CARDS.visa, expMonth: 12, expYear: year },
});

async function newToken(): Promise<{ token: string; customerId: string }> {
  const customerId = newCustomer();
  const made = await vault.tokenise(tokenise(customerId));
  if (!made.ok) throw new Error(JSON.stringify(made.errors));
  return { token: made.token, customerId };
}

interface Work {
  readonly entry: string;
  /** Events that make the function do everything it can. */
  readonly events: () => Promise<unknown[]>;
  readonly changed?: (variables: Readonly<Record<string, string>>) => Record<string, string>;
}

const WORK: Readonly<Record<string, Work>> = {
  "vault-tokenise-local": {
    entry: "vault/tokenise",
    events: () => {
      const customerId = newCustomer();
      // New; known (the loser reads the winner); known with a later expiry.
      return Promise.resolve([tokenise(customerId), tokenise(customerId), tokenise(customerId, expYear + 1)]);
    },
  },
  "vault-detokenise-local": {
    entry: "vault/detokenise",
    events: async () => [{ ...(await newToken()), reason: "least privilege", requestedBy: "test" }],
  },
  "vault-rail-egress-local": {
    entry: "vault/rail-egress",
    events: async () => [
      {
        ...(await newToken()),
        operation: "charge",
        reference: `pay_${randomUUID()}/charge/1`,
        amountCents: 1000,
        currency: "USD",
        capture: true,
      },
    ],
  },
  "vault-re-encrypt-local": {
    entry: "vault/re-encrypt",
    events: async () => {
      await newToken();
      const job = `job-${randomUUID().slice(0, 8)}`;
      return [
        { job: `${job}-d`, kind: "data-keys" },
        { job: `${job}-f`, kind: "fingerprints" },
      ];
    },
    // A second version of the fingerprint key, so that there is something to bring up to date; the same key, as its role has no other.
    changed: ({ FINGERPRINT_KEY_ARNS = "" }) => {
      const [key] = Object.values(JSON.parse(FINGERPRINT_KEY_ARNS) as Record<string, string>);
      return { FINGERPRINT_KEY_ARNS: JSON.stringify({ 1: key, 2: key }) };
    },
  },
};

const failure = (outcomes: readonly Outcome[]): string => {
  const last = outcomes.at(-1);
  return last !== undefined && "errorType" in last ? `${last.errorType}: ${last.errorMessage}` : "no failure";
};

afterAll(() => {
  iam.destroy();
  twins.close();
  vault.close();
});

describe.each(Object.entries(WORK))("the role of %s", (name, { entry, events, changed }) => {
  it("suffices for all that the function does", async () => {
    const outcomes = await twins.run(name, entry, await events(), changed);
    expect(failure(outcomes)).toBe("no failure");
    expect(outcomes).toMatchObject(outcomes.map(() => ({ payload: { ok: true } })));
  });

  it("fails without any one of its actions, at that action", async () => {
    const pairs = permissionsOf(await policiesOf(iam, name)).filter(({ sid }) => !(sid in NOT_EVALUATED));
    expect(pairs.length).toBeGreaterThan(1);
    const seen: Record<string, string> = {};
    for (const permission of pairs) {
      const work = await events();
      const outcomes = await withoutPermission(iam, permission, () => twins.run(name, entry, work, changed));
      seen[`${permission.sid} ${permission.action}`] = failure(outcomes);
    }
    for (const { sid, action } of pairs)
      expect([`${sid} ${action}`, seen[`${sid} ${action}`]]).toEqual([
        `${sid} ${action}`,
        expect.stringContaining(`perform: ${action}`),
      ]);
  });
});

import { readEnvironment } from "../../../functions/shared/environment";
import * as environments from "../../../functions/vault/environment";

const keyArn = (name: string) => `arn:aws:kms:us-east-1:111122223333:key/${name}`;
const required = {
  VAULT_TABLE_NAME: "card-vault-dev",
  VAULT_KEY_ARN: keyArn("mrk-1"),
  FINGERPRINT_KEY_ARNS: JSON.stringify({ "1": keyArn("f1") }),
  ENVIRONMENT: "dev",
};
const read = (over: Record<string, string>) => readEnvironment(environments.tokenise, { ...required, ...over });

describe("the environment of tokenise", () => {
  it("has defaults for all that may be missing", () => {
    expect(read({})).toEqual({
      VAULT_TABLE_NAME: "card-vault-dev",
      VAULT_KEY_ARN: keyArn("mrk-1"),
      FINGERPRINT_KEY_ARNS: [{ version: 1, keyArn: keyArn("f1") }],
      ACQUIRER: "none",
      ENCRYPTOR: "lean",
      PAYMENT_KEY_SPEC: "AES_256",
      DATA_KEY_SECONDS: 300,
      DATA_KEY_MESSAGES: 1_048_576,
    });
  });

  it("lists the versions of the fingerprint key, the highest first", () => {
    const keys = { "9": keyArn("f9"), "10": keyArn("f10"), "2": keyArn("f2") };
    const { FINGERPRINT_KEY_ARNS } = read({ FINGERPRINT_KEY_ARNS: JSON.stringify(keys) });
    expect(FINGERPRINT_KEY_ARNS.map(({ version }) => version)).toEqual([10, 9, 2]);
  });

  it.each([
    "",
    "{",
    "null",
    "[]",
    "{}",
    '"1"',
    JSON.stringify({ "0": keyArn("f") }),
    JSON.stringify({ v1: keyArn("f") }),
    JSON.stringify({ "1": 5 }),
    JSON.stringify({ "1": "arn:aws:s3:::bucket" }),
    JSON.stringify(Object.fromEntries([1, 2, 3, 4, 5].map((version) => [version, keyArn("f")]))),
  ])("refuses %j for the fingerprint keys", (text) => {
    expect(() => read({ FINGERPRINT_KEY_ARNS: text })).toThrow(
      'FINGERPRINT_KEY_ARNS: must be JSON of 1 to 4 versions and HMAC key ARNs, such as {"1":"arn:aws:kms:..."}',
    );
  });

  it.each([
    ["VAULT_TABLE_NAME", "x"],
    ["VAULT_KEY_ARN", "arn:aws:kms:us-east-1:111122223333:alias/vault"],
    ["ACQUIRER", "stripe"],
    ["ENCRYPTOR", "rot13"],
    ["PAYMENT_KEY_SPEC", "AES_128"],
    ["DATA_KEY_SECONDS", "301"],
    ["DATA_KEY_SECONDS", "0"],
    ["DATA_KEY_SECONDS", "1.5"],
    ["DATA_KEY_MESSAGES", "1048577"],
    ["DATA_KEY_MESSAGES", ""],
  ])("refuses %s of %j, by name and without the value", (name, value) => {
    expect(() => read({ [name]: value })).toThrow(new RegExp(`needs:\n${name}: must be [^\n]+$`));
  });

  it("names all that is missing at once", () => {
    expect(() => readEnvironment(environments.tokenise, {})).toThrow(
      /VAULT_TABLE_NAME: .+\nVAULT_KEY_ARN: .+\nFINGERPRINT_KEY_ARNS: .+/s,
    );
  });
});

describe.each([
  ["detokenise", environments.detokenise],
  ["rail-egress", environments.railEgress],
])("the environment of %s", (_, schema) => {
  it("needs the environment's name for its metrics, and no key to make fingerprints", () => {
    const { ENVIRONMENT, FINGERPRINT_KEY_ARNS, ...rest } = required;
    expect(readEnvironment(schema, { ...rest, ENVIRONMENT })).toMatchObject({ ENVIRONMENT: "dev" });
    expect(() => readEnvironment(schema, { ...rest, FINGERPRINT_KEY_ARNS })).toThrow("ENVIRONMENT: must be");
  });
});

describe("the environment of rail-egress", () => {
  const { FINGERPRINT_KEY_ARNS: _, ...reading } = required;
  const read = (over: Record<string, string>) => readEnvironment(environments.railEgress, { ...reading, ...over });

  it("has no simulator unless it names one", () => {
    expect(read({})).toMatchObject({ ACQUIRER: "none", SIMULATOR_TABLE_NAME: "" });
  });

  it("names the simulator's table where the simulator is the acquirer", () => {
    expect(read({ ACQUIRER: "simulator", SIMULATOR_TABLE_NAME: "acquirer-simulator-dev" })).toMatchObject({
      SIMULATOR_TABLE_NAME: "acquirer-simulator-dev",
    });
    expect(() => read({ ACQUIRER: "simulator" })).toThrow(
      "SIMULATOR_TABLE_NAME: must be the simulator's table where ACQUIRER is simulator",
    );
    expect(() => read({ SIMULATOR_TABLE_NAME: "x" })).toThrow("SIMULATOR_TABLE_NAME: must be a table name");
  });
});

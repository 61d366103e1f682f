import "../support/code-stand-in";
import { InvalidInputError } from "../../../modules/shared";
import { statementIn } from "../support/policies";
import { aloneEscrow, escrow, exported, plainCryptography, plainEscrow } from "../support/synthesise";
import { asText, type JsonObject, type Terraform } from "../support/terraform";

const plain = plainEscrow("plain");
const alone = aloneEscrow("alone");
const inner = exported("escrow").files["main.tf.json"]!;
const TABLE = "aws_dynamodb_table.accounts";
const KEY = "aws_kms_key.key";
const OWN_KEY = "${aws_kms_key.key.arn}";
const GROUND = ["escrowAccountsTableName", "escrowAccountsTableArn", "escrowEncryptionKeyArn"] as const;

const variable = (terraform: Terraform, id: string, name: string): unknown =>
  (terraform.at(`aws_lambda_function.escrow_${id}`)["environment"] as { variables: JsonObject }).variables[name];

describe("the ground of held money that is given", () => {
  it("is used as it is: no table is made, and no key but that of requests", () => {
    expect(plain.all("aws_dynamodb_table")).toEqual([]);
    expect(plain.all("aws_kms_key").map(({ address }) => address)).toEqual(["aws_kms_key.request_key"]);
  });

  it.each(GROUND)("is refused without its %s, which is named with all that go with it", (name) => {
    expect(() => escrow({ [name]: "" })).toThrow(
      new InvalidInputError([`${name} is "": all or none of ${GROUND.join(", ")}.`]),
    );
  });

  it("is refused where its form is wrong", () => {
    expect(() => escrow({ escrowAccountsTableArn: "escrow-accounts" })).toThrow(
      'escrowAccountsTableArn is "escrow-accounts": The ARN of a table, or empty.',
    );
  });
});

describe("the ground of held money that is not given", () => {
  /** Without what differs: the key that it lies under, and whose module it is. */
  const definition = (terraform: Terraform, address: string): JsonObject => {
    const { server_side_encryption: _key, policy: _policy, tags: _tags, ...rest } = terraform.at(address);
    return rest;
  };

  it("is made, with the very table that payment-cryptography makes", () => {
    const theirs = plainCryptography("plain");
    expect(definition(alone, TABLE)).toEqual(definition(theirs, "aws_dynamodb_table.table_escrow_accounts"));
    expect(alone.at(TABLE)).toMatchObject({
      name: "escrow-accounts-test",
      server_side_encryption: { enabled: true, kms_key_arn: OWN_KEY },
      deletion_protection_enabled: true,
      stream_view_type: "NEW_AND_OLD_IMAGES",
    });
  });

  it("lies under the very key that payment-cryptography makes, by an alias of its own", () => {
    const theirs = plainCryptography("plain");
    expect(definition(alone, KEY)).toEqual(definition(theirs, "aws_kms_key.escrow_key"));
    const use = (terraform: Terraform, id: string) => statementIn(terraform, `${id}_policy`, "UseThroughServices");
    expect(use(alone, "key")).toEqual({ ...use(theirs, "escrow_key"), policy: "key_policy" });
    const names = [alone.at("aws_kms_alias.key_alias"), theirs.at("aws_kms_alias.escrow_key_alias")].map(
      ({ name }) => name,
    );
    expect(names).toEqual(["alias/escrow-accounts-test", "alias/payment-cryptography-escrow-test"]);
  });

  it("is what everything here works with and lies under", () => {
    expect(alone.at("aws_dynamodb_resource_policy.table_policy")["resource_arn"]).toBe(`\${${TABLE}.arn}`);
    for (const id of ["manager", "releaser", "interest_accruer", "payouts"]) {
      expect(variable(alone, id, "ESCROW_ACCOUNTS_TABLE_NAME")).toBe(`\${${TABLE}.name}`);
      expect(alone.at(`aws_lambda_function.escrow_${id}`)["kms_key_arn"]).toBe(OWN_KEY);
    }
    expect(statementIn(alone, "role_manager_grants", "EscrowAccounts").resources).toEqual([`\${${TABLE}.arn}`]);
    expect(statementIn(alone, "role_manager_grants", "EscrowAccountsKey").resources).toEqual([OWN_KEY]);
    expect(new Set(alone.all("aws_sqs_queue").map(({ attributes }) => attributes["kms_master_key_id"]))).toEqual(
      new Set([OWN_KEY]),
    );
  });

  it("is kept as the caller says", () => {
    const given = Object.fromEntries(GROUND.map((name) => [name, ""]));
    const short = escrow({ ...given, deletionProtection: false, kmsDeletionWindowInDays: 7, preventDestroy: true });
    expect(short.at(TABLE)).toMatchObject({
      deletion_protection_enabled: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(short.at(KEY)).toMatchObject({ deletion_window_in_days: 7, lifecycle: { prevent_destroy: true } });
  });
});

describe("the ground of held money for users of HCL", () => {
  const COUNT = '${contains([""], var.escrow_accounts_table_name) ? 1 : 0}';
  const either = (given: string, own: string): string => `\${var.${given}}\${join("", ${own})}`;
  const ARN = either("escrow_accounts_table_arn", `${TABLE}[*].arn`);
  const KEY_ARN = either("escrow_encryption_key_arn", `${KEY}[*].arn`);

  it("is made where no name is given, by Terraform's count", () => {
    for (const address of [TABLE, KEY, "aws_kms_alias.key_alias"]) expect(inner.at(address)["count"]).toBe(COUNT);
    expect(inner.at("aws_kms_alias.key_alias")["target_key_id"]).toBe(`\${join("", ${KEY}[*].key_id)}`);
    expect(inner.at(TABLE)["server_side_encryption"]).toEqual({
      enabled: true,
      kms_key_arn: `\${join("", ${KEY}[*].arn)}`,
    });
  });

  it("is one or the other wherever it is used", () => {
    expect(inner.at("aws_dynamodb_resource_policy.table_policy")["resource_arn"]).toBe(ARN);
    expect(variable(inner, "manager", "ESCROW_ACCOUNTS_TABLE_NAME")).toBe(
      either("escrow_accounts_table_name", `${TABLE}[*].name`),
    );
    expect(statementIn(inner, "role_manager_grants", "EscrowAccountsKey").resources).toEqual([KEY_ARN]);
    expect(inner.at("aws_sqs_queue.failures")["kms_master_key_id"]).toBe(KEY_ARN);
  });

  it("is refused at plan where it is not whole", () => {
    const empty = GROUND.map((name) => `contains([""], var.${name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)})`);
    expect(inner.at("aws_dynamodb_resource_policy.table_policy")["lifecycle"]).toEqual({
      precondition: expect.arrayContaining([
        {
          condition: `\${!(anytrue([${empty.join(", ")}]) && anytrue([${empty.map((each) => `!${each}`).join(", ")}]))}`,
          error_message:
            "All or none of escrow_accounts_table_name, escrow_accounts_table_arn, escrow_encryption_key_arn must be given.",
        },
      ]),
    });
    expect(plain.at("aws_dynamodb_resource_policy.table_policy")).not.toHaveProperty("lifecycle");
  });
});

describe("the outputs of the ground", () => {
  const outputs = (terraform: Terraform, name: string): string => asText(terraform.json.output?.[name]?.["value"]);

  it("are what was given or what was made, and a stream of what was made alone", () => {
    expect(outputs(inner, "escrow_accounts_table_name")).toContain(`${TABLE}[*].name`);
    expect(outputs(inner, "escrow_accounts_stream_arn")).toBe(`\${join("", ${TABLE}[*].stream_arn)}`);
    expect(outputs(inner, "escrow_encryption_key_arn")).toContain("var.escrow_encryption_key_arn");
  });
});

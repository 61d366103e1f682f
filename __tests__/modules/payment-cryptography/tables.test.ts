import "../support/code-stand-in";
import { TABLE_WRITES } from "../../../modules/shared/perms";
import { statementIn, statementsOf } from "../support/policies";
import { cryptography, ENVIRONMENT_NAMES, exported, paymentsStack, plainCryptography } from "../support/synthesise";

const plain = plainCryptography("plain");

describe("the tables", () => {
  it.each([
    ["payment_transactions", "payment-transactions-test", "payment"],
    ["escrow_accounts", "escrow-accounts-test", "escrow"],
    ["vault", "payment-vault-test", "payment"],
  ])("%s is %s under the %s key, recoverable for 35 days, protected from deletion", (id, name, key) => {
    expect(plain.at(`aws_dynamodb_table.table_${id}`)).toMatchObject({
      name,
      server_side_encryption: { enabled: true, kms_key_arn: `\${aws_kms_key.${key}_key.arn}` },
      point_in_time_recovery: { enabled: true, recovery_period_in_days: 35 },
      deletion_protection_enabled: true,
    });
  });

  it("have the project in front of their names where one is given", () => {
    expect(
      cryptography({ projectName: "ecosystemaws", environment: "prod" }).at(
        "aws_dynamodb_table.table_payment_transactions",
      )["name"],
    ).toBe("ecosystemaws-payment-transactions-prod");
  });

  it("stream their changes, the vault's does not", () => {
    const streaming = plain.all("aws_dynamodb_table").filter(({ attributes }) => attributes["stream_enabled"] === true);
    expect(streaming.map(({ address }) => address)).toEqual([
      "aws_dynamodb_table.table_ach_transfers",
      "aws_dynamodb_table.table_escrow_accounts",
      "aws_dynamodb_table.table_payment_transactions",
    ]);
  });

  it.each(["payment_transactions", "escrow_accounts"])(
    "%s: found by what is due, by time, by customer and by provider: keys alone",
    (id) => {
      const { attribute, global_secondary_index: indexes } = plain.at(`aws_dynamodb_table.table_${id}`);
      const index = (name: string, hash_key: string, range_key: string) => ({
        name,
        hash_key,
        range_key,
        projection_type: "KEYS_ONLY",
      });
      expect(indexes).toEqual([
        index("due", "dueShard", "dueAt"),
        index("listed", "listShard", "createdAt"),
        index("by_customer", "customerId", "createdAt"),
        index("by_provider", "providerId", "createdAt"),
      ]);
      const keys = ["pk", "sk", "dueShard", "dueAt", "listShard", "createdAt", "customerId", "providerId"];
      expect(attribute).toEqual(keys.map((name) => ({ name, type: "S" })));
      expect(plain.at("aws_dynamodb_table.table_vault")).not.toHaveProperty("global_secondary_index");
    },
  );

  it("can be deleted only where deletion protection is off", () => {
    const unprotected = cryptography({ deletionProtection: false });
    expect(
      unprotected.all("aws_dynamodb_table").map(({ attributes }) => attributes["deletion_protection_enabled"]),
    ).toEqual([false, false, false, false]);
  });

  it("are kept from plans that would destroy them in staging and prod alone", () => {
    const kept = ENVIRONMENT_NAMES.filter((name) =>
      paymentsStack(name)
        .all("aws_dynamodb_table")
        .every(({ attributes }) => "lifecycle" in attributes),
    );
    expect(kept).toEqual(["staging", "prod"]);
  });
});

describe("the vault's table", () => {
  const vaultRoles = ["tokenise", "detokenise", "rail_egress", "re_encrypt"];

  it("refuses writes of all but the vault's roles, whatever IAM lets them", () => {
    expect(statementIn(plain, "table_vault_policy_document", "OnlyTheVaultWrites")).toMatchObject({
      effect: "Deny",
      actions: TABLE_WRITES,
      resources: ["${aws_dynamodb_table.table_vault.arn}"],
      conditions: [
        {
          test: "ArnNotEquals",
          variable: "aws:PrincipalArn",
          values: vaultRoles.map((name) => `\${aws_iam_role.role_${name}.arn}`),
        },
      ],
    });
    expect(plain.at("aws_dynamodb_resource_policy.table_vault_policy")).toMatchObject({
      resource_arn: "${aws_dynamodb_table.table_vault.arn}",
    });
  });

  it("is used by the vault's roles alone", () => {
    const users = statementsOf(plain).filter(
      ({ effect, resources }) => effect === "Allow" && resources.includes("${aws_dynamodb_table.table_vault.arn}"),
    );
    expect(users.map(({ policy }) => policy).sort()).toEqual(vaultRoles.map((name) => `role_${name}_grants`).sort());
  });
});

describe("the table of the acquirer's simulator", () => {
  const ADDRESS = "aws_dynamodb_table.table_acquirer_simulator";
  const simulated = cryptography({ acquirer: "simulator" });
  const unknown = exported("payment-cryptography").files["module/main.tf.json"]!;
  const variable = (terraform: typeof plain): unknown =>
    (terraform.at("aws_lambda_function.vault_rail_egress")["environment"] as { variables: Record<string, unknown> })
      .variables["SIMULATOR_TABLE_NAME"];

  it("is there only where the simulator is the acquirer, and rail-egress knows its name", () => {
    expect(simulated.at(ADDRESS)).toMatchObject({
      name: "acquirer-simulator-test",
      deletion_protection_enabled: false,
    });
    expect(variable(simulated)).toBe("${aws_dynamodb_table.table_acquirer_simulator.name}");
    expect(plain.addresses).not.toContain(ADDRESS);
    expect(variable(plain)).toBe("");
  });

  it("is read and written by rail-egress alone, item by item", () => {
    const users = statementsOf(simulated).filter(({ resources }) => resources.includes(`\${${ADDRESS}.arn}`));
    expect(users).toMatchObject([
      { policy: "role_rail_egress_grants", sid: "SimulatorTable", actions: ["dynamodb:GetItem", "dynamodb:PutItem"] },
    ]);
    expect(statementsOf(plain).filter(({ sid }) => sid === "SimulatorTable")).toEqual([]);
  });

  it("is decided about by Terraform for users of HCL, and granted by the name that it would have", () => {
    expect(unknown.at(ADDRESS)["count"]).toBe('${(var.acquirer == "simulator") ? 1 : 0}');
    expect(variable(unknown)).toBe('${join("", aws_dynamodb_table.table_acquirer_simulator[*].name)}');
    const { resources } = statementIn(unknown, "role_rail_egress_grants", "SimulatorTable");
    expect(resources).toEqual([expect.stringMatching(/^arn:.+:dynamodb:.+:table\/.*acquirer-simulator/)]);
    expect(unknown.json.output?.["acquirer_simulator_table_name"]?.value).toBe(variable(unknown));
  });
});

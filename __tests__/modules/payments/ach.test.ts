import "../support/code-stand-in";
import { InvalidInputError } from "../../../modules/shared";
import {
  ACH_STREAM_ARN,
  escrow,
  exported,
  payments,
  plainEscrow,
  plainPayments,
  WITH_ACH,
} from "../support/synthesise";
import { statementIn, statementsIn } from "../support/policies";
import type { JsonObject, Terraform } from "../support/terraform";

const paying = payments({ ...WITH_ACH, achTransfersStreamArn: ACH_STREAM_ARN });
const releasing = escrow(WITH_ACH);
const variablesOf = (terraform: Terraform, id: string): JsonObject =>
  (terraform.at(`aws_lambda_function.${id}`)["environment"] as { variables: JsonObject }).variables;
const onTransfers = (terraform: Terraform, role: string) =>
  statementsIn(terraform, `role_${role}_grants`).filter(({ sid }) => sid.startsWith("AchTransfers"));

describe("payments and escrow with a bank", () => {
  it.each<[string, Terraform, string]>([
    ["webhook processor", paying, "payment_webhook_processor"],
    ["recovery", paying, "payment_recovery"],
    ["manager", releasing, "escrow_manager"],
    ["releaser", releasing, "escrow_releaser"],
    ["payouts", releasing, "escrow_payouts"],
  ])("%s: is told of its table and its settings", (_, terraform, id) => {
    expect(variablesOf(terraform, id)).toMatchObject({
      ACH_TRANSFERS_TABLE_NAME: WITH_ACH.achTransfersTableName,
      ODFI_SETTINGS: WITH_ACH.odfiSettings,
    });
  });

  it.each<[string, Terraform, string, string[], string[] | undefined]>([
    ["recovery collects what acquirers pay out", paying, "recovery", ["dynamodb:UpdateItem"], undefined],
    ["reader", paying, "reader", ["dynamodb:BatchGetItem"], ["OUTBOX#*"]],
    ["publisher", paying, "publisher", ["dynamodb:GetItem", "dynamodb:UpdateItem"], ["OUTBOX#*"]],
    ...["manager", "releaser", "payouts"].map((role): [string, Terraform, string, string[], undefined] => [
      `${role} pays out`,
      releasing,
      role,
      ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
      undefined,
    ]),
  ])("%s: with these actions, under the bank's key through DynamoDB", (_, terraform, role, actions, partitions) => {
    const grant = statementIn(terraform, `role_${role}_grants`, "AchTransfers");
    expect([grant.actions, grant.resources]).toEqual([actions, [WITH_ACH.achTransfersTableArn]]);
    expect(grant.conditions[0]?.values).toEqual(partitions);
    expect(statementIn(terraform, `role_${role}_grants`, "AchTransfersKey").resources).toEqual([
      WITH_ACH.achEncryptionKeyArn,
    ]);
  });

  it("publish what the table's stream brings", () => {
    expect(paying.at("aws_lambda_event_source_mapping.trigger_ach_outbox")).toMatchObject({
      event_source_arn: ACH_STREAM_ARN,
      function_name: "${aws_lambda_alias.payment_publisher_live.arn}",
    });
    expect(statementIn(paying, "role_publisher_grants", "ReadStream").resources).toContain(ACH_STREAM_ARN);
  });
});

describe("payments by bank account", () => {
  const RAIL = "arn:aws:lambda:us-west-2:123456789012:function:ach-debit-rail-test:live";
  const [payers, releasers] = [payments({ achDebitRailFunctionArn: RAIL }), escrow({ achDebitRailFunctionArn: RAIL })];

  it.each([
    ["refunds", payers],
    ["recovery", payers],
    ["manager", releasers],
    ["releaser", releasers],
  ])("%s calls the bank's rail, which it is told of", (role, terraform) => {
    expect(statementIn(terraform, `role_${role}_grants`, "ReachTheBank")).toMatchObject({
      actions: ["lambda:InvokeFunction"],
      resources: [RAIL],
    });
    const id = terraform === payers ? `payment_${role}` : `escrow_${role}`;
    expect(variablesOf(terraform, id)["ACH_DEBIT_RAIL_FUNCTION_ARN"]).toBe(RAIL);
  });

  it("are taken by the processor, whose role is given, and by nobody who only reads or validates", () => {
    const reach = ({ sid }: { sid: string }) => sid === "ReachTheBank";
    expect(statementsIn(payers, "role_processor_grants").filter(reach)).toHaveLength(1);
    for (const role of ["validator", "reader", "parties", "tokens", "publisher", "webhook_processor"])
      expect(statementsIn(payers, `role_${role}_grants`).filter(reach)).toEqual([]);
  });

  it("are reached by nobody where there is no rail, and by a name that no function has where only Terraform knows", () => {
    const none = statementsIn(plainPayments("plain"), "role_recovery_grants").filter(
      ({ sid }) => sid === "ReachTheBank",
    );
    expect(none).toEqual([]);
    const inner = exported("payments").files["main.tf.json"]!;
    expect(statementIn(inner, "role_recovery_grants", "ReachTheBank").resources).toEqual([
      expect.stringMatching(/^\$\{coalesce\(var\.ach_debit_rail_function_arn, .*no-function-is-configured/),
    ]);
  });
});

describe("payments and escrow without a bank", () => {
  it("are let use nothing of it", () => {
    const roles: [Terraform, string][] = [
      ...["recovery", "reader", "publisher"].map((role): [Terraform, string] => [plainPayments("plain"), role]),
      ...["manager", "releaser", "payouts"].map((role): [Terraform, string] => [plainEscrow("plain"), role]),
    ];
    for (const [terraform, role] of roles) expect(onTransfers(terraform, role)).toEqual([]);
    expect(variablesOf(plainPayments("plain"), "payment_recovery")).toMatchObject({
      ACH_TRANSFERS_TABLE_NAME: "",
      ODFI_SETTINGS: "",
    });
  });

  it("name, where only Terraform knows, a table and a key that there are none of", () => {
    const inner = exported("payments").files["main.tf.json"]!;
    expect(statementIn(inner, "role_recovery_grants", "AchTransfers").resources).toEqual([
      expect.stringMatching(/^\$\{coalesce\(var\.ach_transfers_table_arn, .*table\/no-table-is-configured/),
    ]);
    expect(statementIn(inner, "role_recovery_grants", "AchTransfersKey").resources).toEqual([
      expect.stringMatching(/^\$\{coalesce\(var\.ach_encryption_key_arn, .*key\/no-key-is-configured/),
    ]);
  });

  it.each([
    ["payments", payments, ["achTransfersStreamArn", "achEncryptionKeyArn", "odfiSettings"]],
    ["escrow", escrow, ["achEncryptionKeyArn", "odfiSettings"]],
  ] as const)("%s: are refused with half of one, all faults at once", (_, make, missing) => {
    const { achTransfersTableName, achTransfersTableArn } = WITH_ACH;
    const all = ["achTransfersTableName", "achTransfersTableArn", ...missing].join(", ");
    expect(() => make({ achTransfersTableName, achTransfersTableArn })).toThrow(
      new InvalidInputError(missing.map((name) => `${name} is "": all or none of ${all}.`)),
    );
  });

  it.each([
    ["payments", "aws_secretsmanager_secret.sender_secret", ["ach_transfers_stream_arn"], plainPayments("plain")],
    ["escrow", "aws_dynamodb_resource_policy.table_policy", [], plainEscrow("plain")],
  ] as const)("%s: are refused with half of one at plan, where only Terraform knows", (name, address, more, plain) => {
    const all = [
      "ach_transfers_table_name",
      "ach_transfers_table_arn",
      ...more,
      "ach_encryption_key_arn",
      "odfi_settings",
    ];
    const { precondition } = exported(name).files["main.tf.json"]!.at(address)["lifecycle"] as {
      precondition: JsonObject[];
    };
    const empty = all.map((each) => `contains([""], var.${each})`);
    expect(precondition).toContainEqual({
      condition: `\${!(anytrue([${empty.join(", ")}]) && anytrue([${empty.map((each) => `!${each}`).join(", ")}]))}`,
      error_message: `All or none of ${all.join(", ")} must be given.`,
    });
    expect(plain.at(address)).not.toHaveProperty("lifecycle");
  });
});

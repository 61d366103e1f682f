import "../support/code-stand-in";
import { BANK_ACCOUNT_ROLES } from "../../../modules/shared";
import { TABLE_WRITES } from "../../../modules/shared/perms";
import { type PolicyStatement, statementIn, statementsIn, statementsOf } from "../support/policies";
import {
  ach,
  cryptography,
  ENVIRONMENT_NAMES,
  exported,
  paymentsStack,
  plainAch,
  REQUIRED_BY_ACH,
} from "../support/synthesise";
import type { Terraform } from "../support/terraform";

const TABLE = "${aws_dynamodb_table.payment_cryptography_table_ach_transfers.arn}";
const KEY = "${aws_kms_key.payment_cryptography_ach_key.arn}";

/** All that write transfers, by the names of their roles in a stack. */
const WRITERS = [
  "ach_role_accounts",
  "ach_role_delivery",
  "ach_role_incoming",
  "ach_role_optimizer",
  "ach_role_rail",
  "ach_role_reconciler",
  "ach_role_transfers",
  "escrow_role_manager",
  "escrow_role_payouts",
  "escrow_role_releaser",
  "payments_role_publisher",
  "payments_role_recovery",
];

const roleOf = ({ policy }: PolicyStatement): string => policy.replace(/_grants$/, "");
const isWrite = (action: string): boolean => (TABLE_WRITES as readonly string[]).includes(action);

/** Statements that allow something on the table itself. */
const onTable = (stack: Terraform): PolicyStatement[] =>
  statementsOf(stack).filter(({ effect, resources }) => effect === "Allow" && resources.includes(TABLE));

describe.each(ENVIRONMENT_NAMES)("transfers in %s", (name) => {
  const stack = paymentsStack(name);
  const denial = statementIn(stack, "ach_table_policy_document", "OnlyAchAndItsPayersWrite");

  it("have a policy on their table that refuses every kind of write to all but the roles named, whatever IAM lets them", () => {
    expect(stack.at("aws_dynamodb_resource_policy.ach_table_policy")).toMatchObject({
      resource_arn: TABLE,
      policy: "${data.aws_iam_policy_document.ach_table_policy_document.json}",
    });
    expect(denial).toMatchObject({ effect: "Deny", resources: [TABLE], actions: TABLE_WRITES });
    const named = (denial.conditions[0]?.values as string[]).map((arn) =>
      arn.replace(/^\$\{aws_iam_role\.(\w+)\.arn\}$/, "$1"),
    );
    expect([...named].sort()).toEqual(WRITERS);
  });

  it("have nobody let in by IAM whom the table's policy refuses, nor anybody named there who has no need of it", () => {
    const writers = onTable(stack).filter(({ actions }) => actions.some(isWrite));
    expect([...new Set(writers.map(roleOf))].sort()).toEqual(WRITERS);
  });

  it("are never written in bulk or by PartiQL, and of all items places in windows alone are deleted", () => {
    const writes = new Set(onTable(stack).flatMap(({ actions }) => actions.filter(isWrite)));
    expect([...writes].sort()).toEqual(["dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]);
    const deletes = onTable(stack).filter(({ actions }) => actions.includes("dynamodb:DeleteItem"));
    expect(deletes.map(roleOf).sort()).toEqual(["ach_role_optimizer", "ach_role_rail", "ach_role_transfers"]);
    for (const { actions, conditions } of deletes)
      expect([actions, conditions]).toEqual([
        ["dynamodb:DeleteItem"],
        [{ test: "ForAllValues:StringLike", variable: "dynamodb:LeadingKeys", values: ["WINDOW#*"] }],
      ]);
  });

  it("are counted by the reconciler, which writes nothing else", () => {
    const writes = onTable(stack).filter(
      (each) => roleOf(each) === "ach_role_reconciler" && each.actions.some(isWrite),
    );
    expect(writes.map(({ actions, conditions }) => [actions, conditions[0]?.values])).toEqual([
      [["dynamodb:PutItem"], ["RATES#*", "OUTBOX#*"]],
    ]);
  });

  it("are published and listed from the outbox alone", () => {
    for (const role of ["payments_role_publisher", "payments_role_reader"])
      expect(onTable(stack).find((each) => roleOf(each) === role)?.conditions).toEqual([
        { test: "ForAllValues:StringLike", variable: "dynamodb:LeadingKeys", values: ["OUTBOX#*"] },
      ]);
  });

  it("lie under a key that nobody uses but through services, and whoever seals or opens account numbers", () => {
    const users = statementsOf(stack).filter(({ effect, resources }) => effect === "Allow" && resources.includes(KEY));
    const direct = users.filter(({ conditions }) => conditions[0]?.variable !== "kms:ViaService");
    expect(direct.map((each) => `${roleOf(each)} ${each.actions.join()}`).sort()).toEqual(
      [
        "ach_role_accounts kms:GenerateDataKey",
        "ach_role_incoming kms:Decrypt",
        "ach_role_incoming kms:GenerateDataKey",
        "ach_role_optimizer kms:Decrypt",
      ]
        .concat("api_status_role kms:DescribeKey")
        .sort(),
    );
  });
});

describe("the table's policy", () => {
  const OWN = ["accounts", "transfers", "rail", "optimizer", "delivery", "incoming", "reconciler"].map(
    (role) => `\${aws_iam_role.role_${role}.arn}`,
  );
  const writersOf = (terraform: Terraform) =>
    statementIn(terraform, "table_policy_document", "OnlyAchAndItsPayersWrite").conditions[0]?.values;

  it("names the roles that were given, and the module's own", () => {
    expect(writersOf(plainAch("plain"))).toEqual([...REQUIRED_BY_ACH.achWriterRoleArns, ...OWN]);
    expect(writersOf(ach({ achWriterRoleArns: [] }))).toEqual(OWN);
  });

  it("names them where only Terraform knows which", () => {
    const own = OWN.map((arn) => arn.slice(2, -1)).join(", ");
    expect(writersOf(exported("ach").files["main.tf.json"]!)).toBe(`\${concat(var.ach_writer_role_arns, [${own}])}`);
  });
});

describe("account numbers", () => {
  const maker = cryptography();
  const ACCOUNT = "${data.aws_caller_identity.current_identity.account_id}";
  const PARTITION = "${data.aws_partition.current_partition.partition}";
  const arnOf = (role: string): string => `arn:${PARTITION}:iam::${ACCOUNT}:role/${role}-test`;
  const CONTEXT = [
    { test: "StringEquals", variable: "kms:EncryptionContext:purpose", values: ["bank-account-envelope"] },
    { test: "StringEquals", variable: "kms:EncryptionContext:table", values: ["ach-transfers-test"] },
  ];

  it.each([
    ["SealAccountNumbers", "kms:GenerateDataKey", ["bank-accounts", "ach-incoming"], ["accounts", "incoming"]],
    ["OpenAccountNumbers", "kms:Decrypt", ["ach-optimizer", "ach-incoming"], ["optimizer", "incoming"]],
  ])(
    "%s: the key's policy lets the roles that have it by IAM, for the table's envelopes",
    (sid, action, names, ids) => {
      const { actions, conditions } = statementIn(maker, "ach_key_policy", sid);
      expect(actions).toEqual([action]);
      expect(conditions).toEqual([
        { test: "ArnEquals", variable: "aws:PrincipalArn", values: names.map(arnOf) },
        ...CONTEXT,
      ]);
      const plain = plainAch("plain");
      const having = plain.all("aws_iam_role").filter(({ address }) => {
        const policy = `${address.replace("aws_iam_role.", "")}_grants`;
        return statementsIn(plain, policy).some((each) => each.sid === sid);
      });
      expect(having.map(({ address }) => address.replace("aws_iam_role.role_", "")).sort()).toEqual([...ids].sort());
      expect(having.map(({ attributes }) => attributes["name"]).sort()).toEqual(
        names.map((each) => `${each}-test`).sort(),
      );
      expect(statementIn(plain, `role_${ids[0]!}_grants`, sid)).toMatchObject({
        actions: [action],
        conditions: CONTEXT,
      });
    },
  );

  it("are known to the key by the names that the roles have outside the home Region, too", () => {
    const homeRegion = "us-east-1";
    const away = statementIn(cryptography({ homeRegion }), "ach_key_policy", "OpenAccountNumbers").conditions[0]
      ?.values;
    const { optimizer, incoming } = BANK_ACCOUNT_ROLES;
    expect(away).toEqual([optimizer, incoming].map((role) => `${arnOf(role)}-us-west-2`));
    expect(ach({ homeRegion }).at("aws_iam_role.role_optimizer")["name"]).toBe(`${optimizer}-test-us-west-2`);
  });
});

import "../support/code-stand-in";
import { TABLE_WRITES } from "../../../modules/shared/perms";
import { type PolicyStatement, statementIn, statementsOf } from "../support/policies";
import { ENVIRONMENT_NAMES, escrow, exported, paymentsStack, REQUIRED_BY_ESCROW } from "../support/synthesise";
import type { Terraform } from "../support/terraform";

const TABLE = "${aws_dynamodb_table.payment_cryptography_table_escrow_accounts.arn}";
const KEY = "${aws_kms_key.payment_cryptography_escrow_key.arn}";

/** All that write held money, by the names of their roles in a stack. */
const WRITERS = [
  "ach_role_incoming",
  "ach_role_optimizer",
  "ach_role_transfers",
  "escrow_role_accruer",
  "escrow_role_manager",
  "escrow_role_payouts",
  "escrow_role_releaser",
  "payment_cryptography_role_payment_processor",
  "payments_role_publisher",
  "payments_role_recovery",
  "payments_role_refunds",
  "payments_role_webhook_processor",
];

/** The role that a policy of a stack is of; the processor's has one policy of its maker, and one of payments. */
const roleOf = ({ policy }: PolicyStatement): string =>
  policy.replace(/_grants$/, "").replace("payments_role_processor", "payment_cryptography_role_payment_processor");

const isWrite = (action: string): boolean => (TABLE_WRITES as readonly string[]).includes(action);

/** Statements that allow something on the table itself. */
const onTable = (stack: Terraform): PolicyStatement[] =>
  statementsOf(stack).filter(({ effect, resources }) => effect === "Allow" && resources.includes(TABLE));

describe.each(ENVIRONMENT_NAMES)("held money in %s", (name) => {
  const stack = paymentsStack(name);
  const denial = statementIn(stack, "escrow_table_policy_document", "OnlyEscrowAndPaymentsWrite");

  it("has a policy on its table that refuses every kind of write to all but the roles named, whatever IAM lets them", () => {
    expect(stack.at("aws_dynamodb_resource_policy.escrow_table_policy")).toMatchObject({
      resource_arn: TABLE,
      policy: "${data.aws_iam_policy_document.escrow_table_policy_document.json}",
    });
    expect(denial).toMatchObject({ effect: "Deny", resources: [TABLE], actions: TABLE_WRITES });
    expect(denial.principals).toEqual([expect.stringMatching(/^AWS:arn:.*:root$/)]);
    expect(denial.conditions).toEqual([
      { test: "ArnNotEquals", variable: "aws:PrincipalArn", values: expect.any(Array) as unknown },
    ]);
  });

  it("is written by these roles and no others", () => {
    const named = (denial.conditions[0]?.values as string[]).map((arn) =>
      arn.replace(/^\$\{aws_iam_role\.(\w+)\.arn\}$/, "$1"),
    );
    expect([...named].sort()).toEqual(WRITERS);
  });

  it("has nobody let in by IAM whom the table's policy refuses, nor anybody named there who has no need of it", () => {
    const writers = onTable(stack).filter(({ actions }) => actions.some(isWrite));
    expect([...new Set(writers.map(roleOf))].sort()).toEqual(WRITERS);
  });

  it("is never deleted, nor written in bulk or by PartiQL", () => {
    const actions = new Set(onTable(stack).flatMap((each) => each.actions));
    expect([...actions].filter(isWrite).sort()).toEqual(["dynamodb:PutItem", "dynamodb:UpdateItem"]);
  });

  it("is published from the outbox alone", () => {
    const publisher = onTable(stack).filter((each) => roleOf(each) === "payments_role_publisher");
    expect(publisher.map(({ conditions }) => conditions)).toEqual([
      [{ test: "ForAllValues:StringLike", variable: "dynamodb:LeadingKeys", values: ["OUTBOX#*"] }],
    ]);
  });

  it("lies under a key that is used through DynamoDB, Lambda and SQS alone, by whoever is let use the table or escrow's queues", () => {
    const users = statementsOf(stack).filter(({ effect, resources }) => effect === "Allow" && resources.includes(KEY));
    const roles = [...WRITERS, "escrow_role_schedules", "payments_role_reader"].sort();
    expect([...new Set(users.map(roleOf))].sort()).toEqual(roles);
    for (const { conditions } of users)
      expect(conditions).toEqual([
        {
          test: "StringEquals",
          variable: "kms:ViaService",
          values: [expect.stringMatching(/^(dynamodb|sqs)\.us-west-2\.amazonaws\.com$/)],
        },
      ]);
  });
});

describe("the table's policy", () => {
  const OWN = ["manager", "releaser", "accruer", "payouts"].map((role) => `\${aws_iam_role.role_${role}.arn}`);
  const writersOf = (terraform: Terraform) =>
    statementIn(terraform, "table_policy_document", "OnlyEscrowAndPaymentsWrite").conditions[0]?.values;

  it("names the roles that were given, and the module's own", () => {
    expect(writersOf(escrow())).toEqual([...REQUIRED_BY_ESCROW.escrowWriterRoleArns, ...OWN]);
  });

  it("names them where only Terraform knows which", () => {
    const own = OWN.map((arn) => arn.slice(2, -1)).join(", ");
    expect(writersOf(exported("escrow").files["main.tf.json"]!)).toBe(
      `\${concat(var.escrow_writer_role_arns, [${own}])}`,
    );
  });

  it("names somebody else besides: held money that nobody may hold is a mistake", () => {
    expect(() => escrow({ escrowWriterRoleArns: [] })).toThrow("escrowWriterRoleArns is []: 1 to 20 of them.");
  });
});

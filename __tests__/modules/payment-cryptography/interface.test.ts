import "../support/code-stand-in";
import { inputs, outputs } from "../../../modules/payment-cryptography";
import { inputTable, outputTable } from "../../../modules/shared/interface/readme";
import { snake } from "../../../modules/shared/interface/table";
import { exported } from "../support/synthesise";

/** The source document, *Variables*: name, type, default (`-`: must be given). */
const VARIABLES = [
  ["aws_region", "string", "-"],
  ["environment", "string", "-"],
  ["project_name", "string", "-"],
  ["enable_payment_cryptography", "bool", "true"],
  ["payment_key_spec", "string", '"AES_256"'],
  ["payment_cost_baseline_stripe", "number", "-"],
  ["target_payment_cost_savings_percent", "number", "98"],
  ["payment_security_alert_emails", "list(string)", "[]"],
  ["sns_topic_arn", "string", '""'],
] as const;

/** The source document, *Outputs*. */
const OUTPUTS = [
  ["payment_encryption_key_arn", "Payment encryption KMS key ARN"],
  ["ach_encryption_key_arn", "ACH encryption KMS key ARN"],
  ["payment_transactions_table_name", "Payment transactions DynamoDB table"],
  ["escrow_accounts_table_name", "Escrow accounts DynamoDB table"],
  ["payment_processor_role_arn", "Payment processor IAM role ARN"],
  ["payment_cost_savings_alarm_arn", "Cost savings alarm ARN"],
] as const;

const root = exported("payment-cryptography").files["main.tf.json"]!;
const rows = Object.entries(inputs);

describe("the variables of the source document", () => {
  it("come first, in its order", () => {
    expect(rows.slice(0, VARIABLES.length).map(([name]) => snake(name))).toEqual(VARIABLES.map(([name]) => name));
  });

  it.each(VARIABLES)("%s is a %s with the default %s", (name, type, otherwise) => {
    const variable = root.json.variable?.[name];
    expect(variable?.["type"]).toBe(type);
    expect(variable !== undefined && "default" in variable ? JSON.stringify(variable["default"]) : "-").toBe(otherwise);
  });

  it("are the only ones that must be given", () => {
    const needed = Object.entries(root.json.variable ?? {}).filter(([, variable]) => !("default" in variable));
    expect(needed.map(([name]) => name).sort()).toEqual(
      VARIABLES.filter(([, , otherwise]) => otherwise === "-")
        .map(([name]) => name)
        .sort(),
    );
  });
});

describe("the outputs of the source document", () => {
  it("come first, in its order, with its descriptions", () => {
    const first = Object.entries(outputs).slice(0, OUTPUTS.length);
    expect(first.map(([name, { description }]) => [snake(name), description])).toEqual(OUTPUTS);
  });
});

describe("props, variables and README", () => {
  it("have the same inputs", () => {
    const names = rows.map(([name]) => snake(name));
    expect(Object.keys(root.json.variable ?? {}).sort()).toEqual([...names].sort());
    expect(firstCells(inputTable(inputs))).toEqual(names);
  });

  it("have the same outputs", () => {
    const names = Object.keys(outputs).map(snake);
    expect(Object.keys(root.json.output ?? {}).sort()).toEqual([...names].sort());
    expect(firstCells(outputTable(outputs))).toEqual(names);
  });

  it("have the same types, defaults and descriptions", () => {
    for (const [name, { type, default: otherwise, description }] of rows) {
      const variable = root.json.variable?.[snake(name)];
      expect({ name, ...variable }).toMatchObject({ name, type, description, nullable: false });
      expect(variable?.["default"]).toEqual(otherwise);
    }
  });
});

/** The names in a table's first column. */
const firstCells = (table: string): (string | undefined)[] =>
  table
    .split("\n")
    .slice(2)
    .map((line) => /^\| `(\w+)` /.exec(line)?.[1]);

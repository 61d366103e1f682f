import { TerraformOutput, Token } from "cdktf";
import { between, input, oneOf } from "../../../../modules/shared";
import { declareOutputs, declareVariables } from "../../../../modules/shared/interface/variables";
import { synthesise } from "../../support/synthesise";

const inputs = {
  keySpec: input("string", "Key specification.", [oneOf("AES_256")], "AES_256"),
  days: input("number", "Days.", [between(7, 30)]),
  rotate: input("bool", "Rotate.", [], true),
  emails: input("list(string)", "Who hears.", [], []),
  tags: input("map(string)", "Tags.", [], {}),
} as const;

describe("the variables of a module", () => {
  const terraform = synthesise((stack) => {
    declareVariables(stack, inputs);
  });

  it("have the table's names, types, defaults and descriptions, and take no null", () => {
    expect(terraform.json.variable).toMatchObject({
      key_spec: { type: "string", default: "AES_256", description: "Key specification.", nullable: false },
      days: { type: "number", description: "Days.", nullable: false },
      rotate: { type: "bool", default: true, nullable: false },
      emails: { type: "list(string)", default: [], nullable: false },
      tags: { type: "map(string)", default: {}, nullable: false },
    });
  });

  it("have no default where the caller must give the value", () => {
    expect(terraform.json.variable?.["days"]).not.toHaveProperty("default");
  });

  it("are validated by the table's rules, with the value seen in the message", () => {
    expect(terraform.json.variable?.["key_spec"]?.["validation"]).toEqual([
      {
        condition: '${contains(["AES_256"], var.key_spec)}',
        error_message: "key_spec is ${jsonencode(var.key_spec)}: One of AES_256.",
      },
    ]);
    expect(terraform.json.variable?.["days"]?.["validation"]).toEqual([
      {
        condition: "${var.days >= 7 && var.days <= 30}",
        error_message: "days is ${jsonencode(var.days)}: Between 7 and 30.",
      },
    ]);
  });

  it("are read as the construct's props, each by its type", () => {
    const read = synthesise((stack) => {
      for (const [name, value] of Object.entries(declareVariables(stack, inputs)))
        new TerraformOutput(stack, `read_${name}`, { value: Token.isUnresolved(value) ? value : "known at synthesis" });
    });
    expect(Object.values(read.json.output ?? {}).map(({ value }) => value)).toEqual([
      "${var.days}",
      "${var.emails}",
      "${var.key_spec}",
      "${var.rotate}",
      "${var.tags}",
    ]);
  });
});

describe("the outputs of a module", () => {
  it("have the table's names and descriptions, and may have the name of a variable", () => {
    const terraform = synthesise((stack) => {
      declareVariables(stack, { bucketName: input("string", "Bucket.") });
      declareOutputs(
        stack,
        { bucketName: { description: "State bucket", from: (module) => module.name } },
        { name: "states" },
      );
    });
    expect(terraform.json.output).toEqual({ bucket_name: { description: "State bucket", value: "states" } });
    expect(Object.keys(terraform.json.variable ?? {})).toEqual(["bucket_name"]);
  });
});

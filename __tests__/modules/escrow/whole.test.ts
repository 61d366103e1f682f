import "../support/code-stand-in";
import path from "node:path";
import { expectSameAddresses } from "../support/golden";
import { aloneEscrow, escrow, exported, payments, plainEscrow, REQUIRED_BY_ESCROW } from "../support/synthesise";
import { asText } from "../support/terraform";

const plain = plainEscrow("plain");
const alone = aloneEscrow("alone");
const inner = exported("escrow").files["main.tf.json"]!;

describe("the addresses of escrow", () => {
  it.each([
    ["addresses", plain],
    ["addresses-alone", alone],
  ])("are those of the golden %s", (golden, terraform) => {
    expectSameAddresses(path.join(__dirname, "goldens", `${golden}.txt`), terraform.addresses);
  });

  it("are the same for users of HCL, for whom Terraform decides whether there is a table", () => {
    expect(inner.addresses).toEqual(alone.addresses);
  });
});

describe("the outputs of escrow", () => {
  it("are references, so that what uses them waits; functions by their aliases", () => {
    const ground = Object.keys(inner.json.output ?? {}).filter((name) => /^escrow_(accounts|encryption)_/.test(name));
    expect(ground).toHaveLength(4);
    for (const [name, output] of Object.entries(inner.json.output ?? {}).filter(([name]) => !ground.includes(name)))
      expect(asText(output["value"])).toMatch(
        name.endsWith("_function_arn") ? /^\$\{aws_lambda_alias\.\w+_live\.arn\}$/ : /^\$\{aws_\w+\.\w+\.\w+\}$/,
      );
  });
});

describe("what escrow keeps", () => {
  it("is under the keys that were given: queues and settings under the escrow key, code and logs under the audit key", () => {
    const { escrowEncryptionKeyArn: held, auditEncryptionKeyArn: audit } = REQUIRED_BY_ESCROW;
    const keys = (type: string, name: string) => [
      ...new Set(plain.all(type).map(({ attributes }) => attributes[name])),
    ];
    expect(keys("aws_sqs_queue", "kms_master_key_id")).toEqual([held]);
    expect(keys("aws_lambda_function", "kms_key_arn")).toEqual([held]);
    expect(keys("aws_s3_object", "kms_key_id")).toEqual([audit]);
    expect(keys("aws_cloudwatch_log_group", "kms_key_id")).toEqual([audit]);
  });

  it("is not planned to be destroyed where a TypeScript stack says so", () => {
    expect(escrow({ preventDestroy: true }).at("aws_kms_key.request_key")["lifecycle"]).toMatchObject({
      prevent_destroy: true,
    });
    expect(plain.at("aws_kms_key.request_key")).not.toHaveProperty("lifecycle");
  });
});

describe("the settings", () => {
  const both = [
    ["escrow", escrow],
    ["payments", payments],
  ] as const;

  it.each(both)("of %s are refused where one is not known", (_, make) => {
    expect(() => make({ escrowSettings: '{"holdDay":14}' })).toThrow(
      /^escrowSettings is .*: JSON of any of holdDays, /,
    );
  });

  it("that only Terraform knows are left to it", () => {
    expect(asText(inner.at("aws_lambda_function.escrow_manager")["environment"])).toContain("${var.escrow_settings}");
  });
});

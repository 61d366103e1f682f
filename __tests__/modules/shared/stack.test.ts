import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { TerraformOutput, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import { AddressCollisionError } from "../../../modules/shared";
import { synthesise } from "../support/synthesise";

describe("a readable stack", () => {
  it("joins the construct path by underscores, without a hash and without the stack's id", () => {
    const terraform = synthesise(
      (stack) => new KmsKey(new Construct(stack, "payment_cryptography"), "payment_key", {}),
    );
    expect(terraform.addresses).toEqual(["aws_kms_key.payment_cryptography_payment_key"]);
  });

  it.each(["Default", "Resource"])("gives the construct id %s no part in the address", (silent) => {
    const terraform = synthesise(
      (stack) => new KmsKey(new Construct(new Construct(stack, "vault"), silent), "key", {}),
    );
    expect(terraform.addresses).toEqual(["aws_kms_key.vault_key"]);
  });

  it("turns what Terraform takes in no name into underscores", () => {
    const terraform = synthesise((stack) => new KmsKey(stack, "us.west:key", {}));
    expect(terraform.addresses).toEqual(["aws_kms_key.us_west_key"]);
  });

  it("refuses two constructs with one address, and names both paths", () => {
    const collide = (): unknown =>
      synthesise((stack) => {
        new KmsKey(new Construct(stack, "payment"), "vault_key", {});
        new S3Bucket(new Construct(stack, "payment_vault"), "key", {});
      });
    expect(collide).toThrow(AddressCollisionError);
    expect(collide).toThrow(
      'Two constructs have the address "payment_vault_key": test/payment/vault_key and test/payment_vault/key. Give one of them another id.',
    );
  });

  it("lets an output have the name of a variable", () => {
    const terraform = synthesise((stack) => {
      const variable = new TerraformVariable(stack, "name", { type: "string" });
      new TerraformOutput(new Construct(stack, "Resource"), "name", { value: variable.stringValue });
    });
    expect(terraform.json).toMatchObject({
      variable: { name: { type: "string" } },
      output: { name: { value: "${var.name}" } },
    });
  });

  it("needs the Terraform that locks states by files", () => {
    expect(synthesise(() => undefined).json.terraform).toMatchObject({ required_version: ">= 1.10.0" });
  });
});

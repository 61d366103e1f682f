import { TerraformVariable, Token } from "cdktf";
import { type KeyKeeping, SecureKey, Surroundings } from "../../../modules/shared";
import { KEY_ADMINISTRATION, KEY_ENDINGS, KEY_USE_THROUGH_SERVICES } from "../../../modules/shared/perms";
import { statementIn, statementsIn } from "../support/policies";
import { synthesise } from "../support/synthesise";
import type { Terraform } from "../support/terraform";

type Props = ConstructorParameters<typeof SecureKey>[2];
const ACCOUNT = "${data.aws_caller_identity.current_identity.account_id}";
const PARTITION = "${data.aws_partition.current_partition.partition}";
const ROOT = `AWS:arn:${PARTITION}:iam::${ACCOUNT}:root`;
const BREAK_GLASS = "arn:aws:iam::123456789012:role/break-glass";
const NOBODY = `arn:${PARTITION}:iam::${ACCOUNT}:role/no-break-glass-role-is-configured`;

const keyWith = (given: Partial<Omit<Props, keyof KeyKeeping>> & Partial<KeyKeeping> = {}): Terraform =>
  synthesise((stack) => {
    const surroundings = new Surroundings(stack, "current", "us-west-2");
    const keeping = {
      deletionProtection: true,
      breakGlassRoleArns: [BREAK_GLASS],
      deletionWindowInDays: 30,
      multiRegion: true,
    };
    new SecureKey(stack, "key", { surroundings, description: "A key.", alias: "a-key", ...keeping, ...given });
  });

const plain = keyWith();
const endingOf = (terraform: Terraform) => statementIn(terraform, "key_policy", "EndingNeedsBreakGlass");

describe("a key", () => {
  it("is customer managed, rotates every year, and has an alias", () => {
    expect(plain.at("aws_kms_key.key")).toMatchObject({
      key_usage: "ENCRYPT_DECRYPT",
      customer_master_key_spec: "SYMMETRIC_DEFAULT",
      enable_key_rotation: true,
      multi_region: true,
      deletion_window_in_days: 30,
    });
    expect(plain.at("aws_kms_alias.key_alias")).toMatchObject({
      name: "alias/a-key",
      target_key_id: "${aws_kms_key.key.key_id}",
    });
  });

  it("that makes fingerprints is an HMAC key and does not rotate, as KMS cannot", () => {
    expect(keyWith({ kind: "fingerprint-hmac" }).at("aws_kms_key.key")).toMatchObject({
      key_usage: "GENERATE_VERIFY_MAC",
      customer_master_key_spec: "HMAC_256",
      enable_key_rotation: false,
    });
  });

  it("is kept from plans that would destroy it only where the caller asks", () => {
    expect(keyWith({ preventDestroy: true }).at("aws_kms_key.key")["lifecycle"]).toEqual({ prevent_destroy: true });
    expect(plain.at("aws_kms_key.key")).not.toHaveProperty("lifecycle");
  });
});

describe("a key's policy", () => {
  it("lets the account's administrators administer, and use nothing", () => {
    expect(statementIn(plain, "key_policy", "Administration")).toMatchObject({
      effect: "Allow",
      principals: [ROOT],
      actions: KEY_ADMINISTRATION,
    });
    expect(
      KEY_ADMINISTRATION.filter((action) => /Encrypt|Decrypt|Generate|Mac|Sign|CreateGrant|\*/.test(action)),
    ).toEqual([]);
  });

  it("lets nobody use it who is not named", () => {
    expect(statementsIn(plain, "key_policy").map(({ sid }) => sid)).toEqual([
      "Administration",
      "EndingNeedsBreakGlass",
    ]);
  });

  it("lets services named use it for callers of the account, in the Region", () => {
    expect(statementIn(keyWith({ throughServices: ["dynamodb", "sqs"] }), "key_policy", "UseThroughServices")).toEqual({
      policy: "key_policy",
      sid: "UseThroughServices",
      effect: "Allow",
      principals: [ROOT],
      actions: KEY_USE_THROUGH_SERVICES,
      resources: ["*"],
      conditions: [
        { test: "StringEquals", variable: "kms:CallerAccount", values: [ACCOUNT] },
        {
          test: "StringEquals",
          variable: "kms:ViaService",
          values: ["dynamodb.us-west-2.amazonaws.com", "sqs.us-west-2.amazonaws.com"],
        },
      ],
    });
  });
});

describe("ending a key's use", () => {
  const exempt = (terraform: Terraform) => endingOf(terraform).conditions[0];

  it("is denied to all but the break-glass roles", () => {
    expect(endingOf(plain)).toMatchObject({ effect: "Deny", principals: [ROOT], actions: KEY_ENDINGS });
    expect(exempt(plain)).toEqual({ test: "ArnNotLike", variable: "aws:PrincipalArn", values: [BREAK_GLASS] });
  });

  it("is denied to all where there is no such role", () => {
    expect(exempt(keyWith({ breakGlassRoleArns: [] }))?.values).toEqual([NOBODY]);
  });

  it("is denied to nobody while deletion protection is off", () => {
    expect(exempt(keyWith({ deletionProtection: false }))?.values).toEqual([`arn:${PARTITION}:*::${ACCOUNT}:*`]);
  });

  it("is decided by Terraform where Terraform alone knows", () => {
    const terraform = synthesise((stack) => {
      const surroundings = new Surroundings(stack, "current", "us-west-2");
      const deletionProtection = new TerraformVariable(stack, "protected", { type: "bool" }).booleanValue;
      const breakGlassRoleArns = new TerraformVariable(stack, "roles", { type: "list(string)" }).listValue;
      const keeping = {
        deletionProtection,
        breakGlassRoleArns,
        deletionWindowInDays: 7,
        multiRegion: Token.asAny(true),
      };
      new SecureKey(stack, "key", { surroundings, description: "A key.", alias: "a-key", ...keeping });
    });
    expect(exempt(terraform)?.values).toBe(
      `\${var.protected ? concat(var.roles, ["${NOBODY}"]) : ["arn:${PARTITION}:*::${ACCOUNT}:*"]}`,
    );
  });
});

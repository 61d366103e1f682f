import "./support/code-stand-in";
import { readFileSync } from "node:fs";
import {
  ach,
  api,
  cryptography,
  ENVIRONMENT_NAMES,
  escrow,
  exported,
  payments,
  paymentsStack,
  stateBackendStack,
  WITH_SFTP,
} from "./support/synthesise";
import { strayReferences } from "./support/references";
import { asText, type Block, type JsonObject, Terraform, walk } from "./support/terraform";

const STACKS: Readonly<Record<string, Terraform>> = {
  ...Object.fromEntries(ENVIRONMENT_NAMES.map((name) => [`payments-${name}`, paymentsStack(name)])),
  ...Object.fromEntries(ENVIRONMENT_NAMES.map((name) => [`state-backend-${name}`, stateBackendStack(name)])),
  "everything optional": cryptography({
    enableCardVerificationKeys: true,
    accessLogBucket: "logs",
    tags: { Owner: "o", CostCentre: "c" },
  }),
  "payments with Stripe": payments({
    stripeSecretArn: "arn:aws:secretsmanager:us-west-2:123456789012:secret:stripe-a1b2c3",
    tags: { Owner: "o", CostCentre: "c" },
  }),
  "escrow with Stripe": escrow({
    stripeSecretArn: "arn:aws:secretsmanager:us-west-2:123456789012:secret:stripe-a1b2c3",
    tags: { Owner: "o", CostCentre: "c" },
  }),
  "ach with a server and a lock": ach({ ...WITH_SFTP, objectLockDays: 30, tags: { Owner: "o", CostCentre: "c" } }),
  "an API for JWTs on a domain of its own": api({
    authorisation: "jwt",
    jwtIssuer: "https://issuer.example.com",
    jwtAudience: "payments",
    jwtJwksUri: "https://issuer.example.com/keys",
    domainName: "api.example.com",
    certificateArn: "arn:aws:acm:us-west-2:123456789012:certificate/a",
  }),
  ...exported("payment-cryptography").files,
  "state-backend for HCL": exported("state-backend").files["main.tf.json"]!,
  "payments for HCL": exported("payments").files["main.tf.json"]!,
  "escrow for HCL": exported("escrow").files["main.tf.json"]!,
  "ach for HCL": exported("ach").files["main.tf.json"]!,
  "api for HCL": exported("api").files["main.tf.json"]!,
  "graphql-api for HCL": exported("graphql-api").files["main.tf.json"]!,
};

/** cdktf's markers of what it failed to resolve, and what it makes of a number that it does not know. */
const JUNK = /TFTOKEN|TfToken|e\+298|\[object Object\]|undefined|\bNaN\b/;

/** Attributes of one major version of the provider alone. */
const ONE_VERSION_ONLY: Readonly<Record<string, readonly string[]>> = {
  aws_dynamodb_table: ["warm_throughput", "replica.consistency_mode", "replica.deletion_protection_enabled"],
  aws_lambda_function: ["durable_config", "source_kms_key_arn"],
  aws_transfer_connector: ["egress_config"],
  aws_api_gateway_deployment: ["stage_name", "canary_settings"],
  aws_flow_log: ["log_group_name"],
  aws_eip: ["vpc"],
};

/** Whether the provider's bindings of a resource have tags; blocks inside it may have tags of another kind. */
const taggable = (type: string): boolean => {
  const name = type.replace(/^aws_/, "").replaceAll("_", "-");
  const bindings = readFileSync(require.resolve(`@cdktf/provider-aws/lib/${name}/index.d.ts`), "utf8");
  return bindings.slice(bindings.indexOf("extends cdktf.TerraformResource")).includes("set tags(");
};

describe.each(Object.entries(STACKS))("%s", (_, stack) => {
  it("has no trace of a value that was never resolved", () => {
    const texts = [...walk(stack.json as JsonObject)].filter(
      ({ value }) => typeof value !== "object" && JUNK.test(String(value)),
    );
    expect(texts).toEqual([]);
  });

  it("refers to nothing that it does not declare, as a text that only looks like an expression would", () => {
    expect(strayReferences(stack)).toEqual([]);
  });

  it("sets nothing that only one major version of the provider knows", () => {
    const wrong = stack.resources.flatMap(({ address, type, attributes }) => [
      ...("region" in attributes ? [`${address}.region`] : []),
      ...(ONE_VERSION_ONLY[type] ?? [])
        .filter((name) => [...walk(attributes)].some((each) => each.path.replace(/\.\d+/g, "") === name))
        .map((name) => `${address}.${name}`),
    ]);
    expect(wrong).toEqual([]);
  });

  it("writes the attributes of card verification keys as a list, which both versions take", () => {
    for (const { attributes } of stack.all("aws_paymentcryptography_key"))
      expect(attributes["key_attributes"]).toEqual([expect.any(Object)]);
    expect(stack.all("aws_paymentcryptography_key").length).toBeLessThanOrEqual(1);
  });

  it("tags everything that takes tags", () => {
    const untagged = stack.resources.filter(({ type, attributes }) => taggable(type) && !("tags" in attributes));
    expect(untagged.map(({ address }) => address)).toEqual([]);
  });

  it("counts by nothing that the plan may not know: variables, lists of the caller, other resources that are counted so", () => {
    const unknowable = stack.resources.flatMap(({ address, attributes }) =>
      ["count", "for_each"]
        .filter((name) => name in attributes && !isKnownAtPlan(asText(attributes[name]), stack.resources))
        .map((name) => `${address}.${name}`),
    );
    expect(unknowable).toEqual([]);
  });
});

/** Variables that may be an ARN which only the apply knows. */
const MAY_BE_UNKNOWN = /var\.\w*arns?\b/;

function isKnownAtPlan(expression: string, resources: readonly Block[]): boolean {
  if (MAY_BE_UNKNOWN.test(expression)) return false;
  return [...expression.matchAll(/\baws_\w+\.\w+/g)].every(([address]) => {
    const counted = resources.find((block) => block.address === address)?.attributes["for_each"];
    // Only a whole resource with instances has keys that the plan knows; an attribute may be unknown.
    return expression === `\${${address}}` && counted !== undefined && isKnownAtPlan(asText(counted), resources);
  });
}

describe("what can be tagged", () => {
  it("is read from the provider's bindings", () => {
    expect([
      taggable("aws_kms_key"),
      taggable("aws_sns_topic"),
      taggable("aws_kms_alias"),
      taggable("aws_sns_topic_policy"),
    ]).toEqual([true, true, false, false]);
  });
});

describe("the references of a text", () => {
  const referred = (code: string): string[] =>
    strayReferences(new Terraform(JSON.stringify({ resource: { aws_x: { a: { code } } }, variable: { given: {} } })));

  it.each([
    ["${aws_x.a.arn}-${var.given}", []],
    ['${jsonencode({"a.b" = aws_x.a.arn, "c" = "d.e"})}', []],
    ["${[for each in var.given : each.name]}", []],
    ["`$${info.fieldName}`", []],
    ["`${info.fieldName}`", ["info.fieldName"]],
    ["${aws_x.b.arn}, ${data.aws_y.c.d}", ["aws_x.b", "data.aws_y.c"]],
    ['${"a.b ${var.missing} c.d"}', ["var.missing"]],
    ['${"a.b \\"c.d\\" $${e.f}"}', []],
  ])("%s: %j", (code, stray) => {
    expect(referred(code)).toEqual(stray.map((each) => `resource.aws_x.a.code: ${each}`));
  });
});

describe("what is known at plan", () => {
  const instances = {
    address: "aws_kms_key.a",
    type: "aws_kms_key",
    attributes: { for_each: "${toset(var.versions)}" },
  };

  it.each([
    ["${toset(var.emails)}", true],
    ["${aws_kms_key.a}", true],
    ["${aws_kms_key.b}", false],
    ["${aws_kms_key.a.arn}", false],
    ['${var.sns_topic_arn == "" ? 1 : 0}', false],
    ["${length(var.role_arns)}", false],
  ])("%s: %s", (expression, expected) => {
    expect(isKnownAtPlan(expression, [instances])).toBe(expected);
  });
});

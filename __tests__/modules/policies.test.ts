import "./support/code-stand-in";
import { ALLOWED_WILDCARDS, type AllowedWildcard } from "./allowed-wildcards";
import { type PolicyStatement, statementsOf } from "./support/policies";
import {
  ach,
  api,
  cryptography,
  ENVIRONMENT_NAMES,
  escrow,
  exported,
  graphqlApi,
  payments,
  paymentsStack,
  stateBackendStack,
  WITH_SFTP,
} from "./support/synthesise";
import { asText, type Terraform, walk } from "./support/terraform";

const VPC = { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] };
const STACKS: Readonly<Record<string, Terraform>> = {
  ...Object.fromEntries(ENVIRONMENT_NAMES.map((name) => [`payments-${name}`, paymentsStack(name)])),
  ...Object.fromEntries(ENVIRONMENT_NAMES.map((name) => [`state-backend-${name}`, stateBackendStack(name)])),
  "payment-cryptography in a VPC": cryptography({ vpc: VPC }),
  "payments in a VPC, with Stripe": payments({
    vpc: VPC,
    stripeSecretArn: "arn:aws:secretsmanager:us-west-2:123456789012:secret:stripe-a1b2c3",
  }),
  "escrow in a VPC, with Stripe": escrow({
    vpc: VPC,
    stripeSecretArn: "arn:aws:secretsmanager:us-west-2:123456789012:secret:stripe-a1b2c3",
  }),
  "ach in a VPC, with a server": ach({ vpc: VPC, ...WITH_SFTP }),
  "an API for JWTs": api({
    authorisation: "jwt",
    jwtIssuer: "https://issuer.example.com",
    jwtAudience: "payments",
    jwtJwksUri: "https://issuer.example.com/keys",
  }),
  "payment-cryptography for HCL": exported("payment-cryptography").files["module/main.tf.json"]!,
  "state-backend for HCL": exported("state-backend").files["main.tf.json"]!,
  "payments for HCL": exported("payments").files["main.tf.json"]!,
  "escrow for HCL": exported("escrow").files["main.tf.json"]!,
  "ach for HCL": exported("ach").files["main.tf.json"]!,
  "api for HCL": exported("api").files["main.tf.json"]!,
  "a GraphQL API for a user pool": graphqlApi({ userPoolId: "us-west-2_AbCdEf" }),
  "graphql-api for HCL": exported("graphql-api").files["main.tf.json"]!,
};

interface Wildcard {
  readonly statement: PolicyStatement;
  readonly of: AllowedWildcard["of"];
  readonly value: string;
}

const wildcardsIn = (statement: PolicyStatement): Wildcard[] =>
  (["action", "resource", "principal"] as const).flatMap((of) =>
    statement[`${of}s`]
      .filter((value) => /[*?]/.test(value.replaceAll(/\$\{[^}]*\}/g, "")))
      .map((value) => ({ statement, of, value })),
  );

const allows = (allowed: AllowedWildcard, { statement, of, value }: Wildcard): boolean =>
  allowed.policy.test(statement.policy) &&
  allowed.sid === statement.sid &&
  allowed.of === of &&
  allowed.value.test(value);

const wildcards = Object.values(STACKS).flatMap((stack) => statementsOf(stack).flatMap(wildcardsIn));

describe.each(Object.entries(STACKS))("the policies of %s", (_, stack) => {
  it("have no wildcard that is not listed with its reason in allowed-wildcards.ts", () => {
    const found = statementsOf(stack).flatMap(wildcardsIn);
    const unlisted = found.filter((wildcard) => !ALLOWED_WILDCARDS.some((allowed) => allows(allowed, wildcard)));
    expect(unlisted.map(({ statement, of, value }) => `${statement.policy}, ${statement.sid}: ${of} ${value}`)).toEqual(
      [],
    );
  });

  it("name what they mean, and never what they do not", () => {
    const documents = stack.dataSources.filter(({ type }) => type === "aws_iam_policy_document");
    const turned = documents.flatMap(({ address, attributes }) =>
      [...walk(attributes)].filter(({ path }) => /\bnot_\w+$/.test(path)).map(({ path }) => `${address} ${path}`),
    );
    expect(turned).toEqual([]);
  });

  it("are policy documents, which these tests can read, all of them", () => {
    const written = stack.resources.flatMap(({ address, attributes }) =>
      ["policy", "assume_role_policy"]
        .filter((name) => name in attributes)
        .map((name) => ({ address, text: attributes[name] })),
    );
    expect(written.length).toBeGreaterThan(0);
    expect(
      written.filter(({ text }) => !/^\$\{data\.aws_iam_policy_document\.\w+\.json\}$/.test(asText(text))),
    ).toEqual([]);
  });

  // But for the trust of roles, where `iam:PassRole` decides and not every service sends `aws:SourceAccount`, and for EventBridge, which
  // never does.
  it("let another service in only on behalf of this account", () => {
    const services = statementsOf(stack).filter(
      ({ policy, effect, principals }) =>
        effect === "Allow" &&
        !policy.endsWith("_trust") &&
        principals.some((each) => each.startsWith("Service:") && each !== "Service:events.amazonaws.com"),
    );
    const open = services.filter(({ conditions }) => !JSON.stringify(conditions).includes("account_id"));
    expect(open.map(({ policy, sid }) => `${policy} ${sid}`)).toEqual([]);
  });

  it("let no principal of another account in", () => {
    const allowed = statementsOf(stack)
      .filter(({ effect }) => effect === "Allow")
      .flatMap(({ principals }) => principals);
    expect(
      allowed.filter(
        (each) => each.startsWith("AWS:") && !/^AWS:arn:\$\{[^}]+\}:iam::\$\{[^}]+account_id\}:root$/.test(each),
      ),
    ).toEqual([]);
  });

  it("have statements that a reader can name: a Sid each, once in a document; trust has one statement and needs none", () => {
    const unnamed = statementsOf(stack).filter(({ policy, sid }) => sid === "" && !policy.endsWith("_trust"));
    expect(unnamed.map(({ policy }) => policy)).toEqual([]);
    const named = statementsOf(stack).map(({ policy, sid }) => `${policy} ${sid}`);
    expect(named.filter((each, index) => named.indexOf(each) !== index)).toEqual([]);
  });
});

describe("the list of allowed wildcards", () => {
  it.each(
    ALLOWED_WILDCARDS.map((allowed) => [`${allowed.sid}, ${allowed.of} ${allowed.value.source}`, allowed] as const),
  )("%s is still needed, and has its reason", (_, allowed) => {
    expect(wildcards.some((wildcard) => allows(allowed, wildcard))).toBe(true);
    expect(allowed.reason).toMatch(/^[A-Z].{10,}\.$/);
  });

  it("allows no wildcard in an action that is granted", () => {
    const granted = wildcards.filter(({ of, statement }) => of === "action" && statement.effect === "Allow");
    expect(granted).toEqual([]);
  });
});

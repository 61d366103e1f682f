import "../support/code-stand-in";
import { cryptography, ENVIRONMENT_NAMES, paymentsStack, plainCryptography } from "../support/synthesise";
import { statementIn, statementsIn, statementsOf } from "../support/policies";
import { KEY_ENDINGS } from "../../../modules/shared/perms";

const plain = plainCryptography("plain");
const ROTATING = ["vault", "payment", "ach", "escrow", "audit"] as const;
const ACCOUNT = "${data.aws_caller_identity.current_identity.account_id}";
const PARTITION = "${data.aws_partition.current_partition.partition}";
const roleArns = (...names: string[]): string[] => names.map((name) => `\${aws_iam_role.role_${name}.arn}`);
const KEY_POLICIES = [...ROTATING.map((name) => `${name}_key_policy`), "fingerprint_key_policy"];

describe("the keys", () => {
  it.each(ROTATING)("%s: customer managed, rotates, multi-Region capable, 30 days until it is gone", (name) => {
    expect(plain.at(`aws_kms_key.${name}_key`)).toMatchObject({
      key_usage: "ENCRYPT_DECRYPT",
      enable_key_rotation: true,
      multi_region: true,
      deletion_window_in_days: 30,
      policy: `\${data.aws_iam_policy_document.${name}_key_policy.json}`,
    });
    expect(plain.at(`aws_kms_alias.${name}_key_alias`)).toMatchObject({
      name: `alias/payment-cryptography-${name}-test`,
      target_key_id: `\${aws_kms_key.${name}_key.key_id}`,
    });
  });

  it("fingerprint: HMAC, one for each version, which KMS cannot rotate", () => {
    const key = plain.at("aws_kms_key.fingerprint_key");
    expect(key).toMatchObject({
      for_each: '${toset(["1"])}',
      key_usage: "GENERATE_VERIFY_MAC",
      customer_master_key_spec: "HMAC_256",
      multi_region: true,
    });
    expect(key).not.toHaveProperty("enable_key_rotation");
    expect(plain.at("aws_kms_alias.fingerprint_key_alias")).toMatchObject({
      name: "alias/payment-cryptography-fingerprint-test-v${each.key}",
    });
  });

  it("are six, and no more", () => {
    expect(plain.all("aws_kms_key").map(({ address }) => address.split(".")[1])).toEqual(
      [...ROTATING.map((name) => `${name}_key`), "fingerprint_key"].sort(),
    );
  });

  it("are single-Region where the caller says so", () => {
    const single = cryptography({ multiRegionKeys: false });
    expect(single.all("aws_kms_key").map(({ attributes }) => attributes["multi_region"])).toEqual(Array(6).fill(false));
  });

  it("are kept from plans that would destroy them in staging and prod alone, but for the fingerprint keys, whose versions end", () => {
    const kept = ENVIRONMENT_NAMES.map((name) => [
      name,
      paymentsStack(name)
        .all("aws_kms_key")
        .every(({ address, attributes }) => "lifecycle" in attributes !== address.endsWith("fingerprint_key")),
    ]);
    expect(Object.fromEntries(kept)).toEqual({ dev: false, staging: true, prod: true, local: false });
  });
});

describe("the keys' policies", () => {
  const given = cryptography({ breakGlassRoleArns: ["arn:aws:iam::123456789012:role/break-glass"] });

  it("let no `*` principal do anything", () => {
    const open = statementsOf(plain).filter(
      ({ policy, principals }) => KEY_POLICIES.includes(policy) && principals.some((each) => each.includes("*")),
    );
    expect(open).toEqual([]);
  });

  it.each(KEY_POLICIES)("%s: denies ending the key to all but the break-glass roles", (policy) => {
    expect(statementIn(given, policy, "EndingNeedsBreakGlass")).toMatchObject({
      effect: "Deny",
      actions: KEY_ENDINGS,
      conditions: [
        { test: "ArnNotLike", variable: "aws:PrincipalArn", values: ["arn:aws:iam::123456789012:role/break-glass"] },
      ],
    });
  });

  it("lift that only with deletion protection", () => {
    const exempt = (deletionProtection: boolean): unknown[] =>
      KEY_POLICIES.map(
        (policy) =>
          statementIn(cryptographyWith(deletionProtection), policy, "EndingNeedsBreakGlass").conditions[0]?.values,
      );
    expect(exempt(true)).toEqual(
      KEY_POLICIES.map(() => [`arn:${PARTITION}:iam::${ACCOUNT}:role/no-break-glass-role-is-configured`]),
    );
    expect(exempt(false)).toEqual(KEY_POLICIES.map(() => [`arn:${PARTITION}:*::${ACCOUNT}:*`]));
  });

  it("do so in staging and prod, not in dev and local", () => {
    const lifted = (name: (typeof ENVIRONMENT_NAMES)[number]): boolean =>
      statementIn(
        paymentsStack(name),
        "payment_cryptography_vault_key_policy",
        "EndingNeedsBreakGlass",
      ).conditions[0]!.values[0]!.includes(":*:");
    expect(ENVIRONMENT_NAMES.filter(lifted)).toEqual(["dev", "local"]);
  });
});

const cryptographyWith = (deletionProtection: boolean) =>
  deletionProtection ? plain : cryptography({ deletionProtection });

describe("the vault's key", () => {
  const context = { test: "StringEquals", variable: "kms:EncryptionContext:purpose", values: ["card-envelope"] };

  it("makes data keys for tokenising and re-encrypting, and opens them for those that read, under the envelope's context alone", () => {
    expect(
      statementsIn(plain, "vault_key_policy").filter(
        ({ sid }) => !["Administration", "EndingNeedsBreakGlass"].includes(sid),
      ),
    ).toMatchObject([
      {
        sid: "SealEnvelopes",
        actions: ["kms:GenerateDataKey"],
        conditions: [
          { test: "ArnEquals", variable: "aws:PrincipalArn", values: roleArns("tokenise", "re_encrypt") },
          context,
        ],
      },
      {
        sid: "OpenEnvelopes",
        actions: ["kms:Decrypt"],
        conditions: [
          {
            test: "ArnEquals",
            variable: "aws:PrincipalArn",
            values: roleArns("detokenise", "rail_egress", "re_encrypt"),
          },
          context,
        ],
      },
    ]);
  });

  it("cannot be used through a service, so that a reader of a table cannot open an envelope", () => {
    expect(statementsIn(plain, "vault_key_policy").map(({ sid }) => sid)).not.toContain("UseThroughServices");
    const encrypted = plain.resources.filter(({ attributes }) =>
      JSON.stringify(attributes).includes("aws_kms_key.vault_key.arn"),
    );
    expect(
      encrypted
        .map(({ type }) => type)
        .filter((type) => !["aws_lambda_function", "aws_cloudwatch_event_rule"].includes(type)),
    ).toEqual([]);
  });

  it("is used under that context by the roles' own policies too", () => {
    const uses = statementsOf(plain).filter(({ resources }) => resources.includes("${aws_kms_key.vault_key.arn}"));
    expect(uses.map(({ policy, sid }) => `${policy} ${sid}`)).toEqual([
      "role_detokenise_grants OpenEnvelopes",
      "role_rail_egress_grants OpenEnvelopes",
      "role_re_encrypt_grants SealEnvelopes",
      "role_re_encrypt_grants OpenEnvelopes",
      "role_tokenise_grants SealEnvelopes",
    ]);
    for (const { conditions } of uses) expect(conditions).toEqual([context]);
  });
});

describe("the fingerprint keys", () => {
  it("make codes for tokenising and re-encrypting alone", () => {
    expect(statementIn(plain, "fingerprint_key_policy", "MakeFingerprints")).toMatchObject({
      actions: ["kms:GenerateMac"],
      conditions: [{ test: "ArnEquals", variable: "aws:PrincipalArn", values: roleArns("tokenise", "re_encrypt") }],
    });
    const users = statementsOf(plain).filter(
      ({ actions, policy }) => actions.includes("kms:GenerateMac") && policy !== "fingerprint_key_policy",
    );
    expect(users.map(({ policy }) => policy)).toEqual(["role_re_encrypt_grants", "role_tokenise_grants"]);
  });
});

describe("services that use a key on their own account", () => {
  /** What the service needs before it delivers to something encrypted: key, service, actions, the condition's variable. */
  const NEEDS = [
    [
      "audit",
      "cloudwatch.amazonaws.com",
      ["kms:Decrypt", "kms:GenerateDataKey"],
      "aws:SourceAccount",
      "alarms to the security topic",
    ],
    [
      "audit",
      "events.amazonaws.com",
      ["kms:Decrypt", "kms:GenerateDataKey"],
      undefined,
      "event rules to the security topic",
    ],
    [
      "audit",
      "logs.us-west-2.amazonaws.com",
      ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
      "kms:EncryptionContext:aws:logs:arn",
      "log groups",
    ],
    ["payment", "events.amazonaws.com", ["kms:Decrypt", "kms:GenerateDataKey"], undefined, "event rules to queues"],
    ["payment", "sns.amazonaws.com", ["kms:Decrypt", "kms:GenerateDataKey"], "aws:SourceAccount", "topics to queues"],
    ["ach", "events.amazonaws.com", ["kms:Decrypt", "kms:GenerateDataKey"], undefined, "event rules to queues"],
    ["ach", "s3.amazonaws.com", ["kms:Decrypt", "kms:GenerateDataKey"], "aws:SourceAccount", "buckets to queues"],
  ] as const;

  it.each(NEEDS)("%s key, %s: %j with %s (%s)", (key, service, actions, variable) => {
    const granted = statementsIn(plain, `${key}_key_policy`).filter(({ principals }) =>
      principals.includes(`Service:${service}`),
    );
    expect(granted).toHaveLength(1);
    expect(granted[0]).toMatchObject({ effect: "Allow", actions: expect.arrayContaining([...actions]) });
    expect(granted[0]!.conditions.map((condition) => condition.variable)).toEqual(
      variable === undefined ? [] : [variable],
    );
  });

  it("are these, and each only for this account, but for EventBridge, which does not say for whom it delivers", () => {
    const services = statementsOf(plain).filter(
      ({ policy, principals }) =>
        KEY_POLICIES.includes(policy) && principals.some((each) => each.startsWith("Service:")),
    );
    expect(services.flatMap(({ policy, principals }) => principals.map((each) => `${policy} ${each}`)).sort()).toEqual(
      NEEDS.map(([key, service]) => `${key}_key_policy Service:${service}`).sort(),
    );
    for (const { principals, conditions } of services.filter(
      ({ principals }) => !principals.includes("Service:events.amazonaws.com"),
    ))
      expect([principals, JSON.stringify(conditions)]).toEqual([principals, expect.stringContaining(ACCOUNT)]);
  });

  it("have what they deliver to under a key that lets them", () => {
    expect(plain.at("aws_sns_topic.security_topic")["kms_master_key_id"]).toBe("${aws_kms_key.audit_key.arn}");
    for (const { attributes } of plain.all("aws_cloudwatch_log_group"))
      expect(attributes["kms_key_id"]).toBe("${aws_kms_key.audit_key.arn}");
  });
});

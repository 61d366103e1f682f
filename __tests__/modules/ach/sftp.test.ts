import "../support/code-stand-in";
import { InvalidInputError } from "../../../modules/shared";
import { ach, exported, plainAch, REQUIRED_BY_ACH, serverAch, WITH_SFTP } from "../support/synthesise";
import { statementIn, statementsIn } from "../support/policies";

const plain = plainAch("plain");
const withServer = serverAch("with a server");
const inner = exported("ach").files["main.tf.json"]!;
const CONNECTOR = "aws_transfer_connector.sftp_connector";
const LISTED = ["SFTP Connector Directory Listing Completed", "SFTP Connector Directory Listing Failed"];
const SENT = ["SFTP Connector File Send Completed", "SFTP Connector File Send Failed"];

describe("the connector to the bank's server", () => {
  it("is there where a server is given, and nothing of it where none is", () => {
    expect(withServer.at(CONNECTOR)).toMatchObject({
      url: WITH_SFTP.sftpUrl,
      access_role: "${aws_iam_role.sftp_access.arn}",
      logging_role: "${aws_iam_role.sftp_logging.arn}",
      security_policy_name: "TransferSFTPConnectorSecurityPolicy-2024-03",
      sftp_config: { trusted_host_keys: WITH_SFTP.sftpTrustedHostKeys, user_secret_id: WITH_SFTP.sftpSecretArn },
      depends_on: ["aws_iam_role_policy.sftp_access_policy"],
    });
    expect(plain.addresses.filter((address) => /sftp|transfer_connector/.test(address))).toEqual([]);
  });

  it("is counted where only Terraform knows whether there is a server, and then wants host keys and a secret", () => {
    expect(inner.at(CONNECTOR)).toMatchObject({
      count: '${contains([""], var.sftp_url) ? 0 : 1}',
      lifecycle: {
        precondition: [
          {
            condition: '${((length(var.sftp_trusted_host_keys) >= 1) && !contains([""], var.sftp_secret_arn))}',
            error_message: "With sftp_url, sftp_trusted_host_keys and sftp_secret_arn must be given.",
          },
        ],
      },
    });
    expect(withServer.at(CONNECTOR)).not.toHaveProperty("lifecycle");
  });

  it("is refused without host keys or a secret, with all faults at once", () => {
    expect(() => ach({ sftpUrl: "sftp://bank.example.com" })).toThrow(
      new InvalidInputError([
        "sftpTrustedHostKeys is []: with sftpUrl at least one.",
        'sftpSecretArn is "": with sftpUrl it must be given.',
      ]),
    );
  });

  it.each([
    ["sftpUrl", "https://bank.example.com"],
    ["sftpUrl", "sftp://user@bank.example.com"],
    ["sftpUrl", "sftp://bank.example.com/inbox"],
    ["sftpInbox", "inbox"],
    ["sftpSecurityPolicyName", "any"],
  ])("is refused with %s %s", (name, value) => {
    expect(() => ach({ ...WITH_SFTP, [name]: value })).toThrow(new RegExp(`^${name} is `));
  });

  it.each(["ssh-rsa", "AAAAB3NzaC1yc2E=", "ssh-dss AAAAB3NzaC1yc2E=", "ssh-rsa AAAA bank@example.com"])(
    "is refused with the host key %j",
    (key) => {
      expect(() => ach({ ...WITH_SFTP, sftpTrustedHostKeys: [key] })).toThrow(/^sftpTrustedHostKeys is /);
    },
  );
});

describe("the connector's roles", () => {
  it("are taken by Transfer Family", () => {
    for (const role of ["access", "logging"])
      expect(statementsIn(withServer, `sftp_${role}_trust`)[0]?.principals).toEqual(["Service:transfer.amazonaws.com"]);
  });

  it("read what goes out, put what comes in, and read the one secret, each under the ACH key", () => {
    const grants = statementsIn(withServer, "sftp_access_grants");
    const bucket = "${aws_s3_bucket.files.arn}";
    expect(grants.map(({ sid, actions, resources }) => [sid, actions, resources])).toEqual([
      ["LookIntoBucket", ["s3:GetBucketLocation", "s3:ListBucket"], [bucket]],
      ["ReadFiles", ["s3:GetObject", "s3:GetObjectVersion"], [`${bucket}/outgoing/*`]],
      ["ReadFilesKey", ["kms:Decrypt"], [REQUIRED_BY_ACH.achEncryptionKeyArn]],
      ["PutFiles", ["s3:GetObject", "s3:PutObject"], [`${bucket}/incoming/*`, `${bucket}/listings/*`]],
      ["PutFilesKey", ["kms:Decrypt", "kms:GenerateDataKey"], [REQUIRED_BY_ACH.achEncryptionKeyArn]],
      ["ReadSecrets", ["secretsmanager:GetSecretValue"], [WITH_SFTP.sftpSecretArn]],
      ["ReadSecretsKey", ["kms:Decrypt"], [REQUIRED_BY_ACH.achEncryptionKeyArn]],
    ]);
  });

  it("write one log, which is there first: encrypted, and kept as others are", () => {
    expect(withServer.at("aws_cloudwatch_log_group.sftp_log")).toMatchObject({
      name: `/aws/transfer/\${${CONNECTOR}.id}`,
      kms_key_id: REQUIRED_BY_ACH.auditEncryptionKeyArn,
      retention_in_days: 365,
    });
    expect(
      statementsIn(withServer, "sftp_logging_grants").map(({ actions, resources }) => [actions, resources]),
    ).toEqual([
      [
        ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        ["${aws_cloudwatch_log_group.sftp_log.arn}:*"],
      ],
    ]);
  });
});

describe("what the connector tells", () => {
  it.each([
    ["sends", [...SENT, ...LISTED], "deliveries"],
    ["fetches", [...LISTED, "SFTP Connector File Retrieve Failed"], "incoming"],
  ])("%s: of this connector alone, to the queue of its function; what cannot be told is kept", (id, types, queue) => {
    const rule = withServer.at(`aws_cloudwatch_event_rule.sftp_${id}`);
    // The account's own bus: Transfer Family tells nowhere else.
    expect(rule).not.toHaveProperty("event_bus_name");
    expect(rule["event_pattern"]).toBe(
      `\${jsonencode({"source" = ["aws.transfer"], "detail-type" = [${types.map((type) => `"${type}"`).join(", ")}], ` +
        `"detail" = {"connector-id" = [${CONNECTOR}.id]}})}`,
    );
    expect(withServer.at(`aws_cloudwatch_event_target.sftp_${id}_target`)).toMatchObject({
      arn: `\${aws_sqs_queue.${queue}_queue.arn}`,
      dead_letter_config: { arn: "${aws_sqs_queue.failures.arn}" },
    });
    expect(statementIn(withServer, `${queue}_queue_policy_document`, "FromRules").conditions).toEqual([
      { test: "ArnEquals", variable: "aws:SourceArn", values: [`\${aws_cloudwatch_event_rule.sftp_${id}.arn}`] },
    ]);
  });

  it("is of no connector where there is none", () => {
    expect(inner.at("aws_cloudwatch_event_rule.sftp_sends")["event_pattern"]).toContain(
      `[coalesce(join("", ${CONNECTOR}[*].id), "none")]`,
    );
  });
});

describe("who uses the connector", () => {
  it("is who delivers and who collects, and the connector is this one", () => {
    for (const role of ["delivery", "incoming"])
      expect(statementIn(withServer, `role_${role}_grants`, "UseConnector").resources).toEqual([
        expect.stringMatching(
          /^arn:.*:transfer:us-west-2:.*:connector\/\$\{aws_transfer_connector\.sftp_connector\.id\}$/,
        ),
      ]);
  });
});

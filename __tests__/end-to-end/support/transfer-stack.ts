/** A Terraform stack of one SFTP connector, its secret, bucket and roles, as plain JSON. */
import { trustOf } from "../../local/support/aws";

/** What the stack is made from. */
export interface ConnectorStackOptions {
  readonly name: string;
  readonly sftpUrl: string;
  readonly hostKey: string;
  readonly secret: { readonly Username: string; readonly PrivateKey: string };
  readonly tag: string;
  /** Whether the connector may write into the bucket. */
  readonly writable: boolean;
}

const policy = (...Statement: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action: string, Resource: string): object => ({ Effect: "Allow", Action, Resource });

/** The stack's main.tf.json. */
export function connectorStack({ name, sftpUrl, hostKey, secret, tag, writable }: ConnectorStackOptions): object {
  const objects = "${aws_s3_bucket.files.arn}/*";
  return {
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "5.100.0" } } },
    provider: { aws: { region: "us-east-1", default_tags: { tags: { project: "connector-test" } } } },
    resource: {
      aws_s3_bucket: { files: { bucket: name, force_destroy: true } },
      aws_secretsmanager_secret: { bank: { name, recovery_window_in_days: 0 } },
      aws_secretsmanager_secret_version: {
        bank: { secret_id: "${aws_secretsmanager_secret.bank.id}", secret_string: JSON.stringify(secret) },
      },
      aws_iam_role: {
        connector: { name, assume_role_policy: trustOf({ Service: "transfer.amazonaws.com" }) },
        caller: { name: `${name}-caller`, assume_role_policy: trustOf({ AWS: "*" }) },
      },
      aws_iam_role_policy: {
        connector: {
          role: "${aws_iam_role.connector.name}",
          policy: policy(
            allow("s3:GetObject", objects),
            allow("secretsmanager:GetSecretValue", "${aws_secretsmanager_secret.bank.arn}"),
            ...(writable ? [allow("s3:PutObject", objects)] : []),
          ),
        },
        caller: {
          role: "${aws_iam_role.caller.name}",
          policy: policy(allow("transfer:StartFileTransfer", "${aws_transfer_connector.bank.arn}")),
        },
      },
      aws_transfer_connector: {
        bank: {
          access_role: "${aws_iam_role.connector.arn}",
          url: sftpUrl,
          sftp_config: {
            user_secret_id: "${aws_secretsmanager_secret.bank.arn}",
            trusted_host_keys: [hostKey],
          },
          tags: { tag },
        },
      },
    },
    output: {
      connector_id: { value: "${aws_transfer_connector.bank.connector_id}" },
      caller_arn: { value: "${aws_iam_role.caller.arn}" },
    },
  };
}

import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { TransferConnector } from "@cdktf/provider-aws/lib/transfer-connector";
import { conditional, Fn, Op, Token } from "cdktf";
import { Construct } from "constructs";
import {
  type FailureQueue,
  globalNameOf,
  grantReadSecrets,
  InvalidInputError,
  isEmpty,
  type KeyReference,
  NAME_LIMITS,
  nameOf,
  type Naming,
  onlyOf,
  PlatformRole,
  SecureLogGroup,
  type SecureQueue,
  secretsOrNone,
  type Settled,
  type Surroundings,
} from "../shared";
import type { Files } from "./files";
import type { inputs } from "./interface";
import { CONNECTOR_BUCKET, CONNECTOR_LOGS, CONNECTOR_READS, SEND_FILES } from "./perms";

type SftpInputs = Pick<Settled<typeof inputs>, "sftpUrl" | "sftpTrustedHostKeys" | "sftpSecretArn">;

export interface SftpProps {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  readonly homeRegion: string;
  readonly url: string;
  readonly trustedHostKeys: readonly string[];
  /** Secret with user and private key, under the ACH key. */
  readonly secretArn: string;
  readonly securityPolicyName: string;
  readonly files: Files;
  readonly encryptionKey: KeyReference;
  readonly logKey: KeyReference;
  readonly logRetentionDays: number;
}

const SENT = ["SFTP Connector File Send Completed", "SFTP Connector File Send Failed"];
const LISTED = ["SFTP Connector Directory Listing Completed", "SFTP Connector Directory Listing Failed"];
/** What was fetched is told by the bucket. */
const NOT_FETCHED = ["SFTP Connector File Retrieve Failed"];

/**
 * The bank's SFTP server by a connector of AWS Transfer Family: no server of ours, nothing that runs while nothing is sent. Where only
 * Terraform knows whether there is one, the connector counts, and what stands around it is there in any case.
 */
export class Sftp extends Construct {
  readonly connectorId: string;
  private readonly props: SftpProps;
  private readonly idOrNone: string;

  constructor(scope: Construct, id: string, props: SftpProps) {
    super(scope, id);
    this.props = props;
    const { url, files, encryptionKey, surroundings, naming } = props;
    const access = this.role("access", "ach-sftp-access", "By this role the connector reads and puts files.");
    const logging = this.role("logging", "ach-sftp-logs", "By this role the connector writes its log.");
    const { bucket } = files;
    access.allow({ sid: "LookIntoBucket", effect: "Allow", actions: [...CONNECTOR_BUCKET], resources: [bucket.arn] });
    files.grantRead(access, "ReadFiles", ["outgoing"], CONNECTOR_READS);
    files.grantPut(access, "PutFiles", ["incoming", "listings"]);
    grantReadSecrets(access, secretsOrNone(props.secretArn, surroundings, "no-sftp-secret-is-configured"), {
      surroundings,
      encryptionKey,
    });
    const connector = new TransferConnector(this, "connector", {
      url,
      accessRole: access.arn,
      loggingRole: logging.arn,
      securityPolicyName: props.securityPolicyName,
      sftpConfig: { trustedHostKeys: [...props.trustedHostKeys], userSecretId: props.secretArn },
      dependsOn: access.dependencies,
      ...(Token.isUnresolved(url) ? { lifecycle: { precondition: [completeWhereThere(props)] } } : {}),
    });
    if (Token.isUnresolved(url)) connector.addOverride("count", Token.asString(conditional(isEmpty(url), 0, 1)));
    this.connectorId = Token.isUnresolved(url) ? onlyOf(connector, "id") : connector.id;
    this.idOrNone = Token.isUnresolved(url) ? Token.asString(Fn.coalesce([this.connectorId, "none"])) : connector.id;
    const log = new SecureLogGroup(this, "log", {
      surroundings,
      name: Token.isUnresolved(url)
        ? `/aws/transfer/${Token.asString(Fn.coalesce([this.connectorId, nameOf(naming, "no-ach-connector")]))}`
        : `/aws/transfer/${connector.id}`,
      encryptionKey: props.logKey,
      retentionInDays: props.logRetentionDays,
    });
    logging.allow({ sid: "WriteLogs", effect: "Allow", actions: [...CONNECTOR_LOGS], resources: [`${log.arn}:*`] });
  }

  /** Tells queues what became of what the connector was asked for: deliveries to one, what is fetched to the other. */
  tell(deliveries: SecureQueue, fetched: SecureQueue, failures: FailureQueue): void {
    const toDeliveries = this.rule("sends", "ach-sftp-sends", [...SENT, ...LISTED], deliveries, failures);
    const toFetched = this.rule("fetches", "ach-sftp-fetches", [...LISTED, ...NOT_FETCHED], fetched, failures);
    deliveries.allowRules([toDeliveries]);
    fetched.allowRules([toFetched]);
    failures.allowRules([toDeliveries, toFetched]);
  }

  /** Lets roles have files taken, fetched and listed. */
  grantUse(...roles: readonly PlatformRole[]): void {
    const { partition, region, accountId } = this.props.surroundings;
    const connectorArn = `arn:${partition}:transfer:${region}:${accountId}:connector/${this.idOrNone}`;
    for (const role of roles)
      role.allow({ sid: "UseConnector", effect: "Allow", actions: [...SEND_FILES], resources: [connectorArn] });
  }

  private rule(
    ruleId: string,
    thing: string,
    types: readonly string[],
    target: SecureQueue,
    failures: FailureQueue,
  ): string {
    const rule = new CloudwatchEventRule(this, ruleId, {
      name: nameOf(this.props.naming, thing, NAME_LIMITS.rule),
      description: "What became of what the ACH connector was asked for.",
      eventPattern: Fn.jsonencode({
        source: ["aws.transfer"],
        "detail-type": types,
        detail: { "connector-id": [this.idOrNone] },
      }),
    });
    new CloudwatchEventTarget(this, `${ruleId}_target`, {
      rule: rule.name,
      targetId: ruleId,
      arn: target.arn,
      deadLetterConfig: { arn: failures.arn },
    });
    return rule.arn;
  }

  private role(roleId: string, thing: string, description: string): PlatformRole {
    const { naming, surroundings, homeRegion } = this.props;
    return new PlatformRole(this, roleId, {
      name: globalNameOf(naming, thing, { region: surroundings.region, homeRegion }),
      description,
      service: "transfer.amazonaws.com",
    });
  }
}

/** What a server's address needs beside it, as far as it is known at synthesis. @throws InvalidInputError */
export function checkSftp({ sftpUrl, sftpTrustedHostKeys, sftpSecretArn }: SftpInputs): void {
  if (sftpUrl === "" || Token.isUnresolved(sftpUrl)) return;
  const faults: string[] = [];
  if (!Token.isUnresolved(sftpTrustedHostKeys) && sftpTrustedHostKeys.length === 0)
    faults.push("sftpTrustedHostKeys is []: with sftpUrl at least one.");
  if (sftpSecretArn === "") faults.push('sftpSecretArn is "": with sftpUrl it must be given.');
  if (faults.length > 0) throw new InvalidInputError(faults);
}

/** The same, of what only Terraform knows; the connector that is asked for it is there where the address is. */
const completeWhereThere = ({ trustedHostKeys, secretArn }: SftpProps) => ({
  condition: Op.and(Op.gte(Fn.lengthOf(trustedHostKeys), 1), Op.not(isEmpty(secretArn))),
  errorMessage: "With sftp_url, sftp_trusted_host_keys and sftp_secret_arn must be given.",
});

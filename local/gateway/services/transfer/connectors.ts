import { type JsonObject, listIn, objectIn, textIn } from "../../answers";
import { randomHex } from "../../ports";
import { invalid, TransferRefusal } from "./refusal";

/** A connector to an SFTP server. */
export interface Connector {
  readonly id: string;
  readonly arn: string;
  readonly region: string;
  readonly url: string;
  /** Under which it reads its secret, and reads and writes objects. */
  readonly accessRole: string;
  readonly loggingRole: string | undefined;
  readonly securityPolicy: string;
  readonly userSecretArn: string;
  /** Type and body; a host name may stand before them. */
  readonly trustedHostKeys: readonly string[];
  readonly maxConnections: number;
  readonly tags: readonly JsonObject[];
}

/** What AWS gives a connector that names none. */
const SECURITY_POLICY = "TransferSFTPConnectorSecurityPolicy-2024-03";
const CONNECTIONS_MAX = 5;
const HOST_KEYS_MAX = 10;
/** Addresses that a bank would have to let in; these are of the range for documentation (RFC 5737). */
const EGRESS_ADDRESSES = ["192.0.2.10", "192.0.2.11", "192.0.2.12"];
const DEFAULT_PAGE = 100;

/** All SFTP connectors, of all Regions: kept here, in memory. */
export class Connectors {
  readonly #account: string;
  readonly #connectors = new Map<string, Connector>();

  constructor(account: string) {
    this.#account = account;
  }

  /** @throws TransferRefusal */
  create(region: string, input: JsonObject): JsonObject {
    const id = `c-${randomHex(17)}`;
    const arn = `arn:aws:transfer:${region}:${this.#account}:connector/${id}`;
    const empty = { id, arn, region, loggingRole: undefined, securityPolicy: SECURITY_POLICY, maxConnections: 1 };
    const none = { url: "", accessRole: "", userSecretArn: "", trustedHostKeys: [] };
    const tags = listIn(input["Tags"]).map(objectIn);
    this.#connectors.set(id, checked(changed({ ...empty, ...none, tags }, input)));
    return { ConnectorId: id };
  }

  /** @throws TransferRefusal */
  update(region: string, input: JsonObject): JsonObject {
    const connector = this.get(region, textIn(input["ConnectorId"]));
    this.#connectors.set(connector.id, checked(changed(connector, input)));
    return { ConnectorId: connector.id };
  }

  /** @throws TransferRefusal */
  describe(region: string, id: string): JsonObject {
    return { Connector: described(this.get(region, id)) };
  }

  /** @throws TransferRefusal */
  delete(region: string, id: string): JsonObject {
    this.#connectors.delete(this.get(region, id).id);
    return {};
  }

  list(region: string, input: JsonObject): JsonObject {
    const all = [...this.#connectors.values()].filter((each) => each.region === region);
    const start = Number(textIn(input["NextToken"]) || 0);
    const end = start + Number(input["MaxResults"] ?? DEFAULT_PAGE);
    return {
      Connectors: all.slice(start, end).map(({ arn, id, url }) => ({ Arn: arn, ConnectorId: id, Url: url })),
      ...(end < all.length ? { NextToken: String(end) } : {}),
    };
  }

  /** @throws TransferRefusal */
  tags(arn: string): JsonObject {
    return { Arn: arn, Tags: this.#byArn(arn).tags };
  }

  /** @throws TransferRefusal */
  tag(arn: string, tags: readonly JsonObject[]): JsonObject {
    const connector = this.#byArn(arn);
    const kept = connector.tags.filter((tag) => !tags.some((each) => each["Key"] === tag["Key"]));
    this.#connectors.set(connector.id, { ...connector, tags: [...kept, ...tags] });
    return {};
  }

  /** @throws TransferRefusal */
  untag(arn: string, keys: readonly unknown[]): JsonObject {
    const connector = this.#byArn(arn);
    const tags = connector.tags.filter((tag) => !keys.includes(tag["Key"]));
    this.#connectors.set(connector.id, { ...connector, tags });
    return {};
  }

  /** Whether an ARN is a connector's, and not that of a server or user, which the emulator has. */
  isConnectorArn(arn: string): boolean {
    return /^arn:aws:transfer:[^:]+:\d+:connector\//.test(arn);
  }

  /** @throws TransferRefusal where the Region has no such connector. */
  get(region: string, id: string): Connector {
    const connector = this.#connectors.get(id);
    if (connector?.region !== region)
      throw new TransferRefusal("ResourceNotFoundException", `Unknown connector: ${id}`);
    return connector;
  }

  #byArn(arn: string): Connector {
    const found = [...this.#connectors.values()].find((each) => each.arn === arn);
    if (found === undefined) throw new TransferRefusal("ResourceNotFoundException", `Unknown resource: ${arn}`);
    return found;
  }
}

/** A connector with what a request names put in place. */
function changed(before: Connector, input: JsonObject): Connector {
  for (const name of ["As2Config", "EgressConfig"])
    if (input[name] !== undefined) throw invalid(`The embedded AWS does not serve connectors with ${name}.`);
  const sftp = objectIn(input["SftpConfig"]);
  return {
    ...before,
    url: textIn(input["Url"]) || before.url,
    accessRole: textIn(input["AccessRole"]) || before.accessRole,
    loggingRole: textIn(input["LoggingRole"]) || before.loggingRole,
    securityPolicy: textIn(input["SecurityPolicyName"]) || before.securityPolicy,
    userSecretArn: textIn(sftp["UserSecretId"]) || before.userSecretArn,
    trustedHostKeys: "TrustedHostKeys" in sftp ? listIn(sftp["TrustedHostKeys"]).map(textIn) : before.trustedHostKeys,
    maxConnections: Number(sftp["MaxConcurrentConnections"] ?? before.maxConnections),
  };
}

/** @throws TransferRefusal for what AWS refuses. */
function checked(connector: Connector): Connector {
  const { url, accessRole, userSecretArn, trustedHostKeys, maxConnections } = connector;
  if (!/^sftp:\/\/[^/\s:]+(:\d{1,5})?\/?$/.test(url)) throw invalid(`Invalid URL: ${url}. Allowed: sftp://host[:port]`);
  if (!/^arn:[\w-]*:iam::\d{12}:role\/\S+$/.test(accessRole)) throw invalid(`Invalid AccessRole: ${accessRole}`);
  if (!/^arn:[\w-]*:secretsmanager:[\w-]+:\d{12}:secret:\S+$/.test(userSecretArn))
    throw invalid(`Invalid UserSecretId: ${userSecretArn}. Allowed: the ARN of a secret`);
  if (trustedHostKeys.length > HOST_KEYS_MAX) throw invalid(`At most ${HOST_KEYS_MAX} trusted host keys are allowed.`);
  if (!trustedHostKeys.every(isHostKey)) throw invalid("Invalid host key format.");
  if (!Number.isInteger(maxConnections) || maxConnections < 1 || maxConnections > CONNECTIONS_MAX)
    throw invalid(`Invalid MaxConcurrentConnections: ${maxConnections}. Allowed: 1 to ${CONNECTIONS_MAX}`);
  return connector;
}

/** Host key of RSA or ECDSA: type and body, a host name before them or not, and no comment behind. */
function isHostKey(key: string): boolean {
  return /^(\S+ )?(ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]+={0,2}$/.test(key);
}

function described(connector: Connector): JsonObject {
  const { loggingRole, trustedHostKeys } = connector;
  return {
    Arn: connector.arn,
    ConnectorId: connector.id,
    Url: connector.url,
    AccessRole: connector.accessRole,
    ...(loggingRole === undefined ? {} : { LoggingRole: loggingRole }),
    SecurityPolicyName: connector.securityPolicy,
    SftpConfig: {
      UserSecretId: connector.userSecretArn,
      TrustedHostKeys: trustedHostKeys,
      MaxConcurrentConnections: connector.maxConnections,
    },
    ServiceManagedEgressIpAddresses: EGRESS_ADDRESSES,
    EgressType: "SERVICE_MANAGED",
    Status: "ACTIVE",
    Tags: connector.tags,
  };
}

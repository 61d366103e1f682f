/** What a module needs of things that another module made: the constructs satisfy these, and so does a name or an ARN that was given. */
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { INVOKE_FUNCTION, KEY_USE_BY_SECRET_READER, KEY_USE_BY_TABLE_READER, QUERY_INDEX, READ_SECRET } from "./perms";
import type { RoleReference } from "./role";
import type { Surroundings } from "./surroundings";
import { isVariable } from "./unknown";

/** A KMS key: one's own (`SecureKey`), or the ARN of another's. */
export interface KeyReference {
  readonly arn: string;
}

/** Whoever is granted encrypted data is granted its key, through the service that holds the data alone. */
interface Encrypted {
  readonly encryptionKey: KeyReference;
  readonly surroundings: Surroundings;
}

/** Lets a role use a table's key through DynamoDB, which decrypts for it. */
export function grantTableKey(role: RoleReference, sid: string, { encryptionKey, surroundings }: Encrypted): void {
  role.allow({
    sid: `${sid}Key`,
    effect: "Allow",
    actions: [...KEY_USE_BY_TABLE_READER],
    resources: [encryptionKey.arn],
    condition: [
      { test: "StringEquals", variable: "kms:ViaService", values: [surroundings.serviceEndpoint("dynamodb")] },
    ],
  });
}

export interface GivenTableProps extends Encrypted {
  readonly name: string;
  readonly arn: string;
}

/** A table that another module made, by its name and ARN. */
export class GivenTable extends Construct {
  readonly name: string;
  readonly arn: string;
  private readonly encrypted: Encrypted;

  constructor(scope: Construct, id: string, props: GivenTableProps) {
    super(scope, id);
    this.name = props.name;
    this.arn = props.arn;
    this.encrypted = props;
  }

  /**
   * Lets a role do `actions` on the table's items and query the indexes named, no others, and use the table's key through DynamoDB.
   * @param actions none for a role that has its rights to the items from elsewhere.
   * @param partitions patterns of the partition keys whose items it may use. @default all
   */
  grant(
    role: RoleReference,
    sid: string,
    actions: readonly string[],
    indexes: readonly string[] = [],
    partitions: readonly string[] = [],
  ): void {
    if (actions.length > 0)
      role.allow({
        sid,
        effect: "Allow",
        actions: [...actions],
        resources: [this.arn],
        ...(partitions.length > 0 && {
          condition: [{ test: "ForAllValues:StringLike", variable: "dynamodb:LeadingKeys", values: [...partitions] }],
        }),
      });
    if (indexes.length > 0)
      role.allow({
        sid: `${sid}Indexes`,
        effect: "Allow",
        actions: [...QUERY_INDEX],
        resources: indexes.map((index) => `${this.arn}/index/${index}`),
      });
    if (actions.length > 0) grantTableKey(role, sid, this.encrypted);
  }
}

/**
 * A table that may not be there: none where its name is empty. A statement needs a resource: where only Terraform knows whether there
 * is a table, ARNs stand in that no table and no key have.
 */
export function givenTableOrNone(
  scope: Construct,
  id: string,
  { surroundings, name, arn, encryptionKey }: GivenTableProps,
): GivenTable | undefined {
  if (name === "") return undefined;
  if (!Token.isUnresolved(arn) || !isVariable(scope, arn))
    return new GivenTable(scope, id, { surroundings, name, arn, encryptionKey });
  const { partition, region, accountId } = surroundings;
  const none = (service: string, resource: string): string =>
    `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  return new GivenTable(scope, id, {
    surroundings,
    name,
    arn: Token.asString(Fn.coalesce([arn, none("dynamodb", "table/no-table-is-configured")])),
    encryptionKey: { arn: Token.asString(Fn.coalesce([encryptionKey.arn, none("kms", "key/no-key-is-configured")])) },
  });
}

/** Lets a role call a function that another module made, by its alias. */
export function grantInvoke(role: RoleReference, sid: string, functionArn: string): void {
  role.allow({ sid, effect: "Allow", actions: [...INVOKE_FUNCTION], resources: [functionArn] });
}

/**
 * The secret that may be read, where there is one. A statement needs a resource: where only Terraform knows whether there is a
 * secret, an ARN that no secret has stands in.
 */
export function secretsOrNone(
  secretArn: string,
  { partition, region, accountId }: Surroundings,
  standIn: string,
): string[] {
  if (!Token.isUnresolved(secretArn)) return secretArn === "" ? [] : [secretArn];
  const none = `arn:${partition}:secretsmanager:${region}:${accountId}:secret:${standIn}`;
  return [Token.asString(Fn.coalesce([secretArn, none]))];
}

/** Lets a role read secrets, and use their key through Secrets Manager; nothing at all where there are none. */
export function grantReadSecrets(
  role: RoleReference,
  secretArns: readonly string[],
  { encryptionKey, surroundings }: Encrypted,
): void {
  if (secretArns.length === 0) return;
  role.allow(
    { sid: "ReadSecrets", effect: "Allow", actions: [...READ_SECRET], resources: [...secretArns] },
    {
      sid: "ReadSecretsKey",
      effect: "Allow",
      actions: [...KEY_USE_BY_SECRET_READER],
      resources: [encryptionKey.arn],
      condition: [
        { test: "StringEquals", variable: "kms:ViaService", values: [surroundings.serviceEndpoint("secretsmanager")] },
      ],
    },
  );
}

/**
 * Lets a role call a function that may not be there: nothing at all where its ARN is empty. Where only Terraform knows whether
 * there is one, an ARN that no function has stands in.
 */
export function grantInvokeOrNone(
  role: RoleReference,
  sid: string,
  functionArn: string,
  { partition, region, accountId }: Surroundings,
): void {
  if (functionArn === "") return;
  const none = `arn:${partition}:lambda:${region}:${accountId}:function:no-function-is-configured`;
  grantInvoke(
    role,
    sid,
    Token.isUnresolved(functionArn) ? Token.asString(Fn.coalesce([functionArn, none])) : functionArn,
  );
}

import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { conditional, Fn, type IResolvable, Token } from "cdktf";
import { Construct } from "constructs";
import { KEY_ADMINISTRATION, KEY_ENDINGS, KEY_USE_THROUGH_SERVICES } from "./perms";
import { awsPrincipals, policyDocument, type Statement } from "./policy";
import type { Surroundings } from "./surroundings";
import { onlyOf } from "./unknown";

/** How keys of one module instance are kept. */
export interface KeyKeeping {
  /** While true, only the break-glass roles may disable a key or schedule its deletion. */
  readonly deletionProtection: boolean | IResolvable;
  /** Roles that may, ARNs; their trust demands MFA and a time window. */
  readonly breakGlassRoleArns: readonly string[];
  /** 7 to 30 days. */
  readonly deletionWindowInDays: number;
  /** Whether replicas can be made in other Regions; fixed when the key is made. */
  readonly multiRegion: boolean | IResolvable;
}

export interface SecureKeyProps extends KeyKeeping {
  readonly surroundings: Surroundings;
  readonly description: string;
  /** Without the `alias/` in front. */
  readonly alias: string;
  /** Services of this account and Region, as in `kms:ViaService`, through which IAM may let principals use the key. @default [] no use but by `statements` */
  readonly throughServices?: readonly string[];
  /** Further statements: named roles, service principals. @default [] */
  readonly statements?: readonly Statement[];
  /** @default "symmetric" */
  readonly kind?: "symmetric" | "fingerprint-hmac";
  /** Whether there is a key at all, where only Terraform knows: an expression of 0 or 1. @default there is */
  readonly count?: string;
  /** Refuse plans that would destroy the key; a literal of the TypeScript stack. @default false */
  readonly preventDestroy?: boolean;
}

/**
 * A customer-managed KMS key with an alias, yearly rotation and a policy that lets administrators administer and nobody use it
 * but who is named: the services given, the roles of `statements`.
 *
 * An HMAC key cannot rotate (AWS KMS: automatic rotation is for symmetric encryption keys); a new version is a new key.
 */
export class SecureKey extends Construct {
  /** Empty where `count` comes to 0. */
  readonly arn: string;
  readonly key: KmsKey;

  constructor(scope: Construct, id: string, props: SecureKeyProps) {
    super(scope, id);
    const hmac = props.kind === "fingerprint-hmac";
    this.key = new KmsKey(this, "Resource", {
      description: props.description,
      keyUsage: hmac ? "GENERATE_VERIFY_MAC" : "ENCRYPT_DECRYPT",
      customerMasterKeySpec: hmac ? "HMAC_256" : "SYMMETRIC_DEFAULT",
      enableKeyRotation: !hmac,
      multiRegion: props.multiRegion,
      deletionWindowInDays: props.deletionWindowInDays,
      policy: policyDocument(this, "policy", keyPolicy(props)),
      ...(props.preventDestroy === true ? { lifecycle: { preventDestroy: true } } : {}),
    });
    const { count } = props;
    this.arn = count === undefined ? this.key.arn : onlyOf(this.key, "arn");
    const alias = new KmsAlias(this, "alias", {
      name: `alias/${props.alias}`,
      targetKeyId: count === undefined ? this.key.keyId : onlyOf(this.key, "key_id"),
    });
    if (count !== undefined) for (const resource of [this.key, alias]) resource.addOverride("count", count);
  }
}

/** The statements of a key's policy; a key policy's resource `*` is the key itself. */
export function keyPolicy({
  surroundings,
  deletionProtection,
  breakGlassRoleArns,
  throughServices = [],
  statements = [],
}: Pick<
  SecureKeyProps,
  "surroundings" | "deletionProtection" | "breakGlassRoleArns" | "throughServices" | "statements"
>): Statement[] {
  const account = awsPrincipals(surroundings.accountRoot);
  return [
    { sid: "Administration", effect: "Allow", principals: account, actions: [...KEY_ADMINISTRATION], resources: ["*"] },
    {
      sid: "EndingNeedsBreakGlass",
      effect: "Deny",
      principals: account,
      actions: [...KEY_ENDINGS],
      resources: ["*"],
      condition: [
        {
          test: "ArnNotLike",
          variable: "aws:PrincipalArn",
          values: exempt(deletionProtection, breakGlassRoleArns, surroundings),
        },
      ],
    },
    ...(throughServices.length === 0
      ? []
      : [
          {
            sid: "UseThroughServices",
            effect: "Allow",
            principals: account,
            actions: [...KEY_USE_THROUGH_SERVICES],
            resources: ["*"],
            condition: [
              { test: "StringEquals", variable: "kms:CallerAccount", values: [surroundings.accountId] },
              {
                test: "StringEquals",
                variable: "kms:ViaService",
                values: throughServices.map((service) => surroundings.serviceEndpoint(service)),
              },
            ],
          },
        ]),
    ...statements,
  ];
}

/**
 * Whom the deny does not meet: the break-glass roles while protection is on (without one, nobody), everybody while it is off.
 * The list is never empty, as IAM takes no empty list of values.
 */
function exempt(
  protection: boolean | IResolvable,
  breakGlass: readonly string[],
  { partition, accountId }: Surroundings,
): string[] {
  const nobody = `arn:${partition}:iam::${accountId}:role/no-break-glass-role-is-configured`;
  const everybody = [`arn:${partition}:*::${accountId}:*`];
  const holders = orNobody(breakGlass, nobody);
  if (typeof protection === "boolean") return protection ? holders : everybody;
  return Token.asList(conditional(protection, holders, everybody));
}

function orNobody(breakGlass: readonly string[], nobody: string): string[] {
  if (Token.isUnresolved(breakGlass)) return Token.asList(Fn.concat([[...breakGlass], [nobody]]));
  return breakGlass.length > 0 ? [...breakGlass] : [nobody];
}

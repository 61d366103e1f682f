import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { ref, TerraformIterator, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import {
  awsPrincipals,
  BankAccountEnvelopes,
  ESCROW_KEY,
  type KeyKeeping,
  keyPolicy,
  logsMayUse,
  nameOf,
  type Naming,
  policyDocument,
  publishersMayUse,
  SecureKey,
  type Statement,
  type Surroundings,
} from "../shared";
import { FINGERPRINT, OPEN, SEAL } from "./perms";

export interface KeysProps extends KeyKeeping {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  readonly fingerprintKeyVersions: readonly string[];
  readonly preventDestroy: boolean;
  readonly homeRegion: string;
  /** Name of the table that bank accounts are kept in. */
  readonly achTableName: string;
  /** Roles, ARNs, that IAM may let use the vault's own keys; nobody else, whatever IAM says. */
  readonly vaultRoles: {
    readonly seal: readonly string[];
    readonly open: readonly string[];
    readonly fingerprint: readonly string[];
  };
}

/** The purpose in every encryption context of the vault key. */
export const ENVELOPE_PURPOSE = "card-envelope";

/** The five rotating keys, and the fingerprint keys, which cannot rotate: a new version is a new key. */
export class Keys extends Construct {
  /** Wraps the data keys of card envelopes and does nothing else: a reader of a table can never open one. */
  readonly vault: SecureKey;
  readonly payment: SecureKey;
  readonly ach: SecureKey;
  readonly escrow: SecureKey;
  readonly audit: SecureKey;
  /** ARNs of all active fingerprint keys, a list token. */
  readonly fingerprintArns: string[];
  /** JSON: version to ARN. */
  readonly fingerprintArnsByVersion: string;

  constructor(scope: Construct, id: string, props: KeysProps) {
    super(scope, id);
    const { surroundings, naming, vaultRoles } = props;
    const make = (
      name: string,
      description: string,
      use: { throughServices?: readonly string[]; statements?: Statement[] },
    ): SecureKey =>
      new SecureKey(this, `${name}_key`, {
        ...props,
        ...use,
        description,
        alias: nameOf(naming, `payment-cryptography-${name}`),
      });

    this.vault = make("vault", "Wraps data keys of card envelopes, and nothing else.", {
      statements: [
        vaultUse("SealEnvelopes", surroundings, SEAL, vaultRoles.seal, true),
        vaultUse("OpenEnvelopes", surroundings, OPEN, vaultRoles.open, true),
      ],
    });
    this.payment = make("payment", "Payments at rest: tables, queues, secrets, settings of the functions.", {
      throughServices: ["dynamodb", "lambda", "s3", "secretsmanager", "sqs"],
      statements: publishersMayUse(surroundings, "events", "sns"),
    });
    this.ach = make("ach", "ACH transfers and files at rest.", {
      throughServices: ["dynamodb", "lambda", "s3", "secretsmanager", "sqs"],
      statements: [
        ...new BankAccountEnvelopes({ surroundings, tableName: props.achTableName }).keyStatements(
          naming,
          props.homeRegion,
        ),
        ...publishersMayUse(surroundings, "events", "s3"),
      ],
    });
    this.escrow = make("escrow", ESCROW_KEY.description, { throughServices: ESCROW_KEY.throughServices });
    this.audit = make("audit", "Logs, audit trail, artefacts and alerts at rest.", {
      throughServices: ["s3", "sns", "sqs"],
      statements: [logsMayUse(surroundings), ...publishersMayUse(surroundings, "cloudwatch", "events")],
    });

    const versions = TerraformIterator.fromList([...props.fingerprintKeyVersions]);
    const fingerprint = new KmsKey(this, "fingerprint_key", {
      forEach: versions,
      description: `Makes card fingerprints, version ${Token.asString(versions.value)}. An HMAC key cannot rotate.`,
      keyUsage: "GENERATE_VERIFY_MAC",
      customerMasterKeySpec: "HMAC_256",
      multiRegion: props.multiRegion,
      deletionWindowInDays: props.deletionWindowInDays,
      policy: policyDocument(
        this,
        "fingerprint_key_policy",
        keyPolicy({
          ...props,
          statements: [vaultUse("MakeFingerprints", surroundings, FINGERPRINT, vaultRoles.fingerprint, false)],
        }),
      ),
      // Never `prevent_destroy`: a version ends after its rotation. The key's policy wants a break-glass role for that.
    });
    const each = TerraformIterator.fromResources(fingerprint);
    new KmsAlias(this, "fingerprint_key_alias", {
      forEach: each,
      name: `alias/${nameOf(naming, "payment-cryptography-fingerprint")}-v${Token.asString(each.key)}`,
      targetKeyId: each.getString("key_id"),
    });
    // A reference, not text: only that can stand inside a function of Terraform's.
    const address = `${fingerprint.terraformResourceType}.${fingerprint.friendlyUniqueId}`;
    this.fingerprintArns = Token.asList(ref(`values(${address})[*].arn`, TerraformStack.of(this)));
    this.fingerprintArnsByVersion = `\${jsonencode({for version, key in ${address} : version => key.arn})}`;
  }
}

/** Delegates one use of a vault key to IAM for the roles named, and only with the envelope's encryption context. */
const vaultUse = (
  sid: string,
  surroundings: Surroundings,
  actions: readonly string[],
  roles: readonly string[],
  withContext: boolean,
): Statement => ({
  sid,
  effect: "Allow",
  principals: awsPrincipals(surroundings.accountRoot),
  actions: [...actions],
  resources: ["*"],
  condition: [
    { test: "ArnEquals", variable: "aws:PrincipalArn", values: [...roles] },
    ...(withContext
      ? [{ test: "StringEquals", variable: "kms:EncryptionContext:purpose", values: [ENVELOPE_PURPOSE] }]
      : []),
  ],
});

/**
 * The envelopes of account numbers: data keys under the ACH key, which whoever makes that key and whoever uses it must see alike. The
 * key's policy names roles that are made after it, by their names.
 */
import { globalNameOf, type Naming } from "./names";
import { OPEN_ENVELOPES, SEAL_ENVELOPES } from "./perms";
import { awsPrincipals, type Statement } from "./policy";
import type { KeyReference } from "./references";
import type { RoleReference } from "./role";
import type { Surroundings } from "./surroundings";

/** The purpose in every encryption context of an account number's data key (functions/ach/bank-accounts/sealing.ts, by a test). */
const PURPOSE = "bank-account-envelope";

/** Names of the roles, before the suffix: who makes data keys for new envelopes, and who opens old ones. */
export const BANK_ACCOUNT_ROLES = {
  accounts: "bank-accounts",
  optimizer: "ach-optimizer",
  incoming: "ach-incoming",
} as const;
const SEALING = [BANK_ACCOUNT_ROLES.accounts, BANK_ACCOUNT_ROLES.incoming];
const OPENING = [BANK_ACCOUNT_ROLES.optimizer, BANK_ACCOUNT_ROLES.incoming];

export interface BankAccountEnvelopesProps {
  readonly surroundings: Surroundings;
  /** The table whose account numbers these are. */
  readonly tableName: string;
}

/** What may be done with the ACH key directly: for envelopes of one table's account numbers, and nothing else. */
export class BankAccountEnvelopes {
  constructor(private readonly props: BankAccountEnvelopesProps) {}

  /** Statements of the key's own policy: the roles named may, where IAM lets them, and nobody else, whatever IAM says. */
  keyStatements(naming: Naming, homeRegion: string): Statement[] {
    const { surroundings } = this.props;
    const { partition, accountId, region } = surroundings;
    const use = (sid: string, actions: readonly string[], roles: readonly string[]): Statement => ({
      sid,
      effect: "Allow",
      principals: awsPrincipals(surroundings.accountRoot),
      actions: [...actions],
      resources: ["*"],
      condition: [
        {
          test: "ArnEquals",
          variable: "aws:PrincipalArn",
          values: roles.map(
            (role) => `arn:${partition}:iam::${accountId}:role/${globalNameOf(naming, role, { region, homeRegion })}`,
          ),
        },
        ...this.context(),
      ],
    });
    return [use("SealAccountNumbers", SEAL_ENVELOPES, SEALING), use("OpenAccountNumbers", OPEN_ENVELOPES, OPENING)];
  }

  /** Lets a role make data keys for new envelopes. */
  grantSeal(role: RoleReference, key: KeyReference): void {
    this.grant(role, key, "SealAccountNumbers", SEAL_ENVELOPES);
  }

  /** Lets a role open envelopes. */
  grantOpen(role: RoleReference, key: KeyReference): void {
    this.grant(role, key, "OpenAccountNumbers", OPEN_ENVELOPES);
  }

  private grant(role: RoleReference, key: KeyReference, sid: string, actions: readonly string[]): void {
    role.allow({
      sid,
      effect: "Allow",
      actions: [...actions],
      resources: [key.arn],
      condition: this.context(),
    });
  }

  private context(): { test: string; variable: string; values: string[] }[] {
    return [
      { test: "StringEquals", variable: "kms:EncryptionContext:purpose", values: [PURPOSE] },
      { test: "StringEquals", variable: "kms:EncryptionContext:table", values: [this.props.tableName] },
    ];
  }
}

import { DynamodbResourcePolicy } from "@cdktf/provider-aws/lib/dynamodb-resource-policy";
import type { IResolvable } from "cdktf";
import { Construct } from "constructs";
import {
  awsPrincipals,
  NAME_LIMITS,
  nameOf,
  type Naming,
  policyDocument,
  SecureTable,
  type Surroundings,
} from "../shared";
import type { Keys } from "./keys";
import { VAULT_TABLE_WRITES } from "./perms";

export interface TablesProps {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  readonly keys: Keys;
  readonly deletionProtection: boolean | IResolvable;
  readonly preventDestroy: boolean;
  /** Roles, ARNs, that write the vault's table; nobody else does. */
  readonly vaultRoles: readonly string[];
}

/** `payment-transactions`, `escrow-accounts` and the vault's table, each under the key of its room. */
export class Tables extends Construct {
  readonly paymentTransactions: SecureTable;
  readonly escrowAccounts: SecureTable;
  readonly vault: SecureTable;

  constructor(scope: Construct, id: string, props: TablesProps) {
    super(scope, id);
    const { surroundings, naming, keys, deletionProtection, preventDestroy } = props;
    const make = (tableId: string, thing: string, encryptionKey: Keys["payment"], stream: boolean): SecureTable =>
      new SecureTable(this, tableId, {
        surroundings,
        name: nameOf(naming, thing, NAME_LIMITS.table),
        encryptionKey,
        deletionProtection,
        preventDestroy,
        stream,
      });
    this.paymentTransactions = make("payment_transactions", "payment-transactions", keys.payment, true);
    this.escrowAccounts = make("escrow_accounts", "escrow-accounts", keys.escrow, true);
    this.vault = make("vault", "payment-vault", keys.payment, false);
    new DynamodbResourcePolicy(this, "vault_policy", {
      resourceArn: this.vault.arn,
      policy: policyDocument(this, "vault_policy_document", [
        {
          sid: "OnlyTheVaultWrites",
          effect: "Deny",
          principals: awsPrincipals(surroundings.accountRoot),
          actions: [...VAULT_TABLE_WRITES],
          resources: [this.vault.arn],
          condition: [{ test: "ArnNotEquals", variable: "aws:PrincipalArn", values: [...props.vaultRoles] }],
        },
      ]),
    });
  }
}

import { conditional, type IResolvable, Op, Token } from "cdktf";
import { Construct } from "constructs";
import {
  ESCROW_TABLE,
  NAME_LIMITS,
  nameOf,
  type Naming,
  SecureTable,
  type SecureTableProps,
  type Surroundings,
  TableWriters,
  WORKING_INDEXES,
} from "../shared";
import type { Keys } from "./keys";

/** The table of transfers, files and bank accounts, whose name stands in the policy of the key that it lies under. */
export const ACH_TABLE = "ach-transfers";

export interface TablesProps {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  readonly keys: Keys;
  readonly deletionProtection: boolean | IResolvable;
  readonly preventDestroy: boolean;
  /** Who verifies and authorises cards: the simulator has a table for its books. */
  readonly acquirer: string;
  /** Roles, ARNs, that write the vault's table; nobody else does. */
  readonly vaultRoles: readonly string[];
}

/** How transfers and files are found: a customer's are asked for with the payments that they are of. */
const ACH_INDEXES = {
  due: WORKING_INDEXES.due,
  listed: WORKING_INDEXES.listed,
  by_provider: WORKING_INDEXES.by_provider,
};

/** `payment-transactions`, `escrow-accounts`, `ach-transfers` and the vault's table, each under the key of its room; the simulator's where there is one. */
export class Tables extends Construct {
  readonly paymentTransactions: SecureTable;
  readonly escrowAccounts: SecureTable;
  readonly achTransfers: SecureTable;
  readonly vault: SecureTable;
  /** The books of the acquirer's simulator; made only where it is the acquirer. */
  readonly simulator?: SecureTable;

  constructor(scope: Construct, id: string, props: TablesProps) {
    super(scope, id);
    const { surroundings, naming, keys, deletionProtection, preventDestroy } = props;
    const make = (
      tableId: string,
      thing: string,
      encryptionKey: Keys["payment"],
      more: Partial<SecureTableProps>,
    ): SecureTable =>
      new SecureTable(this, tableId, {
        surroundings,
        name: nameOf(naming, thing, NAME_LIMITS.table),
        encryptionKey,
        deletionProtection,
        ...more,
      });
    const working = { preventDestroy, stream: true, indexes: WORKING_INDEXES };
    const achWorking = { ...working, indexes: ACH_INDEXES };
    this.paymentTransactions = make("payment_transactions", "payment-transactions", keys.payment, working);
    const { thing: escrowAccounts, ...held } = ESCROW_TABLE;
    this.escrowAccounts = make("escrow_accounts", escrowAccounts, keys.escrow, { ...held, preventDestroy });
    this.achTransfers = make("ach_transfers", ACH_TABLE, keys.ach, achWorking);
    this.vault = make("vault", "payment-vault", keys.payment, { preventDestroy });
    const unknown = Token.isUnresolved(props.acquirer);
    if (unknown || props.acquirer === "simulator")
      this.simulator = make("acquirer_simulator", "acquirer-simulator", keys.payment, {
        // What moved no money is not worth keeping, and goes with the acquirer.
        deletionProtection: false,
        ...(unknown ? { count: Token.asString(conditional(Op.eq(props.acquirer, "simulator"), 1, 0)) } : {}),
      });
    new TableWriters(this, "vault_policy", {
      surroundings,
      tableArn: this.vault.arn,
      sid: "OnlyTheVaultWrites",
      writers: props.vaultRoles,
    });
  }
}

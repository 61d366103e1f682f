import { Construct } from "constructs";
import type { Contracts } from "../../functions/contracts";
import {
  type FailureQueue,
  type FunctionSettings,
  type GivenTable,
  grantInvoke,
  grantInvokeOrNone,
  grantReadSecrets,
  type KeyReference,
  PlatformFunction,
  type SecureQueue,
} from "../shared";
import {
  ACCRUE_INTEREST,
  BOOK_PAYOUTS,
  INDEXES,
  MANAGE_ESCROWS,
  MOVE_PROVIDERS_ON,
  PARTITIONS,
  PAY_OUT,
  REFUND_PAYMENTS,
  RELEASE_ESCROWS,
} from "./perms";
import type { Roles } from "./roles";

export interface EscrowFunctionsProps extends FunctionSettings {
  readonly roles: Roles;
  readonly escrowTable: GivenTable;
  readonly paymentTable: GivenTable;
  /** Where payouts are made; none without ACH. */
  readonly achTable?: GivenTable;
  /** Encrypts the secret of Stripe. */
  readonly paymentKey: KeyReference;
  /** Takes events that failed for good. */
  readonly failures: FailureQueue;
  /** What manager and releaser read: all that a refund takes. */
  readonly managing: Contracts["escrow/manager"];
  readonly releases: SecureQueue;
  readonly interest: SecureQueue;
  readonly payouts: SecureQueue;
  /** None where there is no Stripe. */
  readonly stripeSecretArns: readonly string[];
}

/** A refund's rail has 10 s within it, and it stands inside the API's 29 s. */
const MANAGER_SECONDS = 20;
/** Long enough for a shard with thousands that are due at once; what is left then is ordered anew. */
export const WORKER_SECONDS = 120;

/** The functions of the escrows' room. */
export class EscrowFunctions extends Construct {
  readonly manager: PlatformFunction<"escrow/manager">;
  readonly releaser: PlatformFunction<"escrow/releaser">;
  readonly accruer: PlatformFunction<"escrow/accruer">;
  readonly payouts: PlatformFunction<"escrow/payouts">;

  constructor(scope: Construct, id: string, props: EscrowFunctionsProps) {
    super(scope, id);
    const { roles, managing, failures, releases, interest, payouts } = props;
    this.grants(props);
    this.manager = new PlatformFunction(this, "manager", {
      ...props,
      entry: "escrow/manager",
      name: "escrow-manager",
      description: "Shows escrows; takes facts, releases, refunds and disputes.",
      environment: managing,
      role: roles.manager,
      failures: "synchronous",
      timeoutSeconds: MANAGER_SECONDS,
      memoryMb: 1024,
    });
    this.releaser = new PlatformFunction(this, "releaser", {
      ...props,
      entry: "escrow/releaser",
      name: "escrow-releaser",
      description: "Releases held money whose time has come.",
      environment: { ...managing, ESCROW_QUEUE_URL: releases.url },
      role: roles.releaser,
      failures,
      timeoutSeconds: WORKER_SECONDS,
      memoryMb: 1024,
    });
    this.accruer = new PlatformFunction(this, "interest_accruer", {
      ...props,
      entry: "escrow/accruer",
      name: "escrow-interest-accruer",
      description: "Accrues interest on held money, a day at a time; compares what is held with the ledger.",
      environment: {
        ESCROW_ACCOUNTS_TABLE_NAME: managing.ESCROW_ACCOUNTS_TABLE_NAME,
        ESCROW_SETTINGS: managing.ESCROW_SETTINGS,
        ESCROW_QUEUE_URL: interest.url,
      },
      role: roles.accruer,
      failures,
      timeoutSeconds: WORKER_SECONDS,
    });
    this.payouts = new PlatformFunction(this, "payouts", {
      ...props,
      entry: "escrow/payouts",
      name: "escrow-payouts",
      description: "Pays providers out whose day has come, by one transfer each.",
      environment: {
        PAYMENT_TRANSACTIONS_TABLE_NAME: managing.PAYMENT_TRANSACTIONS_TABLE_NAME,
        ESCROW_ACCOUNTS_TABLE_NAME: managing.ESCROW_ACCOUNTS_TABLE_NAME,
        ESCROW_SETTINGS: managing.ESCROW_SETTINGS,
        ESCROW_QUEUE_URL: payouts.url,
        ACH_TRANSFERS_TABLE_NAME: managing.ACH_TRANSFERS_TABLE_NAME,
        ODFI_SETTINGS: managing.ODFI_SETTINGS,
      },
      role: roles.payouts,
      failures,
      timeoutSeconds: WORKER_SECONDS,
    });
  }

  private grants(props: EscrowFunctionsProps): void {
    const { roles, escrowTable, paymentTable, managing, stripeSecretArns, surroundings, paymentKey } = props;
    escrowTable.grant(roles.manager, "EscrowAccounts", MANAGE_ESCROWS, INDEXES.manager);
    escrowTable.grant(roles.releaser, "EscrowAccounts", RELEASE_ESCROWS, INDEXES.releaser);
    escrowTable.grant(roles.accruer, "EscrowAccounts", ACCRUE_INTEREST, INDEXES.accruer);
    escrowTable.grant(roles.payouts, "EscrowAccounts", BOOK_PAYOUTS, [], PARTITIONS.books);
    paymentTable.grant(roles.payouts, "PaymentTransactions", MOVE_PROVIDERS_ON, INDEXES.payouts, PARTITIONS.providers);
    props.achTable?.grant(roles.payouts, "AchTransfers", PAY_OUT);
    for (const role of [roles.manager, roles.releaser]) {
      props.achTable?.grant(role, "AchTransfers", PAY_OUT);
      paymentTable.grant(role, "PaymentTransactions", REFUND_PAYMENTS);
      grantInvoke(role, "ReachTheRail", managing.RAIL_EGRESS_FUNCTION_ARN);
      grantInvokeOrNone(role, "ReachTheBank", managing.ACH_DEBIT_RAIL_FUNCTION_ARN ?? "", surroundings);
      grantReadSecrets(role, stripeSecretArns, { surroundings, encryptionKey: paymentKey });
    }
  }
}

import { Construct } from "constructs";
import type { Contracts } from "../../functions/contracts";
import {
  type FailureQueue,
  type FunctionSettings,
  type GivenTable,
  grantInvoke,
  grantReadSecrets,
  type KeyReference,
  PlatformFunction,
  type SecureQueue,
} from "../shared";
import { ACCRUE_INTEREST, INDEXES, MANAGE_ESCROWS, PAY_OUT, REFUND_PAYMENTS, RELEASE_ESCROWS } from "./perms";
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

  constructor(scope: Construct, id: string, props: EscrowFunctionsProps) {
    super(scope, id);
    const { roles, managing, failures, releases, interest } = props;
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
  }

  private grants(props: EscrowFunctionsProps): void {
    const { roles, escrowTable, paymentTable, managing, stripeSecretArns, surroundings, paymentKey } = props;
    escrowTable.grant(roles.manager, "EscrowAccounts", MANAGE_ESCROWS, INDEXES.manager);
    escrowTable.grant(roles.releaser, "EscrowAccounts", RELEASE_ESCROWS, INDEXES.releaser);
    escrowTable.grant(roles.accruer, "EscrowAccounts", ACCRUE_INTEREST, INDEXES.accruer);
    for (const role of [roles.manager, roles.releaser]) {
      props.achTable?.grant(role, "AchTransfers", PAY_OUT);
      paymentTable.grant(role, "PaymentTransactions", REFUND_PAYMENTS);
      grantInvoke(role, "ReachTheRail", managing.RAIL_EGRESS_FUNCTION_ARN);
      grantReadSecrets(role, stripeSecretArns, { surroundings, encryptionKey: paymentKey });
    }
  }
}

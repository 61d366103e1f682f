import { Construct } from "constructs";
import type { Contracts } from "../../functions/contracts";
import {
  type FailureQueue,
  type FunctionSettings,
  type GivenTable,
  grantInvoke,
  grantInvokeOrNone,
  grantReadSecrets,
  PlatformFunction,
} from "../shared";
import {
  COLLECT_SETTLEMENTS,
  HOLD,
  INDEXES,
  KEEP_METHODS,
  KEEP_PARTIES,
  MARK_PUBLISHED,
  MOVE_HELD,
  MOVE_MONEY,
  PUBLISH,
  READ,
  RECOVER,
  REFUND,
  TAKE_NOTICES,
} from "./perms";
import type { Roles } from "./roles";

/** What validator, processor, refunds, recovery and webhook processor have in common. */
type Paying = Contracts["payments/refunds"];

export interface PaymentFunctionsProps extends FunctionSettings {
  readonly roles: Roles;
  readonly table: GivenTable;
  /** Where payments hold, take out of escrow and put back. */
  readonly escrowTable: GivenTable;
  /** Where transfers are kept; none without ACH. */
  readonly achTable?: GivenTable;
  /** Empty without ACH. */
  readonly odfiSettings: string;
  /** Takes events that failed for good. */
  readonly failures: FailureQueue;
  readonly paying: Paying;
  /** The key that payments rest under. */
  readonly paymentKeyArn: string;
  readonly tokeniseFunctionArn: string;
  readonly senderSecretArn: string;
  /** None where there is no Stripe. */
  readonly stripeSecretArns: readonly string[];
  readonly bus: { readonly name: string; readonly arn: string };
}

/** The partitions of a table's outbox: reader and publisher touch nothing else of held money and transfers. */
const OUTBOX = "OUTBOX#*";

/** Time-outs: the rail's 10 s stand inside the function's 20 s, those inside the API's 29 s. */
const PAYING_SECONDS = 20;
/** A sweep, and a batch of notices about debits. */
export const SWEEP_SECONDS = 55;

/** The functions of the payments' room. None is invoked asynchronously but recovery and publisher, by their schedules. */
export class PaymentFunctions extends Construct {
  readonly validator: PlatformFunction<"payments/validator">;
  readonly processor: PlatformFunction<"payments/processor">;
  readonly reader: PlatformFunction<"payments/reader">;
  readonly refunds: PlatformFunction<"payments/refunds">;
  readonly parties: PlatformFunction<"payments/parties">;
  readonly tokens: PlatformFunction<"payments/tokens">;
  readonly recovery: PlatformFunction<"payments/recovery">;
  readonly publisher: PlatformFunction<"payments/publisher">;
  readonly webhookProcessor: PlatformFunction<"payments/webhook-processor">;

  constructor(scope: Construct, id: string, props: PaymentFunctionsProps) {
    super(scope, id);
    const { roles, failures, paying, table, escrowTable, bus, tokeniseFunctionArn, senderSecretArn } = props;
    const keeping = { PAYMENT_TRANSACTIONS_TABLE_NAME: table.name };
    const making = { ...paying, PAYMENT_KEY_ARN: props.paymentKeyArn, ODFI_SETTINGS: props.odfiSettings };
    const achTableName = props.achTable?.name ?? "";
    const settling = { ...paying, ACH_TRANSFERS_TABLE_NAME: achTableName, ODFI_SETTINGS: props.odfiSettings };
    const telling = {
      ...keeping,
      ESCROW_ACCOUNTS_TABLE_NAME: escrowTable.name,
      ACH_TRANSFERS_TABLE_NAME: achTableName,
    };
    this.grants(props);
    this.validator = new PlatformFunction(this, "validator", {
      ...props,
      entry: "payments/validator",
      name: "payment-validator",
      description: "Decides about a payment before it is made.",
      environment: making,
      role: roles.validator,
      failures: "synchronous",
      timeoutSeconds: PAYING_SECONDS,
    });
    this.processor = new PlatformFunction(this, "processor", {
      ...props,
      entry: "payments/processor",
      name: "payment-processor",
      description: "Makes, captures, voids and reviews payments.",
      environment: making,
      role: roles.processor,
      failures: "synchronous",
      timeoutSeconds: PAYING_SECONDS,
      memoryMb: 1024,
    });
    this.reader = new PlatformFunction(this, "reader", {
      ...props,
      entry: "payments/reader",
      name: "payment-reader",
      description: "Reads payments and events.",
      environment: telling,
      role: roles.reader,
      failures: "synchronous",
    });
    this.refunds = new PlatformFunction(this, "refunds", {
      ...props,
      entry: "payments/refunds",
      name: "refund-processor",
      description: "Refunds payments.",
      environment: paying,
      role: roles.refunds,
      failures: "synchronous",
      timeoutSeconds: PAYING_SECONDS,
    });
    this.parties = new PlatformFunction(this, "parties", {
      ...props,
      entry: "payments/parties",
      name: "payment-parties",
      description: "Keeps customers, providers and their payment methods.",
      environment: keeping,
      role: roles.parties,
      failures: "synchronous",
    });
    this.tokens = new PlatformFunction(this, "tokens", {
      ...props,
      entry: "payments/tokens",
      name: "payment-tokens",
      description: "Has cards tokenised.",
      environment: { ...keeping, TOKENISE_FUNCTION_ARN: tokeniseFunctionArn },
      role: roles.tokens,
      // Its events hold card numbers.
      failures: "synchronous",
      timeoutSeconds: 25,
    });
    this.recovery = new PlatformFunction(this, "recovery", {
      ...props,
      entry: "payments/recovery",
      name: "payment-recovery",
      description: "Finishes what a time-out or a crash left open.",
      environment: settling,
      role: roles.recovery,
      failures,
      timeoutSeconds: SWEEP_SECONDS,
    });
    this.publisher = new PlatformFunction(this, "publisher", {
      ...props,
      entry: "payments/publisher",
      name: "event-publisher",
      description: "Puts events from the outbox on the bus.",
      environment: { ...telling, EVENT_BUS_NAME: bus.name },
      role: roles.publisher,
      failures,
      timeoutSeconds: SWEEP_SECONDS,
    });
    this.webhookProcessor = new PlatformFunction(this, "webhook_processor", {
      ...props,
      entry: "payments/webhook-processor",
      name: "payment-webhook-processor",
      description: "Takes in what acquirers, banks and Stripe tell of payments.",
      environment: { ...settling, SENDER_SECRETS_ARN: senderSecretArn },
      role: roles.webhookProcessor,
      failures: "synchronous",
      timeoutSeconds: PAYING_SECONDS,
    });
  }

  private grants(props: PaymentFunctionsProps): void {
    const { roles, table, tokeniseFunctionArn, senderSecretArn, stripeSecretArns, paying, bus } = props;
    table.grant(roles.validator, "PaymentTransactions", MOVE_MONEY);
    table.grant(roles.reader, "PaymentTransactions", READ, INDEXES.reader);
    table.grant(roles.refunds, "PaymentTransactions", REFUND);
    table.grant(roles.parties, "PaymentTransactions", KEEP_PARTIES);
    table.grant(roles.tokens, "PaymentTransactions", KEEP_METHODS);
    table.grant(roles.recovery, "PaymentTransactions", RECOVER, INDEXES.recovery);
    table.grant(roles.publisher, "PaymentTransactions", MARK_PUBLISHED, INDEXES.publisher);
    table.grant(roles.webhookProcessor, "PaymentTransactions", TAKE_NOTICES);
    this.escrowGrants(props);
    this.achGrants(props);
    for (const role of [roles.refunds, roles.recovery, roles.webhookProcessor])
      grantInvoke(role, "ReachTheRail", paying.RAIL_EGRESS_FUNCTION_ARN);
    // No sender tells of debits: the bank's room does, by events that recovery takes.
    for (const role of [roles.processor, roles.refunds, roles.recovery])
      grantInvokeOrNone(role, "ReachTheBank", paying.ACH_DEBIT_RAIL_FUNCTION_ARN ?? "", props.surroundings);
    for (const role of [roles.processor, roles.refunds, roles.recovery])
      grantReadSecrets(role, stripeSecretArns, { ...props, encryptionKey: props.environmentKey });
    grantReadSecrets(roles.webhookProcessor, [senderSecretArn, ...stripeSecretArns], {
      ...props,
      encryptionKey: props.environmentKey,
    });
    grantInvoke(roles.tokens, "Tokenise", tokeniseFunctionArn);
    roles.publisher.allow({ sid: "Publish", effect: "Allow", actions: [...PUBLISH], resources: [bus.arn] });
  }

  /** The table's own policy, which `escrow` makes, names these roles and no others of this module. */
  private escrowGrants({ roles, escrowTable }: PaymentFunctionsProps): void {
    escrowTable.grant(roles.processor, "EscrowAccounts", HOLD);
    for (const role of [roles.refunds, roles.recovery, roles.webhookProcessor])
      escrowTable.grant(role, "EscrowAccounts", MOVE_HELD);
    escrowTable.grant(roles.reader, "EscrowAccounts", READ, INDEXES.eventReader, [OUTBOX]);
    escrowTable.grant(roles.publisher, "EscrowAccounts", MARK_PUBLISHED, INDEXES.publisher, [OUTBOX]);
  }

  /** The table's own policy, which `ach` makes, names the two of these roles that write. */
  private achGrants({ roles, achTable }: PaymentFunctionsProps): void {
    achTable?.grant(roles.recovery, "AchTransfers", COLLECT_SETTLEMENTS);
    achTable?.grant(roles.reader, "AchTransfers", READ, INDEXES.eventReader, [OUTBOX]);
    achTable?.grant(roles.publisher, "AchTransfers", MARK_PUBLISHED, INDEXES.publisher, [OUTBOX]);
  }
}

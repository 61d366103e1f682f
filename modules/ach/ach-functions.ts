import { Construct } from "constructs";
import type { Contracts } from "../../functions/contracts";
import {
  BankAccountEnvelopes,
  type FailureQueue,
  type FunctionSettings,
  type GivenTable,
  type KeyReference,
  PlatformFunction,
} from "../shared";
import type { Files } from "./files";
import {
  APPLY_NOTICES,
  BOOK_FOR_PAYMENTS,
  COUNTS,
  DELIVER_FILES,
  GIVE_OWED,
  INDEXES,
  KEEP_ACCOUNTS,
  KEEP_COUNTS,
  KEEP_FILES,
  LEAVE_WINDOW,
  MAKE_TRANSFERS,
  MOVE_OWED,
  RAIL_BOOKS,
  READ_FILE_VERSIONS,
  REPORT,
  TAKE_PAYMENTS,
  WINDOWS,
  WORK_WINDOWS,
} from "./perms";
import type { Roles } from "./roles";

export interface AchFunctionsProps extends FunctionSettings {
  readonly roles: Roles;
  readonly achTable: GivenTable;
  /** Holds what is owed to providers and customers, whom transfers are paid for. */
  readonly escrowTable: GivenTable;
  /** Whose rail books there what pays payments. */
  readonly paymentTable: GivenTable;
  /** Seals account numbers. */
  readonly achKey: KeyReference;
  readonly hmacKey: KeyReference;
  readonly files: Files;
  /** Takes calls that failed for good. */
  readonly failures: FailureQueue;
  readonly odfiSettings: string;
  /** The bank's SFTP server; its id is empty where the bank fetches from the bucket. */
  readonly sftp: Bank;
}

/** How the bank is reached. */
interface Bank {
  readonly connectorId: string;
  readonly inbox: string;
  readonly outbox: string;
  /** Both, where only Terraform knows whether there is a server. */
  readonly mayBeThere: boolean;
  readonly mayBeMissing: boolean;
}

/** Within the API's 29 s. */
const API_SECONDS = 20;
/** Lambda's own longest: a window of ten thousand transfers takes minutes, and whatever is left the next run finishes. */
const WINDOW_SECONDS = 900;
/** A minute's call, and what the connector tells. */
export const DELIVERY_SECONDS = 55;
/** A bank's file with thousands of entries; what is left is begun again, and known entries cost a read. */
export const INCOMING_SECONDS = 300;

/** The functions of the room. */
export class AchFunctions extends Construct {
  readonly accounts: PlatformFunction<"ach/bank-accounts">;
  readonly transfers: PlatformFunction<"ach/transfers">;
  readonly rail: PlatformFunction<"ach/rail">;
  readonly optimizer: PlatformFunction<"ach/optimizer">;
  readonly delivery: PlatformFunction<"ach/delivery">;
  readonly incoming: PlatformFunction<"ach/incoming">;
  readonly reconciler: PlatformFunction<"ach/reconciler">;

  constructor(scope: Construct, id: string, props: AchFunctionsProps) {
    super(scope, id);
    const { roles, failures, achTable, escrowTable, paymentTable, achKey, hmacKey, files, sftp, odfiSettings } = props;
    const keeping: Contracts["ach/reconciler"] = {
      ACH_TRANSFERS_TABLE_NAME: achTable.name,
      ODFI_SETTINGS: odfiSettings,
      ACH_FILES_BUCKET_NAME: files.bucket.name,
    };
    const making: Contracts["ach/transfers"] = {
      ACH_TRANSFERS_TABLE_NAME: achTable.name,
      ODFI_SETTINGS: odfiSettings,
      ESCROW_ACCOUNTS_TABLE_NAME: escrowTable.name,
      ACH_HMAC_KEY_ARN: hmacKey.arn,
    };
    const booking = {
      ...keeping,
      ESCROW_ACCOUNTS_TABLE_NAME: escrowTable.name,
      PAYMENT_TRANSACTIONS_TABLE_NAME: paymentTable.name,
    };
    this.grants(props);
    this.accounts = new PlatformFunction(this, "accounts", {
      ...props,
      entry: "ach/bank-accounts",
      name: "bank-account-verifier",
      description: "Keeps bank accounts, verifies them, and takes authorisations of debits.",
      environment: { ...making, ACH_KEY_ARN: achKey.arn },
      role: roles.accounts,
      // Its events hold account numbers.
      failures: "synchronous",
      timeoutSeconds: API_SECONDS,
      memoryMb: 1024,
    });
    this.transfers = new PlatformFunction(this, "transfers", {
      ...props,
      entry: "ach/transfers",
      name: "ach-transfer-manager",
      description: "Makes, shows and cancels transfers.",
      environment: making,
      role: roles.transfers,
      failures: "synchronous",
      timeoutSeconds: API_SECONDS,
      memoryMb: 1024,
    });
    this.rail = new PlatformFunction(this, "rail", {
      ...props,
      entry: "ach/rail",
      name: "ach-debit-rail",
      description: "Takes payments by bank account, and gives them back.",
      environment: {
        ACH_TRANSFERS_TABLE_NAME: achTable.name,
        ODFI_SETTINGS: odfiSettings,
        PAYMENT_TRANSACTIONS_TABLE_NAME: paymentTable.name,
      },
      role: roles.rail,
      failures: "synchronous",
      timeoutSeconds: API_SECONDS,
      memoryMb: 1024,
    });
    this.optimizer = new PlatformFunction(this, "optimizer", {
      ...props,
      entry: "ach/optimizer",
      name: "ach-batch-optimizer",
      description: "Closes windows: plans, claims and builds their files.",
      environment: { ...booking, ACH_KEY_ARN: achKey.arn },
      role: roles.optimizer,
      failures,
      timeoutSeconds: WINDOW_SECONDS,
      memoryMb: 1024,
    });
    this.delivery = new PlatformFunction(this, "delivery", {
      ...props,
      entry: "ach/delivery",
      name: "ach-file-delivery",
      description: "Has files taken to the bank, once and whole.",
      environment: { ...keeping, SFTP_CONNECTOR_ID: sftp.connectorId, SFTP_INBOX: sftp.inbox },
      role: roles.delivery,
      failures,
      timeoutSeconds: DELIVERY_SECONDS,
    });
    this.incoming = new PlatformFunction(this, "incoming", {
      ...props,
      entry: "ach/incoming",
      name: "ach-incoming",
      description: "Fetches and applies what the bank tells: settlements, returns, corrections, acknowledgements.",
      environment: {
        ...booking,
        ACH_KEY_ARN: achKey.arn,
        ACH_HMAC_KEY_ARN: hmacKey.arn,
        SFTP_CONNECTOR_ID: sftp.connectorId,
        SFTP_OUTBOX: sftp.outbox,
      },
      role: roles.incoming,
      failures,
      timeoutSeconds: INCOMING_SECONDS,
      memoryMb: 1024,
    });
    this.reconciler = new PlatformFunction(this, "reconciler", {
      ...props,
      entry: "ach/reconciler",
      name: "ach-reconciler",
      description: "Reports each day what became of each entry, and how many came back.",
      environment: keeping,
      role: roles.reconciler,
      failures,
      timeoutSeconds: WINDOW_SECONDS,
      memoryMb: 1024,
    });
  }

  private grants({
    roles,
    achTable,
    escrowTable,
    paymentTable,
    achKey,
    files,
    surroundings,
    sftp,
  }: AchFunctionsProps): void {
    const { accounts, transfers, rail, optimizer, delivery, incoming, reconciler } = roles;
    achTable.grant(accounts, "AchTransfers", KEEP_ACCOUNTS);
    achTable.grant(transfers, "AchTransfers", MAKE_TRANSFERS, INDEXES.transfers);
    achTable.grant(rail, "AchTransfers", TAKE_PAYMENTS);
    achTable.grant(optimizer, "AchTransfers", WORK_WINDOWS, INDEXES.optimizer);
    achTable.grant(delivery, "AchTransfers", DELIVER_FILES, INDEXES.delivery);
    achTable.grant(incoming, "AchTransfers", APPLY_NOTICES, INDEXES.incoming);
    achTable.grant(reconciler, "AchTransfers", REPORT, INDEXES.reconciler);
    achTable.grant(reconciler, "KeepCounts", KEEP_COUNTS, [], COUNTS);
    for (const role of [transfers, rail, optimizer]) achTable.grant(role, "LeaveWindows", LEAVE_WINDOW, [], WINDOWS);
    for (const role of [transfers, incoming]) escrowTable.grant(role, "EscrowAccounts", MOVE_OWED);
    escrowTable.grant(optimizer, "EscrowAccounts", GIVE_OWED);
    for (const role of [rail, optimizer, incoming])
      paymentTable.grant(role, "BookForPayments", BOOK_FOR_PAYMENTS, [], RAIL_BOOKS);

    const envelopes = new BankAccountEnvelopes({ surroundings, tableName: achTable.name });
    for (const role of [accounts, incoming]) envelopes.grantSeal(role, achKey);
    for (const role of [optimizer, incoming]) envelopes.grantOpen(role, achKey);

    files.grantPut(optimizer, "PutFiles", ["outgoing"]);
    for (const role of [delivery, incoming]) files.grantList(role, "SeeFiles");
    if (sftp.mayBeThere) files.grantRead(delivery, "ReadListings", ["listings"]);
    if (sftp.mayBeMissing) {
      files.grantRead(delivery, "ReadFiles", ["outgoing"]);
      files.grantPut(delivery, "HandFilesOver", ["pickup"]);
    }
    files.grantRead(incoming, "ReadFiles", ["incoming", "listings"], READ_FILE_VERSIONS);
    files.grantPut(incoming, "KeepCopies", ["unmatched"], KEEP_FILES);
    files.grantPut(reconciler, "PutReports", ["reports"], KEEP_FILES);
  }
}

import { odfiOf, type OdfiSettings, odfiPlace } from "../ach";
import { dynamoEscrowStore, type EscrowSettings } from "../escrow";
import { systemClock } from "../shared/clock";
import { idMaker, systemRandom } from "../shared/ids";
import type { Log } from "../shared/logging";
import { createCounter } from "../shared/metrics";
import { onDemand } from "../shared/on-demand";
import { connectDynamo } from "../shared/clients";
import type { AcquirerFee } from "./costs";
import { dynamoDisputeStore } from "./dispute-store";
import { dynamoDueStore } from "./due-store";
import { type Limits, limitsOnly } from "./limits";
import { connectRails, type RailsEnvironment } from "./rails";
import type { RefundParts } from "./refund-routes";
import { dynamoRefundStore } from "./refund-store";
import { dynamoSettlementStore } from "./settlement-store";
import { dynamoPaymentStore } from "./store";
import type { SweepParts } from "./sweep";
import type { TakenBackParts } from "./taken-back";

/** What an environment says about payments. */
export interface PaymentEnvironment extends RailsEnvironment {
  readonly PAYMENT_TRANSACTIONS_TABLE_NAME: string;
  readonly ESCROW_ACCOUNTS_TABLE_NAME: string;
  readonly ESCROW_SETTINGS: EscrowSettings;
  readonly ENVIRONMENT: string;
  readonly AWS_REGION: string;
  readonly EPOCH: number;
  readonly REQUEST_KEY_ARN: string;
  /** Of functions that make payments. */
  readonly PAYMENT_KEY_ARN?: string;
  readonly LIMITS: Limits;
  readonly ACQUIRER_FEE: AcquirerFee;
  /** Of functions that meet the bank; see `odfiFields`. Those that make payments have its settings alone, for its prices. */
  readonly ACH_TRANSFERS_TABLE_NAME?: string;
  readonly ODFI_SETTINGS?: OdfiSettings | "";
}

/** Everything that the functions of payments work with; each takes of it what it needs. */
export type AllParts = RefundParts & SweepParts & TakenBackParts & { readonly log: Log };

/**
 * The parts of the payments' functions as an environment connects them. The first call makes the key of requests'
 * fingerprints, the one call of KMS in an instance's life; where that fails, the next call tries again.
 */
export function connectPayments(environment: PaymentEnvironment, log: Log): () => Promise<AllParts> {
  const { PAYMENT_TRANSACTIONS_TABLE_NAME: tableName, AWS_REGION: region, EPOCH: epoch, LIMITS: limits } = environment;
  const { ESCROW_ACCOUNTS_TABLE_NAME: escrowTable } = environment;
  const { ACH_TRANSFERS_TABLE_NAME: achTable, ODFI_SETTINGS: bank } = environment;
  const odfi = achTable === undefined ? undefined : odfiPlace(environment);
  const client = connectDynamo();
  // Stripe's rail alone reads a secret.
  const secret = onDemand(async () => (await import("../shared/secrets-adapter")).connectSecrets(systemClock));
  const parts: Omit<AllParts, "fingerprintKey"> = {
    store: dynamoPaymentStore(client, { payments: tableName, escrow: escrowTable }),
    escrows: dynamoEscrowStore(client, escrowTable, odfi?.tableName),
    escrowSettings: environment.ESCROW_SETTINGS,
    disputes: dynamoDisputeStore(client, tableName),
    refunds: dynamoRefundStore(client, tableName),
    due: dynamoDueStore(client, tableName, region),
    ...(odfi && {
      settlements: dynamoSettlementStore(client, { payments: tableName, ach: odfi.tableName }, odfiOf(odfi.settings), {
        clock: systemClock,
        random: systemRandom,
      }),
    }),
    rails: connectRails(environment, { log, secret }),
    decide: limitsOnly(limits),
    limits,
    acquirerFee: environment.ACQUIRER_FEE,
    ...(bank && { bank }),
    kmsKeyId: environment.PAYMENT_KEY_ARN?.split(":key/")[1],
    clock: systemClock,
    random: systemRandom,
    makeId: idMaker(systemClock, systemRandom),
    count: createCounter(environment.ENVIRONMENT),
    log,
    region,
    epoch,
  };
  let key: Promise<Uint8Array> | undefined;
  return async () => {
    key ??= firstNeeded(environment.REQUEST_KEY_ARN);
    try {
      return { ...parts, fingerprintKey: await key };
    } catch (error) {
      key = undefined;
      throw error;
    }
  };
}

/** The key, and while KMS is waited for, the code that reaches the rails: the first payment needs it two calls later. */
async function firstNeeded(keyArn: string): Promise<Uint8Array> {
  const { connectRequestKey } = await import("./request-key-kms");
  const [key] = await Promise.all([connectRequestKey(keyArn), import("./lambda-clients")]);
  return key;
}

import { connectPayouts, odfiPlace, type PreparePayout } from "../ach";
import { type AllParts, connectPayments, dynamoPartyStore, type PaymentEnvironment, refundOrTell } from "../payments";
import { systemClock } from "../shared/clock";
import { connectDynamo } from "../shared/clients";
import { idMaker, systemRandom } from "../shared/ids";
import { listedTable } from "../shared/listing-store";
import type { Log } from "../shared/logging";
import { createCounter } from "../shared/metrics";
import type { AccruerParts } from "./accrue";
import type { BalanceParts } from "./balances";
import type { DrainParts } from "./drain";
import { dynamoDueShards } from "./due-store";
import { dynamoPayoutStore } from "./payout-store";
import type { EscrowParts } from "./parts";
import { type AchPayoutParts, achPayouts } from "./payouts";
import { connectOrderQueue } from "./queue-adapter";
import type { ManagerParts } from "./routes";
import type { EscrowSettings } from "./settings";
import { dynamoEscrowStore } from "./store";
import type { ScheduledPayoutParts } from "./scheduled-payouts";

/** How releases are paid out, as an environment connects it; nothing where it has no bank. */
type PayoutConnection = Pick<AchPayoutParts, "providerOf" | "preparePayout">;

/** The parts of the escrow's use cases, on those of the payments. */
export function escrowParts(
  payments: AllParts,
  payouts?: PayoutConnection,
): EscrowParts & { readonly payments: AllParts } {
  const { makeId, count, log } = payments;
  return {
    payments,
    ...(payouts && { payouts: achPayouts({ ...payouts, makeId, count, log }) }),
    escrows: payments.escrows,
    escrowSettings: payments.escrowSettings,
    refundPayment: (asked) => refundOrTell(payments, asked),
    clock: payments.clock,
    random: payments.random,
    makeId,
    fingerprintKey: payments.fingerprintKey,
    region: payments.region,
    epoch: payments.epoch,
    count,
    log,
  };
}

/** The parts of `manager` and `releaser` as an environment connects them, at their first use. */
export function connectEscrow(environment: PaymentEnvironment, log: Log): () => Promise<ManagerParts> {
  const payments = connectPayments(environment, log);
  const timing = { clock: systemClock, random: systemRandom };
  const escrowList = listedTable(connectDynamo(), environment.ESCROW_ACCOUNTS_TABLE_NAME, timing);
  const payouts = connectReleasePayouts(environment);
  return async () => ({ ...escrowParts(await payments(), payouts), escrowList });
}

function connectReleasePayouts(environment: PaymentEnvironment): PayoutConnection | undefined {
  const preparePayout = connectBank(environment);
  if (!preparePayout) return undefined;
  const parties = dynamoPartyStore(connectDynamo(), environment.PAYMENT_TRANSACTIONS_TABLE_NAME);
  return { providerOf: (id) => parties.provider(id), preparePayout };
}

/** What an environment says about its bank, where it has one, and as whose writer. */
type BankEnvironment = Pick<
  PaymentEnvironment,
  "ESCROW_ACCOUNTS_TABLE_NAME" | "ACH_TRANSFERS_TABLE_NAME" | "ODFI_SETTINGS" | "ENVIRONMENT" | "AWS_REGION" | "EPOCH"
>;

function connectBank(environment: BankEnvironment): PreparePayout | undefined {
  const odfi = odfiPlace(environment);
  if (!odfi) return undefined;
  const { tableName: ACH_TRANSFERS_TABLE_NAME, settings: ODFI_SETTINGS } = odfi;
  return connectPayouts({ ...environment, ACH_TRANSFERS_TABLE_NAME, ODFI_SETTINGS });
}

/** What an environment says about working off what is due. */
export interface DrainEnvironment {
  readonly ESCROW_ACCOUNTS_TABLE_NAME: string;
  readonly ESCROW_QUEUE_URL: string;
  readonly ENVIRONMENT: string;
}

/** What works off shards, as an environment connects it. */
export function connectDrain(environment: DrainEnvironment, log: Log): DrainParts {
  return {
    due: dynamoDueShards(connectDynamo(), environment.ESCROW_ACCOUNTS_TABLE_NAME),
    queue: connectOrderQueue(environment.ESCROW_QUEUE_URL),
    clock: systemClock,
    count: createCounter(environment.ENVIRONMENT),
    log,
  };
}

/** What an environment says about interest. */
export interface AccruerEnvironment extends DrainEnvironment {
  readonly ESCROW_SETTINGS: EscrowSettings;
  readonly AWS_REGION: string;
  readonly EPOCH: number;
}

/** What accrues interest, as an environment connects it. */
export function connectAccruer(environment: AccruerEnvironment): AccruerParts {
  return {
    escrows: dynamoEscrowStore(connectDynamo(), environment.ESCROW_ACCOUNTS_TABLE_NAME),
    escrowSettings: environment.ESCROW_SETTINGS,
    clock: systemClock,
    random: systemRandom,
    makeId: idMaker(systemClock, systemRandom),
    region: environment.AWS_REGION,
    epoch: environment.EPOCH,
  };
}

/** What compares held money with the ledger, as an environment connects it. */
export function connectBalances(environment: AccruerEnvironment, { queue, count, log }: DrainParts): BalanceParts {
  const timing = { clock: systemClock, random: systemRandom };
  return {
    escrows: dynamoEscrowStore(connectDynamo(), environment.ESCROW_ACCOUNTS_TABLE_NAME),
    escrowList: listedTable(connectDynamo(), environment.ESCROW_ACCOUNTS_TABLE_NAME, timing),
    queue,
    clock: systemClock,
    count,
    log,
    region: environment.AWS_REGION,
  };
}

/** What an environment says about scheduled payouts. */
export interface PayoutEnvironment extends AccruerEnvironment, BankEnvironment {
  readonly PAYMENT_TRANSACTIONS_TABLE_NAME: string;
}

/** What works off providers whose day has come, as an environment connects it: they wait in the payments' table. */
export function connectPayoutDrain(environment: PayoutEnvironment, log: Log): DrainParts {
  const due = dynamoDueShards(connectDynamo(), environment.PAYMENT_TRANSACTIONS_TABLE_NAME);
  return { ...connectDrain(environment, log), due };
}

/** What makes scheduled payouts, as an environment connects it. @throws EnvironmentError */
export function connectScheduledPayouts(
  environment: PayoutEnvironment,
  { count }: Pick<DrainParts, "count">,
): ScheduledPayoutParts {
  const { ESCROW_ACCOUNTS_TABLE_NAME: escrow, PAYMENT_TRANSACTIONS_TABLE_NAME: payments } = environment;
  return {
    store: dynamoPayoutStore(connectDynamo(), { payments, escrow, ach: odfiPlace(environment)?.tableName }),
    preparePayout: connectBank(environment),
    escrowSettings: environment.ESCROW_SETTINGS,
    clock: systemClock,
    random: systemRandom,
    makeId: idMaker(systemClock, systemRandom),
    region: environment.AWS_REGION,
    epoch: environment.EPOCH,
    count,
  };
}

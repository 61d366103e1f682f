import { systemClock } from "../shared/clock";
import { idMaker, systemRandom } from "../shared/ids";
import { createCounter } from "../shared/metrics";
import { connectDynamo } from "../shared/clients";
import type { PreparingParts } from "./parts";
import { type PreparePayout, preparePayout } from "./payout";
import type { AchStore, BatchStore } from "./ports";
import type { OdfiSettings } from "./settings";
import { dynamoAchStore } from "./store";
import { limitsOnly } from "./transfers/limits";

/** What an environment says about where transfers are kept. */
export interface KeepingEnvironment {
  readonly ACH_TRANSFERS_TABLE_NAME: string;
  /** Given to those who book what is owed to providers and customers. */
  readonly ESCROW_ACCOUNTS_TABLE_NAME?: string;
  /** Given to those who book what payments are paid by. */
  readonly PAYMENT_TRANSACTIONS_TABLE_NAME?: string;
  readonly ENVIRONMENT: string;
  readonly AWS_REGION: string;
  readonly EPOCH: number;
  readonly ODFI_SETTINGS: OdfiSettings;
}

/** What an environment says about transfers. */
export interface AchEnvironment extends KeepingEnvironment {
  readonly ESCROW_ACCOUNTS_TABLE_NAME: string;
}

/** What all functions of the room work with. */
export function connectRoom(environment: KeepingEnvironment) {
  const { AWS_REGION: region, EPOCH: epoch, ODFI_SETTINGS: settings, ENVIRONMENT } = environment;
  const tables = {
    ach: environment.ACH_TRANSFERS_TABLE_NAME,
    escrow: environment.ESCROW_ACCOUNTS_TABLE_NAME,
    payments: environment.PAYMENT_TRANSACTIONS_TABLE_NAME,
  };
  const timing = { clock: systemClock, random: systemRandom, region };
  const store: AchStore & BatchStore = dynamoAchStore(connectDynamo(), tables, timing);
  const makeId = idMaker(systemClock, systemRandom);
  return { store, settings, ...timing, makeId, epoch, count: createCounter(ENVIRONMENT) };
}

/** The parts of `rail` as an environment connects them. */
export function connectDebitRail(environment: KeepingEnvironment): PreparingParts {
  const room = connectRoom(environment);
  return { ...room, decide: limitsOnly(room.settings.limits) };
}

/** Prepares payouts for another room's transactions, as an environment connects it. */
export function connectPayouts(environment: AchEnvironment): PreparePayout {
  const room = connectRoom(environment);
  const parts = { ...room, decide: limitsOnly(room.settings.limits) };
  return (order) => preparePayout(parts, environment.ACH_TRANSFERS_TABLE_NAME, order);
}

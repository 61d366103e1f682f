import { type AllParts, connectDynamo, connectPayments, type PaymentEnvironment, refundOrTell } from "../payments";
import { systemClock } from "../shared/clock";
import { idMaker, systemRandom } from "../shared/ids";
import { listedTable } from "../shared/listing-store";
import type { Log } from "../shared/logging";
import { createCounter } from "../shared/metrics";
import type { AccruerParts } from "./accrue";
import type { DrainParts } from "./drain";
import { dynamoDueShards } from "./due-store";
import type { EscrowParts } from "./parts";
import { connectOrderQueue } from "./queue-adapter";
import type { ManagerParts } from "./routes";
import type { EscrowSettings } from "./settings";
import { dynamoEscrowStore } from "./store";

/** The parts of the escrow's use cases, on those of the payments. */
export function escrowParts(payments: AllParts): EscrowParts & { readonly payments: AllParts } {
  return {
    payments,
    escrows: payments.escrows,
    escrowSettings: payments.escrowSettings,
    refundPayment: (asked) => refundOrTell(payments, asked),
    clock: payments.clock,
    random: payments.random,
    makeId: payments.makeId,
    fingerprintKey: payments.fingerprintKey,
    region: payments.region,
    epoch: payments.epoch,
    count: payments.count,
    log: payments.log,
  };
}

/** The parts of `manager` and `releaser` as an environment connects them, at their first use. */
export function connectEscrow(environment: PaymentEnvironment, log: Log): () => Promise<ManagerParts> {
  const payments = connectPayments(environment, log);
  const timing = { clock: systemClock, random: systemRandom };
  const escrowList = listedTable(connectDynamo(), environment.ESCROW_ACCOUNTS_TABLE_NAME, timing);
  return async () => ({ ...escrowParts(await payments()), escrowList });
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

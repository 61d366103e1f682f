import { systemClock } from "../shared/clock";
import { connectEventBus } from "../shared/event-bus-adapter";
import type { Log } from "../shared/logging";
import { createCounter } from "../shared/metrics";
import { connectDynamo } from "../shared/clients";
import { dynamoDueStore } from "./due-store";
import { dynamoOutboxStore } from "./outbox-store";
import type { Publishers } from "./publisher";

/** What an environment says about publishing. */
export interface PublisherEnvironment {
  readonly PAYMENT_TRANSACTIONS_TABLE_NAME: string;
  readonly ESCROW_ACCOUNTS_TABLE_NAME: string;
  /** Empty where there is no bank. */
  readonly ACH_TRANSFERS_TABLE_NAME: string;
  readonly EVENT_BUS_NAME: string;
  readonly ENVIRONMENT: string;
  readonly AWS_REGION: string;
  readonly EPOCH: number;
}

/** The publishers of all tables that tell something, as an environment connects them. */
export function connectPublishers(environment: PublisherEnvironment, log: Log): Publishers {
  const { AWS_REGION: region, EPOCH: epoch } = environment;
  const client = connectDynamo();
  const bus = connectEventBus(environment.EVENT_BUS_NAME, systemClock);
  const count = createCounter(environment.ENVIRONMENT);
  const { PAYMENT_TRANSACTIONS_TABLE_NAME, ESCROW_ACCOUNTS_TABLE_NAME, ACH_TRANSFERS_TABLE_NAME } = environment;
  const named = [PAYMENT_TRANSACTIONS_TABLE_NAME, ESCROW_ACCOUNTS_TABLE_NAME, ACH_TRANSFERS_TABLE_NAME];
  const tables = named.filter((name) => name !== "");
  return new Map(
    tables.map((tableName) => {
      const due = dynamoDueStore(client, tableName, region);
      const outbox = dynamoOutboxStore(client, tableName);
      return [tableName, { due, outbox, bus, clock: systemClock, count, log, region, epoch }] as const;
    }),
  );
}

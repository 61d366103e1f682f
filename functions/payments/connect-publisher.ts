import { systemClock } from "../shared/clock";
import { connectEventBus } from "../shared/event-bus-adapter";
import type { Log } from "../shared/logging";
import { createCounter } from "../shared/metrics";
import { connectDynamo } from "./clients";
import { dynamoDueStore } from "./due-store";
import { dynamoOutboxStore } from "./outbox-store";
import type { PublisherParts } from "./publisher";

/** What an environment says about publishing. */
export interface PublisherEnvironment {
  readonly PAYMENT_TRANSACTIONS_TABLE_NAME: string;
  readonly EVENT_BUS_NAME: string;
  readonly ENVIRONMENT: string;
  readonly AWS_REGION: string;
  readonly EPOCH: number;
}

/** The publisher's parts as an environment connects them. */
export function connectPublisher(environment: PublisherEnvironment, log: Log): PublisherParts {
  const { PAYMENT_TRANSACTIONS_TABLE_NAME: tableName, AWS_REGION: region, EPOCH: epoch } = environment;
  const client = connectDynamo();
  return {
    due: dynamoDueStore(client, tableName, region),
    outbox: dynamoOutboxStore(client, tableName),
    bus: connectEventBus(environment.EVENT_BUS_NAME, systemClock),
    clock: systemClock,
    count: createCounter(environment.ENVIRONMENT),
    log,
    region,
    epoch,
  };
}

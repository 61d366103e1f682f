import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import type { IResolvable } from "cdktf";
import { Construct } from "constructs";
import {
  type FunctionSettings,
  NAME_LIMITS,
  nameOf,
  PlatformFunction,
  type RoleReference,
  SecureQueue,
  SecureTable,
  VISIBILITY_PER_TIMEOUT,
} from "../shared";
import { DELIVER, DISPATCH, MANAGE_ENDPOINTS, POSTPONE_DELIVERY } from "./perms";
import type { Roles } from "./roles";

export interface WebhooksProps extends FunctionSettings {
  readonly roles: Roles;
  readonly targets: string;
  readonly deletionProtection: boolean | IResolvable;
  readonly preventDestroy: boolean;
}

const DISPATCHER_SECONDS = 30;
/** A batch is delivered side by side: three seconds to resolve a name, ten for an endpoint to answer, and the table's own. */
const DELIVERER_SECONDS = 60;
/** The deliverer's attempts (functions/webhooks/backoff.ts), over 2.6 days. */
const DELIVERIES_MAX = 12;
const BATCH = 10;
/** Deliveries never take more than this of the account's concurrency, however slow the endpoints are. */
const DELIVERERS_MAX = 20;

/** Webhooks to others: endpoints and their secrets, a queue of events, a queue of deliveries, and the three functions between them. */
export class Webhooks extends Construct {
  readonly table: SecureTable;
  readonly events: SecureQueue;
  readonly deliveries: SecureQueue;
  readonly endpoints: PlatformFunction<"webhooks/endpoints">;
  readonly dispatcher: PlatformFunction<"webhooks/dispatcher">;
  readonly deliverer: PlatformFunction<"webhooks/deliverer">;

  constructor(scope: Construct, id: string, props: WebhooksProps) {
    super(scope, id);
    const { naming, environmentKey: encryptionKey, roles } = props;
    this.table = new SecureTable(this, "table", {
      ...props,
      name: nameOf(naming, "webhooks", NAME_LIMITS.table),
      encryptionKey,
    });
    const queue = (queueId: string, thing: string, consumerSeconds: number, maxReceives: number): SecureQueue =>
      new SecureQueue(this, queueId, {
        ...props,
        name: nameOf(naming, thing, NAME_LIMITS.queue - DEAD_LETTER_SUFFIX),
        encryptionKey,
        visibilityTimeoutSeconds: VISIBILITY_PER_TIMEOUT * consumerSeconds,
        maxReceives,
      });
    this.events = queue("events", "webhook-events", DISPATCHER_SECONDS, 5);
    this.deliveries = queue("deliveries", "webhook-deliveries", DELIVERER_SECONDS, DELIVERIES_MAX);
    this.grants(roles);

    const environment = {
      WEBHOOKS_TABLE_NAME: this.table.name,
      DELIVERY_QUEUE_URL: this.deliveries.url,
      WEBHOOK_TARGETS: props.targets,
    };
    this.endpoints = new PlatformFunction(this, "endpoints", {
      ...props,
      entry: "webhooks/endpoints",
      name: "webhook-endpoints",
      description: "Manages webhook endpoints, their secrets and deliveries.",
      environment,
      role: roles.endpoints,
      failures: "synchronous",
    });
    this.dispatcher = new PlatformFunction(this, "dispatcher", {
      ...props,
      entry: "webhooks/dispatcher",
      name: "webhook-dispatcher",
      description: "Makes one delivery for each endpoint that wants an event.",
      environment,
      role: roles.dispatcher,
      failures: "synchronous",
      timeoutSeconds: DISPATCHER_SECONDS,
    });
    this.deliverer = new PlatformFunction(this, "deliverer", {
      ...props,
      entry: "webhooks/deliverer",
      name: "webhook-deliverer",
      description: "Delivers events to endpoints, signed.",
      environment,
      role: roles.deliverer,
      failures: "synchronous",
      timeoutSeconds: DELIVERER_SECONDS,
    });
    this.feed("dispatcher_source", this.events, this.dispatcher.liveArn, roles.dispatcher);
    this.feed("deliverer_source", this.deliveries, this.deliverer.liveArn, roles.deliverer, DELIVERERS_MAX);
  }

  /** A function takes from a queue, and says of each message whether it is done. */
  private feed(sourceId: string, queue: SecureQueue, functionArn: string, role: RoleReference, most?: number): void {
    new LambdaEventSourceMapping(this, sourceId, {
      eventSourceArn: queue.arn,
      functionName: functionArn,
      batchSize: BATCH,
      functionResponseTypes: ["ReportBatchItemFailures"],
      ...(most === undefined ? {} : { scalingConfig: { maximumConcurrency: most } }),
      // Lambda tries the role's permissions when the mapping is made.
      dependsOn: role.dependencies,
    });
  }

  private grants({ endpoints, dispatcher, deliverer }: Roles): void {
    this.table.grant(endpoints, "Webhooks", MANAGE_ENDPOINTS);
    this.deliveries.grantSend(endpoints, "Deliveries");
    this.table.grant(dispatcher, "Webhooks", DISPATCH);
    this.events.grantConsume(dispatcher, "Events");
    this.deliveries.grantSend(dispatcher, "Deliveries");
    this.table.grant(deliverer, "Webhooks", DELIVER);
    this.deliveries.grantConsume(deliverer, "Deliveries");
    deliverer.allow({
      sid: "PostponeDeliveries",
      effect: "Allow",
      actions: [...POSTPONE_DELIVERY],
      resources: [this.deliveries.arn],
    });
  }
}

const DEAD_LETTER_SUFFIX = "-dlq".length;

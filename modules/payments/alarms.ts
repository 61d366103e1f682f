import { Construct } from "constructs";
import { Alarm, CountAlarm, failureAlarms, METRICS, type Naming } from "../shared";

export interface AlarmsProps {
  readonly naming: Naming;
  readonly topicArn: string;
  /** All functions: name by the id of the alarm. */
  readonly functions: Readonly<Record<string, string>>;
  /** Queues that should be empty: name by the id of the alarm. */
  readonly deadLetterQueues: Readonly<Record<string, string>>;
  /** Names of the functions that move money, and so count what becomes of it. */
  readonly payers: readonly string[];
  readonly webhookProcessor: string;
  readonly recovery: string;
  readonly publisher: string;
  readonly dispatcher: string;
  readonly deliverer: string;
  /** The queue whose messages wait for their next attempt, each of them in flight. */
  readonly deliveriesQueue: string;
  readonly paymentFailuresThreshold: number;
}

const FIVE_MINUTES = 300;
/** SQS: a standard queue has 120,000 messages in flight at most. One dead endpoint at 30 events a second leaves 20 minutes from here. */
const IN_FLIGHT_MANY = 80_000;
/** An event that is published later than this is late for whoever waits for it. */
const PUBLISHER_LAG_MS = 300_000;

/** The alarms of payments, with the thresholds of the source documents where they have one. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { payers, webhookProcessor, recovery, publisher, dispatcher, deliverer } = props;
    new CountAlarm(this, "payment_failures", {
      ...props,
      // *Alert Thresholds*.
      name: "payment-failures",
      description: "Unusually many payments failed within five minutes.",
      metrics: [METRICS.paymentFailures],
      functions: payers,
      periodSeconds: FIVE_MINUTES,
      when: ["more than", props.paymentFailuresThreshold],
    });
    for (const [alarmId, name, description, metrics, functions] of [
      [
        "overdue",
        "payments-overdue",
        "Attempts, authorisations or money in suspense wait for longer than an hour; the log of payment-recovery names them.",
        [METRICS.overdueAttempts, METRICS.overdueAuthorisations, METRICS.overdueSuspense],
        [recovery],
      ],
      [
        "late_successes",
        "payment-late-successes",
        "A rail took money for a payment that was over: it lies in suspense until it has gone back.",
        [METRICS.lateSuccesses],
        payers,
      ],
      [
        "reversals_exceeded",
        "payment-reversals-exceeded",
        "More was taken back than was there for a payment: its provider, else the platform, bears the rest.",
        [METRICS.reversalsExceeded],
        payers,
      ],
      [
        "refunds_returned",
        "payment-refunds-returned",
        "A refund failed after its rail had confirmed it: its customer counts on money that is held again.",
        [METRICS.refundsReturned],
        payers,
      ],
      [
        "books_differ",
        "payment-books-differ",
        "An acquirer tells otherwise of a payment than stands in the books, or settles another amount than was taken.",
        [METRICS.noticesContradicting, METRICS.settlementsDiffer],
        [webhookProcessor],
      ],
      [
        "sweep_failures",
        "payment-sweep-failures",
        "Something that was due could not be attended to.",
        [METRICS.sweepFailures],
        [recovery, publisher],
      ],
      [
        "unpublished_events",
        "payment-events-unpublished",
        "Events do not get on the bus: it refuses them, they cannot be read, or they are of another epoch.",
        [METRICS.eventsNotPublished, METRICS.eventsUnreadable, METRICS.eventsOfOtherEpoch],
        [publisher],
      ],
      [
        "webhook_failures",
        "webhook-failures",
        "Webhooks do not go out for a fault of ours; they are tried again.",
        [METRICS.webhookDispatchFailures, METRICS.webhookDeliveryErrors],
        [dispatcher, deliverer],
      ],
      [
        "webhook_endpoints_disabled",
        "webhook-endpoints-disabled",
        "A webhook endpoint is gone, or failed for days: it is disabled, and its owner hears of nothing.",
        [METRICS.webhookEndpointsDisabled],
        [deliverer],
      ],
      [
        "webhook_targets_refused",
        "webhook-targets-refused",
        "A webhook endpoint's name led to an address inside: a mistake, or an attack.",
        [METRICS.webhookTargetsRefused],
        [deliverer],
      ],
    ] as const)
      new CountAlarm(this, alarmId, {
        ...props,
        name,
        description,
        metrics,
        functions,
        periodSeconds: FIVE_MINUTES,
        when: ["more than", 0],
      });
    new Alarm(this, "publisher_lag", {
      ...props,
      name: "event-publisher-lag",
      description: "Events wait for longer than five minutes to be published.",
      namespace: "AWS/Lambda",
      metric: "IteratorAge",
      dimensions: { FunctionName: publisher },
      statistic: "Maximum",
      periodSeconds: FIVE_MINUTES,
      when: ["more than", PUBLISHER_LAG_MS],
    });
    new Alarm(this, "webhook_deliveries_in_flight", {
      ...props,
      name: "webhook-deliveries-in-flight",
      description: "So many deliveries wait for their next attempt that their queue will soon take no more.",
      namespace: "AWS/SQS",
      metric: "ApproximateNumberOfMessagesNotVisible",
      dimensions: { QueueName: props.deliveriesQueue },
      statistic: "Maximum",
      periodSeconds: FIVE_MINUTES,
      when: ["more than", IN_FLIGHT_MANY],
    });
    failureAlarms(this, props);
  }
}

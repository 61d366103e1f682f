import { Construct } from "constructs";
import { CountAlarm, failureAlarms, METRICS, type Naming } from "../shared";

export interface AlarmsProps {
  readonly naming: Naming;
  readonly topicArn: string;
  /** All functions: name by the id of the alarm. */
  readonly functions: Readonly<Record<string, string>>;
  /** Queues that should be empty: name by the id of the alarm. */
  readonly deadLetterQueues: Readonly<Record<string, string>>;
  readonly accounts: string;
  readonly transfers: string;
  readonly rail: string;
  readonly optimizer: string;
  readonly delivery: string;
  readonly incoming: string;
  readonly reconciler: string;
  /** Transfers that came back within an hour that are too many when there are more. */
  readonly returnsThreshold: number;
}

const FIVE_MINUTES = 300;
const HOUR = 3600;
/** As of payments (the source documents, *Alert Thresholds*). */
const DECLINED_MAX = 5;

/** The alarms of ACH: on files, on money, on what the bank tells, and on what failed. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { accounts, transfers, rail, optimizer, delivery, incoming, reconciler } = props;
    for (const [alarmId, description, metrics, functions] of [
      [
        "files_held",
        "A file waits for a person: it has a finding, or nobody knows whether it left.",
        [METRICS.filesHeld],
        [optimizer, delivery],
      ],
      [
        "files_cancelled",
        "A file did not leave before its operator's deadline: its transfers go later.",
        [METRICS.filesCancelled],
        [optimizer],
      ],
      ["files_rejected", "The bank refused a file.", [METRICS.filesRejected], [incoming]],
      ["files_late", "A file has not left, and its operator's deadline is near.", [METRICS.filesLate], [delivery]],
      [
        "files_unacknowledged",
        "The bank has not acknowledged a file in time.",
        [METRICS.filesUnacknowledged],
        [delivery],
      ],
      [
        "windows_failed",
        "A window could not be closed; the next run tries again.",
        [METRICS.windowsFailed],
        [optimizer],
      ],
      [
        "transfers_uncovered",
        "Settlement cash did not cover payouts: they wait for a later window.",
        [METRICS.transfersUncovered],
        [optimizer],
      ],
      [
        "transfers_postponed",
        "Transfers got a later window than their owners were told.",
        [METRICS.transfersPostponed],
        [optimizer, incoming],
      ],
      [
        "transfers_overdue",
        "Transfers still waited a day behind their cut-off: nobody had closed their window. They go with the next one.",
        [METRICS.transfersOverdue],
        [optimizer],
      ],
      [
        "holds_failed",
        "What a debit brought could not be given to its owner when its return hold was over.",
        [METRICS.holdsFailed],
        [optimizer],
      ],
      [
        "returns_unmatched",
        "The bank told something that belongs to nothing of ours, or that cannot be read: a person looks at the copy.",
        [METRICS.returnsUnmatched],
        [incoming],
      ],
      [
        "returns_late",
        "Transfers came back after the deadline of their return's code: the bank may dishonour that for five banking days.",
        [METRICS.returnsLate],
        [incoming],
      ],
      [
        "entries_missing",
        "Entries that were sent neither settled nor came back in time.",
        [METRICS.entriesMissing],
        [reconciler],
      ],
      [
        "return_rates",
        "The share of debits that came back within 60 days is over Nacha's limit.",
        [METRICS.returnRateUnauthorised, METRICS.returnRateAdministrative, METRICS.returnRateOverall],
        [reconciler],
      ],
      [
        "collections_failed",
        "What the bank has for us cannot be fetched, or not all of it.",
        [METRICS.collectionsFailed, METRICS.listingsTruncated, METRICS.filesUncollected, METRICS.incomingFailures],
        [incoming],
      ],
    ] as const)
      this.count(props, alarmId, description, metrics, functions, FIVE_MINUTES, 0);
    this.count(
      props,
      "transfers_returned",
      "Unusually many transfers came back within an hour.",
      [METRICS.transfersReturned],
      [incoming],
      HOUR,
      props.returnsThreshold,
    );
    this.count(
      props,
      "transfers_declined",
      "Unusually many transfers were declined within five minutes.",
      [METRICS.transfersDeclined],
      [transfers, rail, accounts],
      FIVE_MINUTES,
      DECLINED_MAX,
    );
    failureAlarms(this, props);
  }

  private count(
    { naming, topicArn }: AlarmsProps,
    alarmId: string,
    description: string,
    metrics: readonly string[],
    functions: readonly string[],
    periodSeconds: number,
    most: number,
  ): void {
    new CountAlarm(this, alarmId, {
      naming,
      topicArn,
      name: `ach-${alarmId.replaceAll("_", "-")}`,
      description,
      metrics,
      functions,
      periodSeconds,
      when: ["more than", most],
    });
  }
}

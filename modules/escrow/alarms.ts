import { Construct } from "constructs";
import { CountAlarm, failureAlarms, METRICS, type Naming } from "../shared";

export interface AlarmsProps {
  readonly naming: Naming;
  readonly topicArn: string;
  /** All functions: name by the id of the alarm. */
  readonly functions: Readonly<Record<string, string>>;
  /** Queues that should be empty: name by the id of the alarm. */
  readonly deadLetterQueues: Readonly<Record<string, string>>;
  readonly manager: string;
  readonly releaser: string;
  readonly accruer: string;
  readonly payouts: string;
}

const FIVE_MINUTES = 300;

/** The alarms of escrow, with the thresholds of the source documents where they have one. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { manager, releaser, accruer, payouts } = props;
    for (const [alarmId, name, description, metrics, functions] of [
      [
        "overdue",
        "escrow-releases-overdue",
        "Held money that is due waits for longer than a quarter of an hour.",
        [METRICS.releasesOverdue],
        [releaser],
      ],
      [
        "release_failures",
        "escrow-release-failures",
        "What is due about an escrow could not be done.",
        [METRICS.releaseFailures],
        [releaser],
      ],
      [
        "disputes_stuck",
        "escrow-disputes-stuck",
        "A dispute is past its deadline and waits for a person.",
        [METRICS.disputesOverdue],
        [releaser],
      ],
      [
        "refunds_failed",
        "escrow-refunds-failed",
        "Held money that is to go back to its customer cannot: it stays held, and is tried again.",
        [METRICS.resolutionRefundsFailed, METRICS.resolutionRefundsRefused, METRICS.expiryRefundsFailed],
        [manager, releaser],
      ],
      [
        "interest",
        "escrow-interest-not-accrued",
        "Interest on held money is not accrued in time.",
        [METRICS.interestOverdue, METRICS.interestFailures],
        [accruer],
      ],
      [
        "payouts",
        "escrow-payouts-late",
        "Providers whose day of payout has come are not paid out in time.",
        [METRICS.payoutsOverdue, METRICS.payoutFailures],
        [payouts],
      ],
      [
        "payouts_not_made",
        "escrow-payouts-not-made",
        "A provider could not be paid out: it is blocked, its account is missing, blocked or not verified, or a limit is in the way.",
        [METRICS.payoutsNotMade],
        [manager, releaser, payouts],
      ],
      [
        "imbalance",
        "escrow-imbalance",
        "An escrow holds something else than its account in the ledger says: no release should be trusted until a person knows why.",
        [METRICS.escrowImbalances],
        [accruer],
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
    failureAlarms(this, props);
  }
}

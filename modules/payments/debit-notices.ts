import type { Construct } from "constructs";
import { type FailureQueue, type PlatformFunction, WorkQueue, type WorkQueueProps } from "../shared";
import type { Events } from "./events";

export interface DebitNoticesProps extends Omit<WorkQueueProps, "name" | "maxReceives"> {
  readonly events: Events;
  readonly failures: FailureQueue;
  /** Takes the notices in. */
  readonly recovery: PlatformFunction<"payments/recovery">;
}

/** What tells that a payment's debit, or its refund, is to be asked about; see functions/payments/debit-notices.ts. */
const TELLING = [
  "ach.transfer_settled",
  "ach.transfer_available",
  "ach.transfer_returned",
  "ach.transfer_rejected",
  "ach.transfer_cancelled",
];

/** A rail that does not answer is asked again, for half an hour and more; then a person looks. */
const RECEIVES_MAX = 6;
const BATCH = 5;
/** The sweep goes on beside it. */
const WORKERS_MAX = 5;

/** The bus's events about payments' transfers, to the function that finishes payments. */
export class DebitNotices extends WorkQueue {
  /** The rule's ARN. */
  readonly ruleArn: string;

  constructor(scope: Construct, id: string, props: DebitNoticesProps) {
    super(scope, id, { ...props, name: "payment-debit-notices", maxReceives: RECEIVES_MAX });
    const { events, failures, recovery, role } = props;
    this.queue.grantConsume(role, "DebitNotices");
    this.ruleArn = events.sendTo(
      "to_debit_notices",
      {
        thing: "payment-events-to-debits",
        description: "Events about transfers to the queue of payments' debits.",
        types: TELLING,
      },
      this.queue.arn,
      failures,
    );
    this.queue.allowRules([this.ruleArn]);
    this.feed(recovery, WORKERS_MAX, BATCH);
  }
}

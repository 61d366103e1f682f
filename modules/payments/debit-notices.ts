import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { Construct } from "constructs";
import {
  type FailureQueue,
  type KeyReference,
  NAME_LIMITS,
  nameOf,
  type Naming,
  type PlatformFunction,
  type RoleReference,
  SecureQueue,
  type Surroundings,
  VISIBILITY_PER_TIMEOUT,
} from "../shared";
import type { Events } from "./events";

export interface DebitNoticesProps {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  readonly encryptionKey: KeyReference;
  readonly events: Events;
  readonly failures: FailureQueue;
  /** Takes the notices in. */
  readonly recovery: PlatformFunction<"payments/recovery">;
  readonly role: RoleReference;
  readonly timeoutSeconds: number;
}

/** What tells that a payment's debit, or its refund, is to be asked about; see functions/payments/debit-notices.ts. */
const TELLING = [
  "ach.transfer_settled",
  "ach.transfer_available",
  "ach.transfer_returned",
  "ach.transfer_rejected",
  "ach.transfer_cancelled",
];

const DEAD_LETTER_SUFFIX = "-dlq".length;
/** A rail that does not answer is asked again, for half an hour and more; then a person looks. */
const RECEIVES_MAX = 6;
const BATCH = 5;
/** The sweep goes on beside it. */
const WORKERS_MAX = 5;

/** The bus's events about payments' transfers, to the function that finishes payments. */
export class DebitNotices extends Construct {
  readonly queue: SecureQueue;
  /** The rule's ARN. */
  readonly ruleArn: string;

  constructor(scope: Construct, id: string, props: DebitNoticesProps) {
    super(scope, id);
    const { naming, events, failures, recovery, role, timeoutSeconds } = props;
    this.queue = new SecureQueue(this, "queue", {
      ...props,
      name: nameOf(naming, "payment-debit-notices", NAME_LIMITS.queue - DEAD_LETTER_SUFFIX),
      visibilityTimeoutSeconds: VISIBILITY_PER_TIMEOUT * timeoutSeconds,
      maxReceives: RECEIVES_MAX,
    });
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
    new LambdaEventSourceMapping(this, "source", {
      eventSourceArn: this.queue.arn,
      functionName: recovery.liveArn,
      batchSize: BATCH,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: WORKERS_MAX },
      // Lambda tries the role's permissions when the mapping is made.
      dependsOn: role.dependencies,
    });
  }
}

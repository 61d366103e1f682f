import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { Construct } from "constructs";
import type { Contracts } from "../../functions/contracts";
import type { PlatformFunction } from "./function";
import type { KeyReference } from "./references";
import { NAME_LIMITS, nameOf, type Naming } from "./names";
import type { RoleReference } from "./role";
import { SecureQueue, VISIBILITY_PER_TIMEOUT } from "./secure-queue";
import type { Surroundings } from "./surroundings";

export interface WorkQueueProps {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  readonly encryptionKey: KeyReference;
  /** Name of the queue before the suffix: `escrow-releases`. */
  readonly name: string;
  /** Of the function that takes from the queue. */
  readonly role: RoleReference;
  /** Of the function that takes from the queue. */
  readonly timeoutSeconds: number;
  /** A message that fails so often is for a person. @default 5 */
  readonly maxReceives?: number;
}

const DEAD_LETTER_SUFFIX = "-dlq".length;

/** A queue with dead letters, and the function that takes from it; who may send to it and take from it is said by whoever makes it. */
export class WorkQueue extends Construct {
  readonly queue: SecureQueue;
  private readonly role: RoleReference;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    const { naming, name, role, timeoutSeconds, maxReceives = 5 } = props;
    this.role = role;
    this.queue = new SecureQueue(this, "queue", {
      ...props,
      name: nameOf(naming, name, NAME_LIMITS.queue - DEAD_LETTER_SUFFIX),
      visibilityTimeoutSeconds: VISIBILITY_PER_TIMEOUT * timeoutSeconds,
      maxReceives,
    });
  }

  /**
   * Has a function take from the queue, under its role; it says of each message whether it is done.
   * @param workersMax so many calls work side by side, however many messages there are: payments share the account's concurrency.
   * @param batchSize messages a call is given.
   */
  feed<Entry extends keyof Contracts>(target: PlatformFunction<Entry>, workersMax: number, batchSize = 1): void {
    new LambdaEventSourceMapping(this, "source", {
      eventSourceArn: this.queue.arn,
      functionName: target.liveArn,
      batchSize,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: workersMax },
      // Lambda tries the role's permissions when the mapping is made.
      dependsOn: this.role.dependencies,
    });
  }
}

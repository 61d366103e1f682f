import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { Construct } from "constructs";
import type { Contracts } from "../../functions/contracts";
import {
  type KeyReference,
  NAME_LIMITS,
  nameOf,
  type Naming,
  type PlatformFunction,
  type PlatformRole,
  SecureQueue,
  type Surroundings,
  VISIBILITY_PER_TIMEOUT,
} from "../shared";

export interface OrdersProps {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  readonly encryptionKey: KeyReference;
  /** Name of the queue before the suffix: `escrow-releases`. */
  readonly name: string;
  /** Of the function that works orders off, and sends them. */
  readonly role: PlatformRole;
  readonly timeoutSeconds: number;
}

const DEAD_LETTER_SUFFIX = "-dlq".length;
/** An order that fails so often is for a person; the next call orders its shard again all the same. */
const RECEIVES_MAX = 5;

/** A queue of orders to work a shard off: its function sends them, and takes them one by one, many side by side. */
export class Orders extends Construct {
  readonly queue: SecureQueue;
  private readonly role: PlatformRole;

  constructor(scope: Construct, id: string, props: OrdersProps) {
    super(scope, id);
    const { naming, name, role, timeoutSeconds } = props;
    this.role = role;
    this.queue = new SecureQueue(this, "queue", {
      ...props,
      name: nameOf(naming, name, NAME_LIMITS.queue - DEAD_LETTER_SUFFIX),
      visibilityTimeoutSeconds: VISIBILITY_PER_TIMEOUT * timeoutSeconds,
      maxReceives: RECEIVES_MAX,
    });
    this.queue.grantSend(role, "SendOrders");
    this.queue.grantConsume(role, "Orders");
  }

  /** @param workersMax so many orders are worked off at once, however many there are: payments share the account's concurrency. */
  feed<Entry extends keyof Contracts>(target: PlatformFunction<Entry>, workersMax: number): void {
    new LambdaEventSourceMapping(this, "source", {
      eventSourceArn: this.queue.arn,
      functionName: target.liveArn,
      // An order is a whole shard.
      batchSize: 1,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: workersMax },
      // Lambda tries the role's permissions when the mapping is made.
      dependsOn: this.role.dependencies,
    });
  }
}

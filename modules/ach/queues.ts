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

export interface NoticesProps {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  readonly encryptionKey: KeyReference;
  /** Name of the queue before the suffix: `ach-incoming`. */
  readonly name: string;
  /** Of the function that takes notices. */
  readonly role: PlatformRole;
  readonly timeoutSeconds: number;
}

const DEAD_LETTER_SUFFIX = "-dlq".length;
/** A notice that fails so often is for a person. */
const RECEIVES_MAX = 5;

/** A queue of what services tell, and the function that takes it, one notice at a time. */
export class Notices extends Construct {
  readonly queue: SecureQueue;
  private readonly role: PlatformRole;

  constructor(scope: Construct, id: string, props: NoticesProps) {
    super(scope, id);
    const { naming, name, role, timeoutSeconds } = props;
    this.role = role;
    this.queue = new SecureQueue(this, "queue", {
      ...props,
      name: nameOf(naming, name, NAME_LIMITS.queue - DEAD_LETTER_SUFFIX),
      visibilityTimeoutSeconds: VISIBILITY_PER_TIMEOUT * timeoutSeconds,
      maxReceives: RECEIVES_MAX,
    });
    this.queue.grantConsume(role, "Notices");
  }

  /** @param workersMax so many notices are worked off at once. */
  feed<Entry extends keyof Contracts>(target: PlatformFunction<Entry>, workersMax: number): void {
    new LambdaEventSourceMapping(this, "source", {
      eventSourceArn: this.queue.arn,
      functionName: target.liveArn,
      batchSize: 1,
      functionResponseTypes: ["ReportBatchItemFailures"],
      scalingConfig: { maximumConcurrency: workersMax },
      // Lambda tries the role's permissions when the mapping is made.
      dependsOn: this.role.dependencies,
    });
  }
}

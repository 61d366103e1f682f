import type { Construct } from "constructs";
import { WorkQueue, type WorkQueueProps } from "../shared";

/** A queue of what services tell; its function takes them one by one. */
export class Notices extends WorkQueue {
  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id, props);
    this.queue.grantConsume(props.role, "Notices");
  }
}

import type { Construct } from "constructs";
import { WorkQueue, type WorkQueueProps } from "../shared";

/** A queue of orders to work a shard off: its function sends them, and takes them one by one, many side by side. */
export class Orders extends WorkQueue {
  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id, props);
    this.queue.grantSend(props.role, "SendOrders");
    this.queue.grantConsume(props.role, "Orders");
  }
}

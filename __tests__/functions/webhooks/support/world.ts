import type { PlatformEvent } from "../../../../functions/shared/events";
import { idMaker } from "../../../../functions/shared/ids";
import { ATTEMPTS_MAX } from "../../../../functions/webhooks/backoff";
import type { DeliverParts } from "../../../../functions/webhooks/deliver";
import type { Delivery, DeliveryKey } from "../../../../functions/webhooks/delivery";
import { dynamoDeliveryStore } from "../../../../functions/webhooks/delivery-store";
import type { DispatchParts } from "../../../../functions/webhooks/dispatch";
import type { Endpoint } from "../../../../functions/webhooks/endpoint";
import { dynamoEndpointStore } from "../../../../functions/webhooks/endpoint-store";
import type { ManageParts } from "../../../../functions/webhooks/manage";
import type { DeliveryQueue } from "../../../../functions/webhooks/ports";
import type { Answer } from "../../../../functions/webhooks/post";
import { receiveDelivery } from "../../../../functions/webhooks/receive";
import type { ReplayParts } from "../../../../functions/webhooks/replay";
import { firstSecrets } from "../../../../functions/webhooks/signing-secrets";
import type { Target } from "../../../../functions/webhooks/target";
import { MemoryTable } from "./memory-table";
import { endpoint, event, NOW, NOW_TEXT, secretOf } from "./samples";

interface Queued {
  readonly key: DeliveryKey;
  visibleAt: number;
  receives: number;
}

/** What was sent to an endpoint. */
export interface Sent {
  readonly at: number;
  readonly target: Target;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Random bytes that are not: each call gives the next. */
function counting(): (length: number) => Uint8Array {
  let next = 0;
  return (length) => {
    next += 1;
    const bytes = Buffer.alloc(length);
    bytes.writeUIntBE(next, length - 2, 2);
    return bytes;
  };
}

/** The webhooks over a table and a queue in memory, with a clock that tests move and an outside that they write. */
export class World {
  readonly table = new MemoryTable();
  now = NOW;
  readonly counts: string[] = [];
  readonly logged: string[] = [];
  readonly sent: Sent[] = [];
  /** What the outside answers next; the last of them again and again. */
  answers: Answer[] = [{ status: 200 }];
  addresses: readonly string[] = ["93.184.216.34"];
  /** Messages that wait or are hidden, and those that were handed out too often. */
  readonly messages: Queued[] = [];
  readonly dead: DeliveryKey[] = [];
  /** How many of the next messages the queue does not take. */
  refusing = 0;
  /** Called when messages are sent or hidden; what it throws, the queue throws and does not do. */
  beforeQueue: () => void = () => undefined;
  /** Called after messages were sent; what it throws is an answer that was lost. */
  afterQueue: () => void = () => undefined;

  readonly endpoints = dynamoEndpointStore(this.table.client, "webhooks-test");
  readonly deliveries = dynamoDeliveryStore(this.table.client, "webhooks-test");

  private readonly clock = { now: () => this.now, sleep: async () => undefined };
  private readonly random = counting();

  readonly queue: DeliveryQueue = {
    send: async (keys) => {
      this.beforeQueue();
      const refused = keys.slice(0, this.refusing);
      this.refusing -= refused.length;
      for (const key of keys.slice(refused.length)) this.messages.push({ key, visibleAt: this.now, receives: 0 });
      this.afterQueue();
      return refused;
    },
    hide: async (handle, seconds) => {
      this.beforeQueue();
      this.messages[Number(handle)]!.visibleAt = this.now + seconds * 1000;
    },
  };

  get parts(): DeliverParts & DispatchParts & ManageParts & ReplayParts {
    const log = (message: string, more?: object): void => {
      this.logged.push(`${message} ${more instanceof Error ? more.message : JSON.stringify(more)}`);
    };
    const makeId = idMaker(this.clock, this.random);
    return {
      endpoints: this.endpoints,
      deliveries: this.deliveries,
      queue: this.queue,
      resolve: async () => this.addresses,
      post: async (target, headers, body) => {
        this.sent.push({ at: this.now, target, headers, body });
        return (this.answers.length > 1 ? this.answers.shift() : this.answers[0]) ?? { status: 200 };
      },
      targets: "public",
      clock: this.clock,
      random: this.random,
      count: (name) => this.counts.push(name),
      log: { info: log, warn: log, error: log } as DeliverParts["log"],
      makeEndpointId: () => makeId("we"),
      makeEventId: () => makeId("evt"),
    };
  }

  /** An endpoint that is there, with `secretOf(1)`. */
  async endpoint(over: Partial<Endpoint> = {}): Promise<Endpoint> {
    const one = endpoint(over);
    await this.endpoints.create(one, firstSecrets(one.id, secretOf(1), NOW_TEXT));
    return one;
  }

  /** Hands out each message that is visible now once, as the queue does; gives how many there were. */
  async deliverOnce(): Promise<number> {
    const visible = this.messages.filter(({ visibleAt }) => visibleAt <= this.now);
    for (const message of visible) {
      message.receives += 1;
      if (message.receives > ATTEMPTS_MAX) {
        this.dead.push(message.key);
        this.forget(message);
        continue;
      }
      // The queue's own visibility: six times the function's time.
      message.visibleAt = this.now + 180_000;
      const record = {
        body: JSON.stringify(message.key),
        receiptHandle: String(this.messages.indexOf(message)),
        attributes: { ApproximateReceiveCount: String(message.receives) },
      } as Parameters<typeof receiveDelivery>[2];
      await receiveDelivery(this.parts, this.queue, record).then(
        () => {
          this.forget(message);
        },
        () => undefined,
      );
    }
    return visible.length;
  }

  /** Lets time pass until no message is left. */
  async deliverAll(): Promise<void> {
    while (this.messages.length > 0) {
      this.now = Math.max(this.now, Math.min(...this.messages.map(({ visibleAt }) => visibleAt)));
      await this.deliverOnce();
    }
  }

  async delivery(key: DeliveryKey): Promise<Delivery> {
    const found = await this.deliveries.findDelivery(key);
    if (!found) throw new Error("there is no such delivery");
    return found;
  }

  private forget(message: Queued): void {
    this.messages.splice(this.messages.indexOf(message), 1);
  }
}

/** An event of the bus. */
export function platformEvent(number: number, over: Partial<PlatformEvent> = {}): PlatformEvent {
  return { ...event(number), type: "payment.completed", version: 1, region: "us-west-2", epoch: 1, ...over };
}

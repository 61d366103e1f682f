import type { Delivery, DeliveryChange, DeliveryKey, DeliveryStatus, EventBody, FailureCode } from "./delivery";
import type { DisabledReason, Endpoint, FailureRun } from "./endpoint";
import type { SigningSecrets } from "./signing-secrets";

/** A page of a list, and where the next begins, if there is one. */
export interface Page<Entry> {
  readonly entries: readonly Entry[];
  /** The id after which the list goes on. */
  readonly next?: string;
}

/** The port to the endpoints and, apart from them, their secrets. */
export interface EndpointStore {
  /** Writes a new endpoint with its secrets; `limit` where there are `ENDPOINTS_MAX` already. */
  create(endpoint: Endpoint, secrets: SigningSecrets): Promise<"created" | "limit" | "contended">;
  /** Strongly consistent. */
  find(endpointId: string): Promise<Endpoint | undefined>;
  /** The newest first. */
  list(after: string | undefined, limit: number): Promise<Page<Endpoint>>;
  /** Every endpoint; strongly consistent. */
  all(): Promise<readonly Endpoint[]>;
  /** Writes an endpoint over the version before it; false where it is at another by now, or gone. */
  replace(endpoint: Endpoint): Promise<boolean>;
  /** Removes an endpoint and its secrets. */
  remove(endpointId: string): Promise<"removed" | "missing" | "contended">;
  /** Strongly consistent. */
  findSecrets(endpointId: string): Promise<SigningSecrets | undefined>;
  /** Writes an endpoint and its secrets over the versions before them, both or neither; false where they are at others. */
  rotate(endpoint: Endpoint, secrets: SigningSecrets): Promise<boolean>;
  /** Writes down that an endpoint fails; nothing happens where something else was written about that since it was read. */
  noteFailure(endpoint: Endpoint, run: FailureRun, at: string): Promise<void>;
  /** Writes down that an endpoint that failed does so no more. */
  forgive(endpoint: Endpoint): Promise<void>;
  /** Disables an endpoint as it was read (ISO 8601 UTC); false where it was changed or answered since. */
  disable(endpoint: Endpoint, reason: DisabledReason, at: string): Promise<boolean>;
}

/** Everything that one attempt at a delivery needs, as far as it is still there. */
export interface DeliveryMatter {
  readonly endpoint?: Endpoint;
  readonly secrets?: SigningSecrets;
  readonly delivery?: Delivery;
  readonly body?: EventBody;
}

/** The port to the deliveries. */
export interface DeliveryStore {
  /** Keeps an event's body; the same again changes nothing. */
  keepBody(body: EventBody): Promise<void>;
  /** Writes a new delivery; where there is one of its event and endpoint, that one is given and nothing is written. */
  begin(delivery: Delivery): Promise<Delivery | undefined>;
  /** Writes down that a delivery's message is in the queue (ISO 8601 UTC). */
  markQueued(key: DeliveryKey, at: string): Promise<void>;
  /** Strongly consistent. */
  findDelivery(key: DeliveryKey): Promise<Delivery | undefined>;
  /** Whether the body of an event is still kept. */
  hasBody(eventId: string): Promise<boolean>;
  /** One read of everything; strongly consistent. */
  gather(key: DeliveryKey): Promise<DeliveryMatter>;
  /** An endpoint's deliveries, the newest events first; with a status, only those. */
  listDeliveries(
    endpointId: string,
    after: string | undefined,
    limit: number,
    status?: DeliveryStatus,
  ): Promise<Page<Delivery>>;
  /** Writes down an attempt. What was delivered stays delivered, whatever else comes of another message. */
  record(key: DeliveryKey, change: DeliveryChange): Promise<void>;
  /** Ends a delivery that is pending: nobody will try it again of itself. */
  end(key: DeliveryKey, status: "failed" | "cancelled", failureCode: FailureCode | undefined): Promise<void>;
  /** Makes a delivery pending again. */
  reopen(key: DeliveryKey): Promise<void>;
}

/** The port to the delivery queue. */
export interface DeliveryQueue {
  /** Sends a message for each delivery; gives those whose message the queue did not take. */
  send(keys: readonly DeliveryKey[]): Promise<readonly DeliveryKey[]>;
  /** Hides a message that was received for so many seconds from now. */
  hide(receiptHandle: string, seconds: number): Promise<void>;
}

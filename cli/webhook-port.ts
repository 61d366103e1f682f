/** A delivery as it came over the wire. */
export interface ReceivedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A server on this machine that receives webhooks. */
export interface WebhookReceiver {
  /** Where it listens: `http://127.0.0.1:port/`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The port to receiving: opens a receiver on a free port of this machine.
 * @param answer gives the HTTP status that a delivery is answered with.
 */
export type OpenReceiver = (answer: (webhook: ReceivedWebhook) => Promise<number>) => Promise<WebhookReceiver>;

import { Webhook } from "standardwebhooks";
import { openReceiver } from "../../../cli/http/receiver";
import type { ReceivedWebhook } from "../../../cli/webhook-port";
import { apiOf, type Platform } from "./platform";

/** A webhook's body. */
export interface WebhookMessage {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly data: object;
}

/** A shop's server on this machine, with a webhook endpoint of its own on the platform. */
export interface Shop {
  readonly endpointId: string;
  readonly secret: string;
  /** What came, in order, whatever it was answered. */
  readonly received: readonly ReceivedWebhook[];
  /** What the next deliveries are answered with. @default 200 */
  answer(status: number): void;
  close(): Promise<void>;
}

/** Opens a shop that hears of some types of events. */
export async function openShop(platform: Platform, eventTypes: readonly string[]): Promise<Shop> {
  const api = apiOf(platform);
  const received: ReceivedWebhook[] = [];
  let status = 200;
  const receiver = await openReceiver(async (webhook) => {
    received.push(webhook);
    return status;
  });
  const made = await api.call<{ endpoint_id: string; secret: string }>(
    "POST",
    "/webhook-endpoints",
    JSON.stringify({ url: receiver.url, event_types: eventTypes }),
  );
  if (made.status !== 201) throw new Error(`no endpoint was made: ${made.text}`);
  const { endpoint_id: endpointId, secret } = made.body;
  return {
    endpointId,
    secret,
    received,
    answer: (next) => (status = next),
    close: async () => {
      await api.call("DELETE", `/webhook-endpoints/${endpointId}`);
      await receiver.close();
    },
  };
}

/** A delivery's body, verified as a receiver does who uses the package of Standard Webhooks. @throws where its signature is wrong. */
export function verified(secret: string, { headers, body }: ReceivedWebhook): WebhookMessage {
  return new Webhook(secret).verify(body, headers) as WebhookMessage;
}

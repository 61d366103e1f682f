import { isSigned } from "../../functions/webhooks/standard-webhooks";
import { openReceiver } from "../../cli/http/receiver";
import type { ApiClient } from "./api-client";
import { must } from "./journey";

/** A webhook that arrived. */
export interface HeardWebhook {
  readonly type: string;
  /** The payment that it tells of. */
  readonly paymentId: string;
  /** By the endpoint's secret, within five minutes of the clock that the platform sees. */
  readonly isSigned: boolean;
}

/** A shop that listens to webhooks on this machine. */
export interface Listener {
  readonly url: string;
  readonly heard: readonly HeardWebhook[];
  close(): Promise<void>;
}

/** Makes a webhook endpoint for all events, whose deliveries are received here. @param now the clock that the platform sees. */
export async function listen(api: ApiClient, now: () => Promise<number>): Promise<Listener> {
  const heard: HeardWebhook[] = [];
  // Deliveries wait for it: the endpoint is known before its secret is.
  let tellSecret = (_secret: string): void => {};
  const secret = new Promise<string>((resolve) => (tellSecret = resolve));
  const receiver = await openReceiver(async ({ headers, body }) => {
    const { type, data } = JSON.parse(body) as { type: string; data: { payment?: { payment_id: string } } };
    const signature = {
      "webhook-id": headers["webhook-id"] ?? "",
      "webhook-timestamp": headers["webhook-timestamp"] ?? "",
      "webhook-signature": headers["webhook-signature"] ?? "",
    };
    const signed = isSigned(signature, body, [await secret], await now());
    heard.push({ type, paymentId: data.payment?.payment_id ?? "", isSigned: signed });
    return signed ? 200 : 400;
  });
  const made = await api.call<{ endpoint_id: string; secret: string }>(
    "POST",
    "/webhook-endpoints",
    JSON.stringify({ url: receiver.url, description: "the journey of make start" }),
  );
  must(made.status === 201, `the endpoint was not made: ${made.text}`);
  tellSecret(made.body.secret);
  return {
    url: receiver.url,
    heard,
    close: async () => {
      await api.call("DELETE", `/webhook-endpoints/${made.body.endpoint_id}`);
      await receiver.close();
    },
  };
}

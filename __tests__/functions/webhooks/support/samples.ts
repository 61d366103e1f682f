import type { DeliverableEvent } from "../../../../functions/webhooks/delivery";
import type { Endpoint } from "../../../../functions/webhooks/endpoint";

/** A moment that tests begin at. */
export const NOW = Date.parse("2026-11-15T12:00:00.000Z");
export const NOW_TEXT = "2026-11-15T12:00:00.000Z";

/** A secret made of one byte, put together here: no secret stands in the source. */
export const secretOf = (byte: number, length = 32): string => `whsec_${Buffer.alloc(length, byte).toString("base64")}`;

const uuid = (number: number): string => `0190d5a2-7b1c-7c3e-9a54-${number.toString(16).padStart(12, "0")}`;

export const endpointId = (number: number): string => `we_${uuid(number)}`;
export const eventId = (number: number): string => `evt_${uuid(number)}`;

export function endpoint(over: Partial<Endpoint> = {}): Endpoint {
  return {
    id: endpointId(1),
    url: "https://hooks.example.com/webhooks",
    description: "",
    eventTypes: ["*"],
    status: "enabled",
    createdAt: NOW_TEXT,
    updatedAt: NOW_TEXT,
    version: 1,
    ...over,
  };
}

export function event(number: number, over: Partial<DeliverableEvent> = {}): DeliverableEvent {
  return { id: eventId(number), type: "payment.completed", at: NOW_TEXT, data: { payment: { id: "pay_1" } }, ...over };
}

/** A message of the bus as its queue holds it. */
export function busMessage(text: string): string {
  return `{"version":"0","id":"b1","detail-type":"payment.completed","source":"ecosystemaws.payments","detail":${text}}`;
}

import { digestOf, type SimulatedNotice } from "./charge";

/** A notice as an acquirer sends it: under an id that is the same each time, so that its receiver knows a repeat. */
export interface NoticeMessage {
  /** `ntc_` and 24 hexadecimal digits. */
  readonly id: string;
  /** JSON: `{ type, timestamp, data: { reference, amount_cents, currency, funds_available_at? } }`. */
  readonly body: string;
}

/** A notice as a message of the acquirer's webhook: `charge.late_success`, `charge.chargeback`, `charge.settlement`. */
export function noticeMessage({ kind, of: reference, amountCents, currency, at }: SimulatedNotice): NoticeMessage {
  const settled = kind === "settlement" ? { funds_available_at: at } : {};
  const data = { reference, amount_cents: amountCents, currency, ...settled };
  const body = JSON.stringify({ type: `charge.${kind}`, timestamp: at, data });
  return { id: `ntc_${digestOf(`${kind} ${reference}`)}`, body };
}

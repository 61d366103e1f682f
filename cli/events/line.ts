import * as z from "zod";
import { maskCardNumbers } from "../../functions/shared/card-number-guard";
import { EVENT_TYPES } from "../../functions/shared/events";
import { formatMoney, money, MoneyError } from "../../functions/shared/money";

/** Something that was heard: an event of the bus, or a delivery of a webhook. */
export interface Heard {
  readonly kind: "event" | "webhook";
  readonly at: string;
  readonly type: string;
  readonly id: string;
  /** Ids of what it tells of, and the amount. */
  readonly about: string;
  /** What came of it: of a webhook alone. */
  readonly result?: string;
}

/** How lines are written. */
export type LineForm = "columns" | "tabs" | "json";

const resource = z.looseObject({ amount_cents: z.number().optional(), currency: z.string().optional() });
const body = z.object({ id: z.string(), type: z.string(), data: z.record(z.string(), resource) });
const onBus = z.object({ detail: body.extend({ at: z.string() }) });
const delivered = body.extend({ timestamp: z.string() });

/** An event as EventBridge delivers it; undefined where it is none of the platform's form. */
export function heardEvent(text: string): Heard | undefined {
  const read = onBus.safeParse(parse(text));
  if (!read.success) return undefined;
  const { id, type, at, data } = read.data.detail;
  return { kind: "event", at, type, id, about: aboutOf(data) };
}

/** A webhook's body as Standard Webhooks has it; undefined where it is none. */
export function heardWebhook(text: string, result: string): Heard | undefined {
  const read = delivered.safeParse(parse(text));
  if (!read.success) return undefined;
  const { id, type, timestamp, data } = read.data;
  return { kind: "webhook", at: timestamp, type, id, about: aboutOf(data), result };
}

/** One line without its end: aligned for a terminal, with tabs for other programs, or JSON. */
export function lineOf(heard: Heard, form: LineForm): string {
  if (form === "json") return maskCardNumbers(JSON.stringify(heard));
  const { kind, at, type, id, about, result = "" } = heard;
  const cells = [at, kind, type, id, about, result];
  const width = Math.max(...EVENT_TYPES.map((each) => each.length));
  const written =
    form === "tabs" ? cells.join("\t") : [at, kind.padEnd(7), type.padEnd(width), id, about, result].join("  ");
  return maskCardNumbers(written.trimEnd());
}

/** `pay_1 ref_1 25.00 USD`: the ids of the resources, and the amount of the last. */
function aboutOf(data: Readonly<Record<string, z.infer<typeof resource>>>): string {
  const ids = Object.entries(data).flatMap(([name, members]) => {
    const id = members[`${name}_id`];
    return typeof id === "string" ? [id] : [];
  });
  const last = Object.values(data).at(-1);
  return [...ids, amountOf(last?.amount_cents, last?.currency)].join(" ").trimEnd();
}

function amountOf(cents: number | undefined, currency: string | undefined): string {
  if (cents === undefined || currency === undefined) return "";
  try {
    return `${formatMoney(money(cents, currency))} ${currency}`;
  } catch (error) {
    // What is on a bus may be anybody's.
    if (error instanceof MoneyError) return "";
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

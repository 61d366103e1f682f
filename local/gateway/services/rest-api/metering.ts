/** A token bucket's settings: requests a second, and how many may come at once. */
export interface Limits {
  readonly rate: number | undefined;
  readonly burst: number | undefined;
}

/** A usage plan, as far as it holds one key on one stage. */
export interface Plan {
  readonly id: string;
  readonly limits: Limits;
  /** By `<path without its first slash>/<METHOD>`. */
  readonly methodLimits: Readonly<Record<string, Limits>>;
  readonly quota: { readonly limit: number; readonly period: "DAY" | "WEEK" | "MONTH" } | undefined;
}

/** Counts requests against limits; all is forgotten when the embedded AWS ends. */
export class Meters {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();
  readonly #quotas = new Map<string, { window: string; used: number }>();

  /** Takes one request out of a token bucket; false where there is none left. Time is in milliseconds. */
  take(bucket: string, { rate, burst }: Limits, now: number): boolean {
    if (rate === undefined && burst === undefined) return true;
    const size = burst ?? Math.ceil(rate ?? 0);
    const { tokens, at } = this.#buckets.get(bucket) ?? { tokens: size, at: now };
    const refilled = Math.min(size, tokens + (Math.max(0, now - at) / 1000) * (rate ?? 0));
    const allowed = refilled >= 1;
    this.#buckets.set(bucket, { tokens: allowed ? refilled - 1 : refilled, at: now });
    return allowed;
  }

  /** Counts one request of a key against its plan's quota; false where it is used up. */
  count(keyId: string, { id, quota }: Plan, now: number): boolean {
    if (quota === undefined) return true;
    const window = quotaWindow(quota.period, now);
    const key = `${id}/${keyId}`;
    const before = this.#quotas.get(key);
    const used = before?.window === window ? before.used : 0;
    if (used >= quota.limit) return false;
    this.#quotas.set(key, { window, used: used + 1 });
    return true;
  }
}

const DAY_MS = 86_400_000;
/** 1970-01-01, day 0, was a Thursday. */
const DAYS_TO_FIRST_SUNDAY = 3;

/** Names the calendar day, week or month (UTC) that a quota counts in. */
export function quotaWindow(period: "DAY" | "WEEK" | "MONTH", now: number): string {
  if (period === "MONTH") return new Date(now).toISOString().slice(0, 7);
  const day = Math.floor(now / DAY_MS);
  return period === "DAY" ? `day ${day}` : `week ${Math.floor((day - DAYS_TO_FIRST_SUNDAY) / 7)}`;
}

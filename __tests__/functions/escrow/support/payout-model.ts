import { isBankingDay } from "../../../../functions/ach/calendar/banking-days";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is said of the provider, or what happens to it. */
export type PayoutOperation =
  | { readonly kind: "owe" | "come_back"; readonly cents: number }
  | { readonly kind: "schedule"; readonly schedule: Schedule }
  | { readonly kind: "block" | "unblock" | "close_account" | "open_account" | "run" };

/** As the API has them. */
export type Schedule = "daily" | "weekly" | "monthly" | "manual";

/** What is compared with the stored. */
export interface PayoutState {
  readonly payable: number;
  readonly receivable: number;
  readonly next?: string;
  /** By day. */
  readonly paid: Readonly<Record<string, number>>;
}

interface Known {
  readonly schedule: Schedule;
  readonly isBlocked: boolean;
  readonly isClosed: boolean;
}

const textOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

/** Whether the banking days of a period before a day are none. */
function isFirst(day: string, periodStart: number): boolean {
  for (let at = Date.parse(day) - DAY_MS; at >= periodStart; at -= DAY_MS) if (isBankingDay(textOf(at))) return false;
  return true;
}

function isPayoutDay(schedule: Schedule, day: string): boolean {
  if (schedule === "manual" || !isBankingDay(day)) return false;
  const at = Date.parse(day);
  if (schedule === "daily") return true;
  const sunday = new Date(at).getUTCDay();
  return isFirst(day, schedule === "weekly" ? at - ((sunday + 6) % 7) * DAY_MS : Date.parse(`${day.slice(0, 7)}-01`));
}

const isOver = (day: string, now: number): boolean => Date.parse(`${day}T13:00:00Z`) <= now;

function nextDay(schedule: Schedule, now: number): string | undefined {
  if (schedule === "manual") return undefined;
  for (let at = Date.parse(textOf(now)); ; at += DAY_MS)
    if (isPayoutDay(schedule, textOf(at)) && !isOver(textOf(at), now)) return textOf(at);
}

/** An independent account of one provider's scheduled payouts, without tables, windows or crashes. */
export class PayoutModel {
  constructor(
    private readonly known: Known,
    readonly state: PayoutState,
  ) {}

  static of(schedule: Schedule, now: number): PayoutModel {
    const state = { payable: 0, receivable: 0, paid: {}, next: nextDay(schedule, now) };
    return new PayoutModel({ schedule, isBlocked: false, isClosed: false }, state);
  }

  after(operation: PayoutOperation, now: number): PayoutModel {
    const { payable, receivable, next } = this.state;
    switch (operation.kind) {
      case "owe":
        return this.with({ payable: payable + operation.cents });
      case "come_back":
        return this.with({ receivable: receivable + operation.cents });
      case "schedule": {
        const { schedule } = operation;
        const isSame = schedule === this.known.schedule;
        return this.with({ next: isSame ? next : nextDay(schedule, now) }, { schedule });
      }
      case "block":
      case "unblock":
        return this.with({}, { isBlocked: operation.kind === "block" });
      case "close_account":
      case "open_account":
        return this.with({}, { isClosed: operation.kind === "close_account" });
      case "run":
        return this.run(now);
    }
  }

  private run(now: number): PayoutModel {
    const { payable, receivable, next, paid } = this.state;
    const { schedule, isBlocked, isClosed } = this.known;
    if (next === undefined || !isOver(next, now)) return this;
    const offset = Math.min(payable, receivable);
    const rest = payable - offset;
    const isPaid = rest > 0 && !isBlocked && !isClosed;
    return this.with({
      payable: isPaid ? 0 : rest,
      receivable: receivable - offset,
      next: nextDay(schedule, now),
      ...(isPaid && { paid: { ...paid, [next]: rest } }),
    });
  }

  private with(state: Partial<PayoutState>, known: Partial<Known> = {}): PayoutModel {
    return new PayoutModel({ ...this.known, ...known }, { ...this.state, ...state });
  }
}

import { payoutDayAfter, payoutMoment, type PreparePayout } from "../ach";
import { makeJournal, type Posting } from "../ledger";
import { isTimed, type Provider, providerIdOf } from "../payments";
import { type Clock, toTimestamp } from "../shared/clock";
import type { Item, LabelledWrite } from "../shared/dynamodb";
import { EVENT_VERSION, type PlatformEvent } from "../shared/events";
import type { IdPrefix, RandomBytes } from "../shared/ids";
import { madeId } from "../shared/made-id";
import type { Count } from "../shared/metrics";
import { type Money, money } from "../shared/money";
import { untilWritten } from "../shared/retry";
import type { PayoutCommit, PayoutStore } from "./payout-store";
import { payoutTerms, type Unpaid, whyUnpaid } from "./payouts";
import { shownAmount } from "./resource";
import type { EscrowSettings } from "./settings";

/** What scheduled payouts work with. */
export interface ScheduledPayoutParts {
  readonly store: PayoutStore;
  /** Absent where an environment has no bank: days go by, and nothing is paid out. */
  readonly preparePayout?: PreparePayout;
  readonly escrowSettings: Pick<EscrowSettings, "offsetReceivables">;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly makeId: (prefix: IdPrefix) => string;
  readonly region: string;
  readonly epoch: number;
  readonly count: Count;
}

/** ACH knows no other currency: what is owed in another stays owed. */
const CURRENCY = "USD";

/** A provider whose day has come. */
interface DueProvider {
  readonly provider: Provider;
  readonly day: string;
  /** The day after which it is due next. */
  readonly next: string;
}

/** What becomes of a provider's day beside that the next one is set. */
interface PayoutDecision extends Pick<PayoutCommit, "journal" | "payout" | "event"> {
  readonly unpaid?: Unpaid;
}

/**
 * Pays a provider out whose day has come: what it owes is kept from what it is owed, and the rest becomes one transfer, in the
 * one transaction that sets its next day. A day is worked off once, however often and by however many it is tried; of days that
 * were missed the last call for them pays everything. What cannot be paid out stays owed, is told of and counted as
 * `PayoutsNotMade`, and is tried again on the next day.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function payProvider(parts: ScheduledPayoutParts, key: Item): Promise<"done"> {
  const id = providerIdOf(key);
  await untilWritten(parts, async () => {
    const due = dueProvider(await parts.store.provider(id), parts.clock.now());
    if (!due) return "done";
    const { provider, day, next } = due;
    const common = { provider, days: { from: day, to: next } };
    const { unpaid, ...decided } = await decide(parts, due);
    const written = await parts.store.commit({ ...common, ...decided });
    if (written.outcome === "written") {
      if (unpaid !== undefined) parts.count("PayoutsNotMade");
      return "done";
    }
    // A clock that was behind has set a day again that was worked off before.
    if (written.outcome === "refused" && written.by.includes("journal")) await parts.store.commit(common);
    // Else the provider, what it is owed or the window has changed: what stands now is read and judged anew.
    return undefined;
  });
  return "done";
}

/** Nothing where its day has not come, or there is none any more: somebody else was quicker. */
function dueProvider(provider: Provider | undefined, now: number): DueProvider | undefined {
  if (provider?.nextPayoutOn === undefined) return undefined;
  const { nextPayoutOn: day, payoutSchedule } = provider;
  if (!isTimed(payoutSchedule)) return undefined;
  if (Date.parse(payoutMoment(day)) > now) return undefined;
  return { provider, day, next: payoutDayAfter(payoutSchedule, now) };
}

async function decide(parts: ScheduledPayoutParts, due: DueProvider): Promise<PayoutDecision> {
  const { preparePayout, store, escrowSettings } = parts;
  const { id: owner } = due.provider;
  if (!preparePayout) return {};
  const [payableCents, owedCents] = await Promise.all([
    store.balance({ kind: "provider_payable", owner, currency: CURRENCY }),
    escrowSettings.offsetReceivables ? store.balance({ kind: "provider_receivable", owner, currency: CURRENCY }) : 0,
  ]);
  const offsetCents = Math.min(payableCents, owedCents);
  const offset = offsetPostings(owner, offsetCents);
  const rest = money(payableCents - offsetCents, CURRENCY);
  if (rest.cents === 0) return { ...journalOf(parts, due, offset) };
  const prepared = await prepare(parts, preparePayout, due, rest);
  if ("unpaid" in prepared) {
    const { unpaid } = prepared;
    return { unpaid, ...journalOf(parts, due, offset), event: notMadeEvent(parts, due, rest, unpaid) };
  }
  return { ...journalOf(parts, due, [...offset, ...prepared.postings]), payout: prepared.writes };
}

type Prepared =
  | { readonly unpaid: Unpaid }
  | { readonly postings: readonly Posting[]; readonly writes: readonly LabelledWrite<"payout">[] };

async function prepare(
  parts: ScheduledPayoutParts,
  preparePayout: PreparePayout,
  { provider, day }: DueProvider,
  amount: Money,
): Promise<Prepared> {
  const terms = payoutTerms(provider);
  if ("unpaid" in terms) return terms;
  const { id: providerId } = provider;
  const id = madeId(parts, "ach", { caller: providerId, key: day }, ["scheduled_payout"]);
  const journalId = payoutJournalId(providerId, day);
  const { bankAccountId } = terms;
  const payout = await preparePayout({ id, journalId, providerId, bankAccountId, amount });
  return payout.ok ? payout : { unpaid: whyUnpaid(payout) };
}

/** The id of the journal of a provider's day: it is booked once. */
function payoutJournalId(providerId: string, day: string): string {
  return `payout/${providerId}/${day}`;
}

/** What is kept of what a provider is owed, for what it owes. */
function offsetPostings(owner: string, cents: number): Posting[] {
  if (cents === 0) return [];
  const amount = money(cents, CURRENCY);
  return [
    { account: { kind: "provider_payable", owner, currency: CURRENCY }, direction: "debit", amount },
    { account: { kind: "provider_receivable", owner, currency: CURRENCY }, direction: "credit", amount },
  ];
}

function journalOf(
  { clock, region, epoch }: ScheduledPayoutParts,
  { provider: { id: cause }, day }: DueProvider,
  postings: readonly Posting[],
): Pick<PayoutCommit, "journal"> {
  if (postings.length === 0) return {};
  const at = toTimestamp(clock.now());
  const id = payoutJournalId(cause, day);
  return { journal: makeJournal({ id, kind: "scheduled_payout", cause, postings, region, epoch, at }) };
}

function notMadeEvent(
  { clock, makeId, region, epoch }: ScheduledPayoutParts,
  { provider, day, next }: DueProvider,
  amount: Money,
  reason: Unpaid,
): PlatformEvent {
  const payout = {
    payout_id: payoutJournalId(provider.id, day),
    provider_id: provider.id,
    payout_schedule: provider.payoutSchedule,
    due_on: day,
    ...shownAmount("amount", amount.cents, amount.currency),
    currency: amount.currency,
    reason,
    next_payout_on: next,
  };
  const at = toTimestamp(clock.now());
  return { id: makeId("evt"), type: "payout.not_made", version: EVENT_VERSION, at, region, epoch, data: { payout } };
}

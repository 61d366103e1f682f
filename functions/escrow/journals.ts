import { type Account, type Journal, makeJournal, type Posting } from "../ledger";
import { toTimestamp } from "../shared/clock";
import { type Money, money } from "../shared/money";
import type { EscrowAccount, Place } from "./account";
import type { ReleaseRecord } from "./release-record";

/** Who owns what belongs to the platform itself. */
const PLATFORM = "platform";

/** The id of a release's journal: a release is booked once. */
export function releaseJournalId(escrowId: string, releaseId: string): string {
  return `${escrowId}/release/${releaseId}`;
}

/**
 * A release: out of escrow to the providers, less what they owed, and the fee to the platform.
 *
 * @param payouts by which what the providers got is paid out at once.
 */
export function releaseJournal(
  place: Place,
  escrow: EscrowAccount,
  release: ReleaseRecord,
  payouts: readonly Posting[],
): Journal {
  const { currency } = escrow;
  const cents = (amount: number) => money(amount, currency);
  const shares = release.shares.flatMap(({ providerId, cents: share, offsetCents = 0 }) => [
    ...credits({ kind: "provider_receivable", owner: providerId, currency }, cents(offsetCents)),
    ...credits({ kind: "provider_payable", owner: providerId, currency }, cents(share - offsetCents)),
  ]);
  return book(place, escrow, releaseJournalId(escrow.id, release.id), "escrow_released", [
    debit({ kind: "escrow", owner: escrow.transactionId, currency }, cents(release.amountCents)),
    ...shares,
    ...credits({ kind: "revenue", owner: PLATFORM, currency }, cents(release.feeCents)),
    ...payouts,
  ]);
}

/** A day's interest: an expense of the platform, owed for the escrow. The principal is not touched. */
export function interestJournal(place: Place, escrow: EscrowAccount, day: string, amount: Money): Journal {
  const { currency } = escrow;
  return book(place, escrow, `${escrow.id}/interest/${day}`, "interest_accrued", [
    debit({ kind: "interest_expense", owner: PLATFORM, currency }, amount),
    ...credits({ kind: "interest_payable", owner: escrow.id, currency }, amount),
  ]);
}

/** All interest of an escrow goes to whom it belongs to. */
export function interestPaidJournal(
  place: Place,
  escrow: EscrowAccount,
  shares: readonly { readonly account: Account; readonly amount: Money }[],
): Journal {
  const { currency } = escrow;
  const whole = shares.reduce((sum, { amount }) => sum + amount.cents, 0);
  return book(place, escrow, `${escrow.id}/interest/paid`, "interest_paid", [
    debit({ kind: "interest_payable", owner: escrow.id, currency }, money(whole, currency)),
    ...shares.flatMap(({ account, amount }) => credits(account, amount)),
  ]);
}

function book(
  { clock, region, epoch }: Place,
  { transactionId }: EscrowAccount,
  id: string,
  kind: string,
  postings: readonly Posting[],
): Journal {
  const at = toTimestamp(clock.now());
  return makeJournal({ id, kind, cause: transactionId, postings, region, epoch, at });
}

const debit = (account: Account, amount: Money): Posting => ({ account, direction: "debit", amount });

/** A posting, or none of nothing. */
const credits = (account: Account, amount: Money): Posting[] =>
  amount.cents > 0 ? [{ account, direction: "credit", amount }] : [];

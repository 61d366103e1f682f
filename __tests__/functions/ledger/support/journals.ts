import type { Account, AccountKind } from "../../../../functions/ledger/accounts";
import { type Journal, makeJournal, type Posting } from "../../../../functions/ledger/journal";
import { money } from "../../../../functions/shared/money";

export const account = (kind: AccountKind, owner = "pay_1", currency = "USD"): Account => ({ kind, owner, currency });

export const ESCROW = account("escrow");
export const CLEARING = account("clearing", "simulator");

export const debit = (to: Account, cents: number): Posting => posting("debit", to, cents);
export const credit = (to: Account, cents: number): Posting => posting("credit", to, cents);

function posting(direction: Posting["direction"], to: Account, cents: number): Posting {
  return { account: to, direction, amount: money(cents, to.currency) };
}

/** A journal of these postings. */
export function journal(id: string, ...postings: readonly Posting[]): Journal {
  const at = "2026-11-15T12:00:00.000Z";
  return makeJournal({ id, kind: "test", cause: "pay_1", region: "us-west-2", epoch: 1, at, postings });
}

/** Money into escrow, and out of it. */
export const into = (id: string, cents: number) => journal(id, debit(CLEARING, cents), credit(ESCROW, cents));
export const outOf = (id: string, cents: number) => journal(id, debit(ESCROW, cents), credit(CLEARING, cents));

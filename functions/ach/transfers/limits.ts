import type { AccountOwner } from "../bank-accounts/account";
import type { OdfiSettings } from "../settings";

/** What an owner used of a day's limit, UTC: transfers that were made, and their sum. */
export interface OwnerCounter {
  readonly owner: AccountOwner;
  readonly day: string;
  readonly count: number;
  readonly sumCents: number;
}

/** One transfer more, never above the limit. */
export interface OwnerCounterChange {
  readonly owner: AccountOwner;
  readonly day: string;
  readonly cents: number;
  readonly limit: OdfiSettings["limits"]["perDay"];
}

/** What a transfer that was cancelled gives back to the day that it was counted on. */
export interface OwnerCounterReturn {
  readonly owner: AccountOwner;
  readonly day: string;
  readonly cents: number;
}

/** A transfer as a fraud decision sees it. */
export interface TransferFacts {
  readonly direction: "credit" | "debit";
  readonly amountCents: number;
  readonly counter: OwnerCounter;
}

/** A decision with its reasons, in snake_case. */
export interface TransferDecision {
  readonly outcome: "approve" | "decline";
  /** 0 to 1000. */
  readonly score: number;
  readonly reasons: readonly string[];
}

/** The port to whoever decides whether a transfer is fraud. */
export type DecideTransfer = (facts: TransferFacts) => Promise<TransferDecision>;

/** A decision by limits alone. Its score is the share of the tightest limit that is used, by the thousand. */
export function decideByLimits(limits: OdfiSettings["limits"], facts: TransferFacts): TransferDecision {
  const { direction, amountCents, counter } = facts;
  const { perDay } = limits;
  const most = direction === "credit" ? limits.creditCentsMax : limits.debitCentsMax;
  const [count, sum] = [counter.count + 1, counter.sumCents + amountCents];
  const reasons = [
    ...(amountCents > most ? ["amount_above_limit"] : []),
    ...(count > perDay.countMax ? ["day_count_above_limit"] : []),
    ...(sum > perDay.sumCentsMax ? ["day_sum_above_limit"] : []),
  ];
  if (reasons.length > 0) return { outcome: "decline", score: 1000, reasons };
  const share = Math.max(amountCents / most, count / perDay.countMax, sum / perDay.sumCentsMax);
  return { outcome: "approve", score: Math.floor(share * 1000), reasons };
}

/** The adapter of the fraud port that knows limits alone. */
export function limitsOnly(limits: OdfiSettings["limits"]): DecideTransfer {
  return (facts) => Promise.resolve(decideByLimits(limits, facts));
}

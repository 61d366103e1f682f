import { toTimestamp } from "../shared/clock";
import type { Item } from "../shared/dynamodb";
import { money, splitMoney } from "../shared/money";
import { untilWritten } from "../shared/retry";
import { type EscrowAccount, hasEnded } from "./account";
import type { EscrowHistory } from "./escrow-store";
import { escrowEvent } from "./events";
import { accrue, rateOn, readRemainder, writeRemainder } from "./interest";
import { type InterestAccount, type InterestChange, nextDay } from "./interest-account";
import { interestJournal, interestPaidJournal } from "./journals";
import type { EscrowParts } from "./parts";
import type { EscrowSettings } from "./settings";
import { escrowIdOf } from "./store-items";

/** What accrues interest works with. */
export type AccruerParts = Pick<
  EscrowParts,
  "escrows" | "escrowSettings" | "clock" | "random" | "makeId" | "region" | "epoch"
>;

/**
 * Accrues an escrow's interest for each day that is over, one transaction a day: what a missed day left is caught up, and no
 * day is accrued twice. When an escrow is over and all its days are accrued, its interest is paid to whom the
 * environment says. The principal is read, and never written.
 *
 * @throws MissingRateError, BusyError, and whatever the ports throw.
 */
export async function accrueEscrow(parts: AccruerParts, key: Item): Promise<"done"> {
  const escrowId = escrowIdOf(key);
  await untilWritten(parts, async () => {
    const [interest, account, history] = await Promise.all([
      parts.escrows.findInterest(escrowId),
      parts.escrows.find(escrowId),
      parts.escrows.history(escrowId),
    ]);
    if (!account || interest?.paidAt !== undefined || !interest) return true;
    return accrueDays(parts, account, history, interest);
  });
  return "done";
}

/** All days that are open; nothing where somebody else was quicker. */
async function accrueDays(
  parts: AccruerParts,
  account: EscrowAccount,
  history: EscrowHistory,
  first: InterestAccount,
): Promise<true | undefined> {
  const today = toTimestamp(parts.clock.now()).slice(0, 10);
  let interest = first;
  while (!isOverBy(account, history, interest.accruedThrough)) {
    const day = nextDay(interest.accruedThrough);
    if (day >= today) return true;
    const change = dayOf(parts, account, history, interest, day);
    if ((await parts.escrows.commitInterest(change)).outcome !== "written") return undefined;
    interest = change.account;
  }
  const paid = payment(parts, account, interest);
  return (await parts.escrows.commitInterest(paid)).outcome === "written" ? true : undefined;
}

function dayOf(
  parts: AccruerParts,
  account: EscrowAccount,
  history: EscrowHistory,
  interest: InterestAccount,
  day: string,
): InterestChange {
  const { rates, jurisdiction } = parts.escrowSettings.interest;
  const principalCents = principalAfter(account, history, day);
  const rate = rateOn(rates, jurisdiction, day);
  const { cents, remainder } = accrue(principalCents, rate, day, nextDay(day), readRemainder(interest.remainder));
  const carried = writeRemainder(remainder);
  return {
    account: {
      ...interest,
      accruedThrough: day,
      accruedCents: interest.accruedCents + cents,
      remainder: carried,
      version: interest.version + 1,
      dueAt: `${nextDay(day, 2)}T00:00:00.000Z`,
    },
    accrual: {
      day,
      principalCents,
      rateMicros: rate.rateMicros,
      dayCount: rate.dayCount,
      cents,
      remainder: carried,
    },
    journals: cents > 0 ? [interestJournal(parts, account, day, money(cents, account.currency))] : [],
    events: [],
  };
}

/** What was held when a day ended, from what moved until then. */
function principalAfter(
  { heldAmountCents }: Pick<EscrowAccount, "heldAmountCents">,
  { releases, movements }: Pick<EscrowHistory, "releases" | "movements">,
  day: string,
): number {
  const by = (at: string) => at.slice(0, 10) <= day;
  const released = releases.filter(({ at }) => by(at)).reduce((sum, { amountCents }) => sum + amountCents, 0);
  const moved = movements.filter(({ at }) => by(at)).reduce((sum, { cents }) => sum + cents, 0);
  return heldAmountCents - released + moved;
}

/** Whether an escrow was over, for good, when a day ended. */
function isOverBy(account: EscrowAccount, history: EscrowHistory, day: string): boolean {
  return hasEnded(account) && principalAfter(account, history, day) === 0;
}

function payment(parts: AccruerParts, account: EscrowAccount, interest: InterestAccount): InterestChange {
  const { accruedCents } = interest;
  const { dueAt: _dueAt, ...rest } = interest;
  const paidAt = toTimestamp(parts.clock.now());
  const paid = { ...rest, paidAt, version: interest.version + 1 };
  if (accruedCents === 0) return { account: paid, journals: [], events: [] };
  const shares = interestShares(parts.escrowSettings, account, accruedCents);
  return {
    account: paid,
    journals: [interestPaidJournal(parts, account, shares)],
    events: [escrowEvent(parts, "escrow.interest_paid", account, { at: paidAt })],
  };
}

/** Whom interest goes to; beneficiaries share it as they share releases. */
function interestShares({ interest }: EscrowSettings, account: EscrowAccount, cents: number) {
  const { beneficiaries, customerId, currency } = account;
  const whole = money(cents, currency);
  if (interest.paidTo !== "provider") {
    return [{ account: { kind: "customer_credit" as const, owner: customerId, currency }, amount: whole }];
  }
  const amounts = splitMoney(
    whole,
    beneficiaries.map(({ basisPoints }) => basisPoints),
  );
  return beneficiaries.map(({ providerId: owner }, place) => ({
    account: { kind: "provider_payable" as const, owner, currency },
    amount: amounts[place] ?? money(0, currency),
  }));
}

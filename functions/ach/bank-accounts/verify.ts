import { toTimestamp } from "../../shared/clock";
import { requestFaults } from "../../shared/request-fields";
import { untilWritten } from "../../shared/retry";
import { easternDay } from "../calendar/eastern-time";
import { accountEvent } from "../events";
import type { AccountParts } from "../parts";
import { type Fault, refuse, type Result } from "../results";
import { windowSettings } from "../settings";
import { ACCOUNT_NOT_FOUND } from "../transfers/create";
import { openWindow } from "../transfers/open-window";
import { type BankAccount, statusOn, type VerificationMethod } from "./account";
import { amountsMac, sameMac } from "./sealing";
import { begun, drawAmounts, startFault, told, verificationEntries } from "./verification";

/** An account as it stands afterwards. */
export type Verified = Result<{ readonly account: BankAccount }>;

/**
 * Begins the verification of an account: entries that show that it is there go with the next window.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export function beginVerification(
  parts: AccountParts,
  bankAccountId: string,
  method: VerificationMethod,
): Promise<Verified> {
  return onAccount(parts, bankAccountId, async (account) => {
    const fault = startFault(account);
    if (fault) return refuse(fault);
    const now = parts.clock.now();
    // The debit's dates are the entries': all settle together.
    const window = await openWindow(parts.store, now, "standard", windowSettings(parts.settings, "debit"));
    const startedAt = toTimestamp(now);
    const amounts = method === "micro_deposits" ? drawAmounts(parts.random) : [];
    const mac = amounts.length > 0 ? amountsMac(parts.keys.amounts, account.id, startedAt, amounts) : undefined;
    const after = begun(parts, account, method, startedAt, mac);
    const written = await parts.store.commit({
      account: after,
      transfers: verificationEntries(parts, account, window, amounts).map((entry) => ({ after: entry })),
      events: [accountEvent(parts, "bank_account.verification_started", after)],
    });
    return written.outcome === "written" ? { ok: true, account: after } : undefined;
  });
}

/**
 * Takes the amounts that an owner found on the account. Wrong ones count: three, and the verification is over.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export function confirmAmounts(
  parts: AccountParts,
  bankAccountId: string,
  amountsCents: readonly number[],
): Promise<Verified> {
  return onAccount(parts, bankAccountId, async (account) => {
    const { status, verification } = account;
    const expected = verification?.amountsMac;
    if (status !== "pending_verification" || expected === undefined) return refuse(NOT_PENDING);
    const mac = amountsMac(parts.keys.amounts, account.id, verification?.startedAt ?? "", amountsCents);
    const isRight = sameMac(mac, expected);
    const after = told(parts, account, isRight);
    const written = await parts.store.commit({ account: after, events: eventsOf(parts, after) });
    if (written.outcome !== "written") return undefined;
    return isRight ? { ok: true, account: after } : refuse(wrongAmounts(after));
  });
}

/** An account as it is shown: a prenote that nobody returned has verified it once its days are over. */
export function accountNow(parts: Pick<AccountParts, "clock">, account: BankAccount): BankAccount {
  return { ...account, status: statusOn(account, easternDay(parts.clock.now())) };
}

async function onAccount(
  parts: AccountParts,
  bankAccountId: string,
  change: (account: BankAccount) => Promise<Verified | undefined>,
): Promise<Verified> {
  const faults = requestFaults({ bank_account_id: bankAccountId });
  if (faults.length > 0) return refuse(...faults);
  return untilWritten(parts, async () => {
    const stored = (await parts.store.accounts([bankAccountId])).get(bankAccountId);
    return stored ? change(accountNow(parts, stored)) : refuse(ACCOUNT_NOT_FOUND);
  });
}

function eventsOf(parts: AccountParts, account: BankAccount) {
  const { status } = account;
  if (status === "verified") return [accountEvent(parts, "bank_account.verified", account)];
  if (status === "unverified") return [accountEvent(parts, "bank_account.verification_failed", account)];
  return status === "blocked" ? [accountEvent(parts, "bank_account.blocked", account)] : [];
}

const NOT_PENDING: Fault = {
  code: "verification_not_pending",
  param: "amounts",
  message: "amounts: the account waits for none; begin a verification by micro_deposits.",
};

function wrongAmounts({ status }: BankAccount): Fault {
  const left = status === "pending_verification" ? "try again" : "begin a new verification, where one is left";
  return {
    code: "verification_amounts_wrong",
    param: "amounts",
    message: `amounts: are not the two that were sent; ${left}.`,
  };
}

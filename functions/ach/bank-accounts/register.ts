import { toTimestamp } from "../../shared/clock";
import { requestFaults } from "../../shared/request-fields";
import { untilWritten } from "../../shared/retry";
import { accountEvent } from "../events";
import { isRoutingNumber } from "../nacha/routing-number";
import type { AccountParts, AchParts } from "../parts";
import { type Fault, refuse, type Result } from "../results";
import { ACCOUNT_NOT_FOUND } from "../transfers/create";
import { type AccountOwner, type BankAccount, lastFourOf } from "./account";
import { ACCOUNT_NUMBER_FORM, isAccountNumber } from "./account-number";
import { fingerprintOfAccount, sealAccountNumber } from "./sealing";

/** A bank account as a caller gives it; its number is sealed and kept nowhere else. */
export interface NewAccount {
  readonly owner: AccountOwner;
  readonly holderName: string;
  readonly holderType: BankAccount["holderType"];
  readonly routingNumber: string;
  readonly accountNumber: string;
  readonly accountType: BankAccount["accountType"];
}

/** An account, and whether it is new: the same account of the same owner has one token. */
export type Registered = Result<{ readonly account: BankAccount; readonly created: boolean }>;

/**
 * Gives a bank account its token. The same account again gets the same token, and what is known of it stays.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function registerAccount(parts: AccountParts, asked: NewAccount): Promise<Registered> {
  const faults = accountFaults(asked);
  if (faults.length > 0) return refuse(...faults);
  const { owner } = asked;
  const fingerprint = fingerprintOfAccount(parts.keys.accounts, owner, asked);
  return untilWritten(parts, async () => {
    const known = await parts.store.claimed(owner, fingerprint);
    const there = known === undefined ? undefined : (await parts.store.accounts([known])).get(known);
    if (there) return { ok: true, account: there, created: false };
    const account = await firstVersion(parts, asked, fingerprint);
    const written = await parts.store.commit({
      account,
      claim: { owner, fingerprint, bankAccountId: account.id },
      events: [accountEvent(parts, "bank_account.created", account)],
    });
    return written.outcome === "written" ? { ok: true, account, created: true } : undefined;
  });
}

async function firstVersion(
  { clock, makeId, encryptor, region, epoch }: AccountParts,
  { accountNumber, ...asked }: NewAccount,
  fingerprint: string,
): Promise<BankAccount> {
  const id = makeId("ba");
  const now = toTimestamp(clock.now());
  return {
    id,
    ...asked,
    lastFour: lastFourOf(accountNumber),
    envelope: await sealAccountNumber(encryptor, accountNumber, { id, owner: asked.owner }),
    fingerprint,
    status: "unverified",
    createdAt: now,
    updatedAt: now,
    version: 1,
    region,
    epoch,
  };
}

/** What an entry has room for. */
const HOLDER_NAME = /^[\x21-\x7e]([\x20-\x7e]{0,20}[\x21-\x7e])?$/;

/** All that is wrong with an account; the account number is not shown. */
function accountFaults({ owner, holderName, routingNumber, accountNumber }: NewAccount): Fault[] {
  const faults: Fault[] = [...requestFaults({ [`${owner.kind}_id`]: owner.id })];
  if (!HOLDER_NAME.test(holderName)) {
    const message = "holder_name: allowed are 1 to 22 printable ASCII characters, no blank at an end.";
    faults.push({ code: "invalid", param: "holder_name", message });
  }
  if (!isRoutingNumber(routingNumber)) {
    const message =
      "routing_number: allowed are 9 digits of an ABA routing number, with its prefix (01-12, 21-32, 61-72, 80) and check digit.";
    faults.push({ code: "routing_number_invalid", param: "routing_number", message });
  }
  if (!isAccountNumber(accountNumber)) {
    const message = `account_number: allowed are ${ACCOUNT_NUMBER_FORM}.`;
    faults.push({ code: "account_number_invalid", param: "account_number", message });
  }
  return faults;
}

/** An account by its token. */
export async function getAccount(
  { store }: Pick<AchParts, "store">,
  bankAccountId: string,
): Promise<Result<{ readonly account: BankAccount }>> {
  const faults = requestFaults({ bank_account_id: bankAccountId });
  if (faults.length > 0) return refuse(...faults);
  const account = (await store.accounts([bankAccountId])).get(bankAccountId);
  return account ? { ok: true, account } : refuse(ACCOUNT_NOT_FOUND);
}

/** All accounts of an owner, the newest first. */
export async function accountsOf(
  { store }: Pick<AchParts, "store">,
  owner: AccountOwner,
): Promise<Result<{ readonly accounts: readonly BankAccount[] }>> {
  const faults = requestFaults({ [`${owner.kind}_id`]: owner.id });
  if (faults.length > 0) return refuse(...faults);
  // A corrected account is known by its old number and its new one.
  const ids = [...new Set(await store.accountsOf(owner))];
  const accounts = [...(await store.accounts(ids)).values()];
  return { ok: true, accounts: accounts.sort((a, b) => (a.id > b.id ? -1 : 1)) };
}

import { toTimestamp } from "../../shared/clock";
import type { Window } from "../calendar";
import { microEntryFaults } from "../calendar/micro-entries";
import { PlatformError } from "../../shared/errors";
import type { RandomBytes } from "../../shared/ids";
import { type AchParts, nextVersion } from "../parts";
import type { Fault } from "../results";
import { ownerFields } from "../transfers/create";
import { entryClass } from "../transfers/entry-class";
import type { AchTransfer } from "../transfers/transfer";
import { type BankAccount, mayBeVerifiedAnew, type VerificationMethod } from "./account";

/** Wrong amounts for one verification, and verifications for one account: whoever guesses has no more. */
const ATTEMPTS_MAX = 3;
const STARTS_MAX = 3;

/** Micro-entries that were made break the network's rules: a bug. */
export class MicroEntryError extends PlatformError {
  readonly code = "micro_entries_invalid";
}

/** Why a verification cannot begin; nothing where it can. */
export function startFault(account: BankAccount): Fault | undefined {
  const { status, verification } = account;
  if (status === "blocked" && !mayBeVerifiedAnew(account)) {
    const message = `bank_account_id: the account is blocked (${account.blockedReason ?? "no reason"}) and is not verified anew.`;
    return { code: "bank_account_blocked", param: "bank_account_id", message };
  }
  if (status === "verified" || status === "pending_verification") {
    const message = `bank_account_id: the account is ${status}, allowed are unverified ones, and blocked ones that were closed or not found.`;
    return { code: "illegal_transition", param: "bank_account_id", message };
  }
  if ((verification?.starts ?? 0) >= STARTS_MAX) {
    const message = `bank_account_id: ${STARTS_MAX} verifications were begun, more are not allowed.`;
    return { code: "verification_exhausted", param: "bank_account_id", message };
  }
  return undefined;
}

/** Two different amounts below a dollar, cents. */
export function drawAmounts(random: RandomBytes): readonly [number, number] {
  const drawn = new Set<number>();
  while (drawn.size < 2) {
    // 198 is twice 99: with the bytes above left out, each amount is as likely as any other.
    for (const byte of random(8)) if (byte < 198 && drawn.size < 2) drawn.add((byte % 99) + 1);
  }
  const [first = 0, second = 0] = drawn;
  return [first, second];
}

/** The entries that verify an account: a prenote, or two credits and the debit that takes them back, all in one window. */
export function verificationEntries(
  parts: AchParts,
  account: BankAccount,
  window: Window,
  amounts: readonly number[],
): AchTransfer[] {
  const groupId = parts.makeId("ach");
  const entry = (direction: AchTransfer["direction"], purpose: AchTransfer["purpose"], amountCents: number) =>
    entryOf(parts, account, window, { direction, purpose, amountCents, groupId });
  if (amounts.length === 0) return [entry("credit", "prenote", 0)];
  const sum = amounts.reduce((total, cents) => total + cents, 0);
  const entries = [
    ...amounts.map((cents) => entry("credit", "micro_entry", cents)),
    entry("debit", "micro_entry", sum),
  ];
  const faults = microEntryFaults({
    creditsCents: amounts,
    debitsCents: [sum],
    description: entries[0]?.description ?? "",
    settlesOn: entries.map((each) => each.window.effectiveEntryDate),
  });
  if (faults.length > 0) throw new MicroEntryError(`Micro-entries break the rules: ${faults.join(", ")}.`);
  return entries;
}

function entryOf(
  { clock, makeId, region, epoch }: AchParts,
  account: BankAccount,
  { name, processingDay, cutOffAt, effectiveEntryDate }: Window,
  entry: Pick<AchTransfer, "direction" | "purpose" | "amountCents" | "groupId">,
): AchTransfer {
  const now = toTimestamp(clock.now());
  return {
    id: makeId("ach"),
    ...ownerFields(account.owner),
    bankAccountId: account.id,
    ...entry,
    // A written authorisation: the owner asked for the verification, whoever typed it in.
    ...entryClass(entry, account, undefined, processingDay),
    transferType: "standard",
    window: { name, processingDay, cutOffAt, effectiveEntryDate },
    nachaCompliance: [{ rule: entry.purpose, ok: true }],
    fraudCheckResult: { outcome: "approve", score: 0, reasons: [] },
    status: "initiated",
    detail: "queued",
    createdAt: now,
    updatedAt: now,
    version: 1,
    region,
    epoch,
  };
}

/** An account whose verification begins. */
export function begun(
  parts: AchParts,
  account: BankAccount,
  method: VerificationMethod,
  startedAt: string,
  amountsMac?: string,
): BankAccount {
  const starts = (account.verification?.starts ?? 0) + 1;
  const verification = { method, startedAt, starts, attempts: 0, ...(amountsMac !== undefined && { amountsMac }) };
  const { blockedReason: _blockedReason, ...opened } = account;
  return nextVersion<BankAccount>(parts, opened, { status: "pending_verification", verification });
}

/** An account whose owner has told the amounts: verified; or with one attempt less, and none left without them. */
export function told(parts: AchParts, account: BankAccount, isRight: boolean): BankAccount {
  const { verification } = account;
  if (!verification) return account;
  if (isRight)
    return nextVersion<BankAccount>(parts, account, { status: "verified", verification: bare(verification) });
  const attempts = verification.attempts + 1;
  if (attempts < ATTEMPTS_MAX) {
    return nextVersion<BankAccount>(parts, account, { verification: { ...verification, attempts } });
  }
  const isLast = verification.starts >= STARTS_MAX;
  return nextVersion<BankAccount>(parts, account, {
    status: isLast ? "blocked" : "unverified",
    ...(isLast && { blockedReason: "verification_exhausted" }),
    verification: bare({ ...verification, attempts }),
  });
}

/** What stays of a verification that is over: amounts count no more. */
function bare({ amountsMac: _amountsMac, ...rest }: NonNullable<BankAccount["verification"]>) {
  return rest;
}

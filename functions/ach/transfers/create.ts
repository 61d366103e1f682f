import { toTimestamp } from "../../shared/clock";
import { beginRecord, completeRecord, fingerprintOf, standingOf } from "../../shared/idempotency";
import { madeId } from "../../shared/made-id";
import type { Money } from "../../shared/money";
import { type Caller, KEY_HEADER, requestFaults } from "../../shared/request-fields";
import { untilWritten } from "../../shared/retry";
import type { AccountOwner } from "../bank-accounts/account";
import { chooseSpeed, type SpeedObstacle } from "../batches/speed";
import type { Day, Window } from "../calendar";
import { transferEvents } from "../events";
import { queueJournal } from "../journals";
import { placeOf, type PreparingParts, type TransferParts } from "../parts";
import type { Snapshot } from "../ports";
import { type Fault, type Refusal, refuse, type Result } from "../results";
import { windowSettings } from "../settings";
import { type Check, checksOf } from "./compliance";
import { counted } from "./counted";
import { entryClass } from "./entry-class";
import type { TransferDecision } from "./limits";
import { openWindow } from "./open-window";
import type { AchTransfer, TransferPurpose } from "./transfer";

/** What a caller asks of a new transfer. */
export interface NewTransfer {
  readonly direction: "credit" | "debit";
  readonly amount: Money;
  readonly bankAccountId: string;
  /** `auto`: the cheaper one that is in time. */
  readonly transferType: "standard" | "same-day" | "auto";
  /** @default payout for a credit, payment for a debit */
  readonly purpose?: TransferPurpose;
  /** The banking day by which the money must be there. */
  readonly neededBy?: Day;
  /** Of a debit. */
  readonly authorisationId?: string;
}

/** A transfer, or all that is wrong with its request. */
export type TransferResult = Result<{ readonly transfer: AchTransfer }>;

const OPERATION = "ach-transfer";

/**
 * Makes a transfer: checks it against all rules at once, fixes its window, and writes it with its money, its place in the
 * window, and its event in one transaction. The same request again gets the first answer.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function createTransfer(
  parts: TransferParts,
  caller: Caller,
  asked: NewTransfer,
): Promise<TransferResult> {
  const { bankAccountId, authorisationId, amount } = asked;
  const ids = { bank_account_id: bankAccountId, authorisation_id: authorisationId };
  const faults: Fault[] = [...requestFaults(ids, caller), ...currencyFaults(amount)];
  if (faults.length > 0) return refuse(...faults);
  const id = madeId(parts, "ach", caller, [OPERATION]);
  const key = { caller: caller.caller, operation: OPERATION, key: caller.key ?? id };
  const fingerprint = fingerprintOf(parts.keys.requests, asked);

  return untilWritten(parts, async () => {
    const now = parts.clock.now();
    const snapshot = await parts.store.read({
      record: key,
      bankAccountId,
      ...(authorisationId && { authorisationId }),
    });
    const known = knownAnswer(snapshot, fingerprint, now);
    if (known) return known;
    const prepared = await prepareTransfer(parts, id, asked, snapshot);
    if (!prepared.ok) return prepared;
    const { transfer, counter } = counted(parts, prepared.transfer, prepared);
    const used = snapshot.authorisation?.use === "single" && snapshot.authorisation;
    const written = await parts.store.commit({
      transfers: [{ after: transfer }],
      record: completeRecord(beginRecord(key, fingerprint, now), { transfer }, now),
      ...(used && { authorisation: { ...used, usedBy: id, version: used.version + 1 } }),
      ...(transfer.direction === "credit" && { journals: [queueJournal(placeOf(parts), transfer)] }),
      counter,
      events: transferEvents(parts, "ach.transfer_created", transfer),
    });
    if (written.outcome === "written") return { ok: true, transfer };
    if (written.outcome === "contended") return undefined;
    if (written.by.includes("transfer") && !written.by.includes("record")) return exists();
    // The same request, the same authorisation or the same limit was quicker: what stands now is read and judged anew.
    if (written.by.some((label) => label !== "floor")) return undefined;
    return insufficient(transfer);
  });
}

/** A transfer that may be made, and what it counts for. */
export interface PreparedTransfer {
  readonly ok: true;
  readonly transfer: AchTransfer;
  readonly owner: AccountOwner;
  readonly day: string;
}

/** What a new transfer is decided by; what was not read ahead is read when it is needed. */
export interface TransferFound extends Pick<Snapshot, "account" | "authorisation" | "counter"> {
  /** The standard window that it would go with. */
  readonly window?: Window;
}

/** Decides about a transfer: its first version, or all faults at once. Nothing is written. */
export async function prepareTransfer(
  parts: PreparingParts,
  id: string,
  asked: NewTransfer,
  { account, authorisation, ...ahead }: TransferFound,
): Promise<PreparedTransfer | Refusal> {
  if (!account) return refuse(ACCOUNT_NOT_FOUND);
  const { clock, store, settings } = parts;
  const { direction, neededBy } = asked;
  const { purpose = direction === "credit" ? "payout" : "payment" } = asked;
  const { cents: amountCents } = asked.amount;
  const now = clock.now();
  const day = toTimestamp(now).slice(0, 10);
  const dates = windowSettings(settings, direction);
  const entry = { direction, purpose };
  const first = entryClass(entry, account, authorisation, day);
  const windowOf = (speed: "same-day" | "standard") =>
    speed === "standard" && ahead.window ? Promise.resolve(ahead.window) : openWindow(store, now, speed, dates);
  const [speed, { counter }] = await Promise.all([
    chooseSpeed({ transferType: asked.transferType, neededBy, amountCents, secCode: first.secCode }, windowOf),
    ahead.counter ? ahead : store.read({ counter: { owner: account.owner, day } }),
  ]);
  const checks = [
    ...checksOf({
      ...{ direction, purpose, amountCents, account },
      ...(authorisation && { authorisation }),
      settlesOn: speed.ok ? speed.chosen.window.effectiveEntryDate : day,
      creditVerification: settings.creditVerification,
    }),
    ...speedChecks(speed.ok ? [] : speed.obstacles, asked),
  ];
  const broken = checks.filter(({ ok }) => !ok).map(({ fault }) => fault);
  const decision = counter && (await parts.decide({ direction, amountCents, counter }));
  if (decision?.outcome === "decline") broken.push(declined(decision));
  if (!speed.ok || !decision || broken.length > 0) {
    if (decision?.outcome === "decline") parts.count("TransfersDeclined");
    return refuse(...broken);
  }
  const { transferType, window } = speed.chosen;
  const transfer = firstVersion(parts, id, asked, {
    ...entryClass(entry, account, authorisation, window.processingDay),
    ...entry,
    owner: account.owner,
    ...{ transferType, window },
    checks,
    decision,
  });
  return { ok: true, transfer, owner: account.owner, day };
}

interface Decided extends Pick<AchTransfer, "secCode" | "description" | "paymentType" | "purpose" | "transferType"> {
  readonly owner: AccountOwner;
  readonly window: Window;
  readonly checks: readonly Check[];
  readonly decision: TransferDecision;
}

function firstVersion(
  { clock, region, epoch }: PreparingParts,
  id: string,
  { direction, amount, bankAccountId, authorisationId }: NewTransfer,
  { owner, window, checks, decision, ...decided }: Decided,
): AchTransfer {
  const now = toTimestamp(clock.now());
  const { name, processingDay, cutOffAt, effectiveEntryDate } = window;
  return {
    id,
    ...ownerFields(owner),
    bankAccountId,
    direction,
    amountCents: amount.cents,
    ...decided,
    ...(authorisationId !== undefined && { authorisationId }),
    window: { name, processingDay, cutOffAt, effectiveEntryDate },
    nachaCompliance: checks.map(({ rule, ok }) => ({ rule, ok })),
    fraudCheckResult: decision,
    status: "initiated",
    detail: "queued",
    createdAt: now,
    updatedAt: now,
    version: 1,
    region,
    epoch,
  };
}

/** The owner as a transfer names it. */
export function ownerFields({ kind, id }: AccountOwner): Pick<AchTransfer, "providerId" | "customerId"> {
  return kind === "provider" ? { providerId: id } : { customerId: id };
}

function knownAnswer({ record }: Snapshot, fingerprint: string, now: number): TransferResult | undefined {
  const standing = standingOf(record, fingerprint, now);
  if (standing.kind === "repeat") return { ok: true, ...(JSON.parse(standing.answer) as { transfer: AchTransfer }) };
  if (standing.kind === "first") return undefined;
  const message = `${KEY_HEADER}: was used for another request; send this one under one of its own.`;
  return refuse({ code: "idempotency_key_reused", param: KEY_HEADER, message });
}

/** What is wrong with an amount that ACH is to move. */
export function currencyFaults({ currency }: Money): Fault[] {
  if (currency === "USD") return [];
  return [
    {
      code: "currency_invalid",
      param: "currency",
      message: `currency: saw ${currency}, allowed is USD: ACH has no other.`,
    },
  ];
}

export const ACCOUNT_NOT_FOUND: Fault = {
  code: "bank_account_not_found",
  param: "bank_account_id",
  message: "bank_account_id: there is no such bank account.",
};

const OBSTACLES: Readonly<
  Record<SpeedObstacle, readonly [rule: string, code: Fault["code"], param: string, message: string]>
> = {
  same_day_amount: [
    "same_day_limit",
    "same_day_not_eligible",
    "amount",
    "amount: is more than an entry may have that settles the same day.",
  ],
  same_day_sec_code: [
    "same_day_sec_code",
    "same_day_not_eligible",
    "transfer_type",
    "transfer_type: such an entry may not settle the same day.",
  ],
  needed_by_passed: ["needed_by", "needed_by_passed", "needed_by", "needed_by: no window settles by then."],
};

function speedChecks(obstacles: readonly SpeedObstacle[], { transferType, neededBy }: NewTransfer): Check[] {
  const asked: SpeedObstacle[] = [
    ...(transferType === "standard" ? [] : (["same_day_amount", "same_day_sec_code"] as const)),
    ...(neededBy === undefined ? [] : (["needed_by_passed"] as const)),
  ];
  return asked.map((obstacle) => {
    const [rule, code, param, message] = OBSTACLES[obstacle];
    return { rule, ok: !obstacles.includes(obstacle), fault: { code, param, message } };
  });
}

function declined({ reasons }: TransferDecision): Fault {
  const message = `The transfer was declined: ${reasons.join(", ")}.`;
  return { code: "transfer_declined", param: "", message };
}

function exists(): Refusal {
  const message = "There is a transfer of this idempotency key, whose first answer is kept no longer.";
  return refuse({ code: "transfer_exists", param: "", message });
}

function insufficient({ providerId }: AchTransfer): Refusal {
  const owed = providerId === undefined ? "customer" : "provider";
  const message = `amount: is more than what is owed to the ${owed}.`;
  return refuse({ code: "funds_insufficient", param: "amount", message });
}

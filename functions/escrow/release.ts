import { fingerprintOf } from "../shared/idempotency";
import { addMoney, formatMoney, type Money, money } from "../shared/money";
import { type Caller, KEY_HEADER, requestFaults } from "../shared/request-fields";
import { untilWritten } from "../shared/retry";
import { type EscrowAccount, factsOf, hasEnded, nextEscrow, remainingOf, statusAfter } from "./account";
import { type AskedAmount, readAmount } from "../shared/asked-amount";
import { escrowEvent } from "./events";
import { explain } from "./evaluation";
import { fundsAt } from "./due";
import type { EscrowCommit } from "./escrow-store";
import { type Beneficiary, feeOf, releaseParts } from "./fees";
import { releaseJournal } from "./journals";
import type { EscrowParts } from "./parts";
import type { ReleaseRecord } from "./release-record";
import { waitsFor } from "./resource";
import { disputed, escrowNotFound, illegalTransition, type Refusal, refuse, type Result } from "./results";
import { sharesOf } from "./shares";
import { beneficiariesFaults } from "./terms";

/** What a caller says of a release. */
export interface NewRelease {
  readonly escrowId: string;
  /** Unique among the escrow's releases, for ever. */
  readonly releaseId: string;
  /** @default all that is held */
  readonly amount?: AskedAmount;
  /** Who shares it, of the escrow's own beneficiaries. @default all of them, as was agreed */
  readonly split?: readonly Beneficiary[];
}

/** An escrow after a release, and the release. */
export type ReleaseResult = Result<{ readonly account: EscrowAccount; readonly release: ReleaseRecord }>;

/**
 * Releases held money, all or a part, where its conditions are met and the rail's money is there; otherwise it is told what
 * is missing. The same release again changes nothing, and gets the release as it was done.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function release(parts: EscrowParts, { key }: Caller, asked: NewRelease): Promise<ReleaseResult> {
  const { escrowId, releaseId, amount, split } = asked;
  const faults = requestFaults({ escrow_id: escrowId, release_id: releaseId }, { ...(key !== undefined && { key }) });
  const splitFaults = split ? beneficiariesFaults(split, "split") : [];
  if (faults.length + splitFaults.length > 0) return refuse(...faults, ...splitFaults);
  const fingerprint = fingerprintOf(parts.fingerprintKey, { ...asked, amount: amount ?? "all" });

  return untilWritten(parts, async () => {
    const [account, known] = await Promise.all([
      parts.escrows.find(escrowId),
      parts.escrows.findRelease(escrowId, releaseId),
    ]);
    if (!account) return escrowNotFound();
    if (known) return knownRelease(account, known, fingerprint, key === undefined ? "release_id" : KEY_HEADER);
    const refusal = notReleasable(account, parts.clock.now()) ?? strangers(account, split);
    if (refusal) return refusal;
    const read = askedPart(account, amount);
    if (!read.ok) return read;
    const order = { releaseId, part: read.part, beneficiaries: split ?? account.beneficiaries };
    return carryOut(parts, account, { ...order, cause: "request", fingerprint });
  });
}

function knownRelease(account: EscrowAccount, known: ReleaseRecord, fingerprint: string, param: string): ReleaseResult {
  if (known.fingerprint === fingerprint) return { ok: true, account, release: known };
  const message = `${param}: was used for another release; send this one under one of its own.`;
  return refuse({ code: "idempotency_key_reused", param, message });
}

/** Why an escrow may not be released now: all that is missing, in one answer. */
function notReleasable(account: EscrowAccount, now: number): Refusal | undefined {
  if (hasEnded(account)) return illegalTransition(`An escrow that is ${account.status} has nothing to be released.`);
  if (account.openDisputes.length > 0) return disputed();
  const explanation = explain(account.releaseConditions, factsOf(account, now));
  const waiting = waitsFor(account, explanation, now);
  if (waiting.length === 0) return undefined;
  const message = `It cannot be released yet; missing: ${waiting.join("; ")}.`;
  return refuse({ code: explanation.met ? "funds_not_available" : "conditions_not_met", param: "", message });
}

function strangers(account: EscrowAccount, split: readonly Beneficiary[] | undefined): Refusal | undefined {
  const known = account.beneficiaries.map(({ providerId }) => providerId);
  if (split?.every(({ providerId }) => known.includes(providerId)) ?? true) return undefined;
  const message = `split: allowed are the escrow's beneficiaries: ${known.join(", ")}.`;
  return refuse({ code: "beneficiaries_invalid", param: "split", message });
}

function askedPart(
  account: EscrowAccount,
  asked: AskedAmount | undefined,
): { readonly ok: true; readonly part: Money } | Refusal {
  const left = remainingOf(account);
  const read = readAmount(asked, account.currency);
  if (!read.ok) return read;
  const { amount: part = left } = read;
  if (part.cents > 0 && part.cents <= left.cents) return { ok: true, part };
  const message = `amount: saw ${formatMoney(part)}, allowed is more than 0 and up to ${formatMoney(left)} ${left.currency}.`;
  return refuse({ code: "escrow_insufficient", param: "amount", message });
}

/** What is to be released, whoever decided it. */
export interface ReleaseOrder {
  readonly releaseId: string;
  readonly part: Money;
  readonly beneficiaries: readonly Beneficiary[];
  readonly cause: ReleaseRecord["cause"];
  readonly fingerprint?: string;
  /** What else becomes of the escrow, and is written and told with it. */
  readonly with?: Pick<EscrowCommit, "dispute"> & {
    readonly change?: Partial<EscrowAccount>;
    readonly events?: (account: EscrowAccount) => EscrowCommit["events"];
  };
}

/**
 * Writes a release: journal, escrow, record, payouts and event in one transaction. Nothing where somebody else was quicker: what
 * stands then is to be read and judged anew.
 */
export async function carryOut(
  parts: EscrowParts,
  account: EscrowAccount,
  order: ReleaseOrder,
): Promise<ReleaseResult | undefined> {
  const { releaseId, part, beneficiaries, cause, fingerprint } = order;
  const before = { releasedCents: account.releasedCents, feeCents: account.feeCents };
  const fees = money(before.feeCents, account.currency);
  const fee = feeOf(account.feePlan, addMoney(money(before.releasedCents, account.currency), fees), fees, part);
  const split = releaseParts(part, fee, beneficiaries);
  const { shares, postings, writes } = await sharesOf(parts, { escrowId: account.id, releaseId }, split.shares);
  const released = {
    ...account,
    ...order.with?.change,
    releasedCents: before.releasedCents + part.cents - fee.cents,
    feeCents: before.feeCents + fee.cents,
  };
  const status = cause === "expiry" && remainingOf(released).cents === 0 ? "expired" : statusAfter(released, "release");
  const changed = nextEscrow(parts, account, { ...released, status });
  const record: ReleaseRecord = {
    id: releaseId,
    escrowId: account.id,
    version: changed.version,
    amountCents: part.cents,
    currency: part.currency,
    feeCents: fee.cents,
    shares,
    cause,
    at: changed.updatedAt,
    ...(fingerprint !== undefined && { fingerprint }),
  };
  const isWhole = remainingOf(changed).cents === 0;
  const type = isWhole ? "escrow.released" : "escrow.partially_released";
  const { outcome } = await parts.escrows.commit({
    account: changed,
    release: record,
    ...(order.with?.dispute && { dispute: order.with.dispute }),
    journals: [releaseJournal(parts, account, record, postings)],
    others: writes,
    events: [
      escrowEvent(parts, type, changed, { release: record }),
      ...(status === "expired" ? [escrowEvent(parts, "escrow.expired", changed)] : []),
      ...(order.with?.events?.(changed) ?? []),
    ],
  });
  return outcome === "written" ? { ok: true, account: changed, release: record } : undefined;
}

/** Whether an escrow may be released without being asked, now. */
export function mayGoByItself(account: EscrowAccount, now: number): boolean {
  return account.autoReleaseEnabled && notReleasable(account, now) === undefined;
}

/** Whether the rail's money is there, or is paid ahead. */
export function fundsAreThere(account: EscrowAccount, now: number): boolean {
  const funds = fundsAt(account);
  return funds !== undefined && funds <= now;
}

/**
 * Releases all that is held, without being asked, under a name that follows from the escrow's version (and that no caller
 * can give, for its `/`): whoever comes second finds another version. Nothing where somebody else was quicker.
 */
export function releaseAll(
  parts: EscrowParts,
  account: EscrowAccount,
  cause: "conditions" | "expiry",
): Promise<ReleaseResult | undefined> {
  const { beneficiaries, version } = account;
  return carryOut(parts, account, {
    releaseId: `${cause}/${version}`,
    part: remainingOf(account),
    beneficiaries,
    cause,
  });
}

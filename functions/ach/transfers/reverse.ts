import { toTimestamp } from "../../shared/clock";
import { madeId } from "../../shared/made-id";
import { requestFaults } from "../../shared/request-fields";
import { untilWritten } from "../../shared/retry";
import { type Day, sameDayObstacles, type Window } from "../calendar";
import { reversalLimits } from "../calendar/deadlines";
import { DESCRIPTIONS, inForce } from "../calendar/network-rules";
import { transferEvents } from "../events";
import { ownAccount, reversalJournal } from "../journals";
import { type AchParts, nextVersion, placeOf } from "../parts";
import { type Refusal, refuse } from "../results";
import { windowSettings } from "../settings";
import { illegal, OF_PAYMENT, TRANSFER_NOT_FOUND } from "./cancel";
import type { TransferResult } from "./create";
import { openWindow } from "./open-window";
import { type AchTransfer, isInternal, type ReversalReason, stateName } from "./transfer";

/** Why a transfer is reversed, and when that was found; milliseconds since 1970. */
export interface ReversalOrder {
  readonly reason: ReversalReason;
  readonly foundAt: number;
}

/**
 * Reverses a transfer that was an error, as Nacha allows: sent within 24 hours of finding it, settled within five banking
 * days, with the same amount, SEC code and company, described as a reversal. A credit is debited back like any debit; a debit
 * is credited back from what it brought, and what its owner has not is owed. It is reversed once: the same request again
 * gets the same transfer.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function reverseTransfer(
  parts: AchParts,
  transferId: string,
  order: ReversalOrder,
): Promise<TransferResult> {
  const faults = requestFaults({ transfer_id: transferId });
  if (faults.length > 0) return refuse(...faults);
  return untilWritten(parts, async () => {
    const settled = (await parts.store.transfers([transferId])).get(transferId);
    if (!settled || isInternal(settled)) return refuse(TRANSFER_NOT_FOUND);
    if (settled.paymentId !== undefined) return illegal(OF_PAYMENT);
    const { reversedBy, settledOn, status } = settled;
    if (reversedBy !== undefined) {
      const transfer = (await parts.store.transfers([reversedBy])).get(reversedBy);
      return transfer ? { ok: true, transfer } : refuse(TRANSFER_NOT_FOUND);
    }
    if (status !== "completed" || settledOn === undefined || settled.purpose === "reversal") {
      return illegal(`A transfer that is ${stateName(settled)} is not reversed: one that has settled is.`);
    }
    const [{ account }, chosen] = await Promise.all([
      parts.store.read({ bankAccountId: settled.bankAccountId }),
      chooseWindow(parts, settled, settledOn, order),
    ]);
    if (account?.status === "blocked") {
      const message = `bank_account_id: the account is blocked (${account.blockedReason ?? "no reason"}).`;
      return refuse({ code: "bank_account_blocked", param: "", message });
    }
    if (!chosen) return tooLate(settledOn, order);
    return write(parts, settled, firstVersion(parts, settled, order, chosen));
  });
}

/** The window of a reversal, and the last day on which it may settle. */
interface ChosenWindow {
  readonly window: Window;
  readonly transferType: AchTransfer["transferType"];
  readonly lastDay: Day;
}

/** The standard window where its file leaves in time, else the first there is: banks rest, and errors are found on those days too. */
async function chooseWindow(
  { store, clock, settings }: AchParts,
  { direction, amountCents, secCode }: AchTransfer,
  settledOn: Day,
  { foundAt }: ReversalOrder,
): Promise<ChosenWindow | undefined> {
  const now = clock.now();
  const { lastDay, sendBefore } = reversalLimits(settledOn, foundAt);
  if (foundAt > now || now >= sendBefore) return undefined;
  const dates = windowSettings(settings, direction === "credit" ? "debit" : "credit");
  const [standard, sameDay] = await Promise.all([
    openWindow(store, now, "standard", dates),
    openWindow(store, now, "same-day", dates),
  ]);
  const mayGoSameDay = sameDayObstacles({ amountCents, secCode }, sameDay.processingDay).length === 0;
  const isSooner = standard.closesAt > sendBefore && mayGoSameDay && sameDay.closesAt < standard.closesAt;
  const chosen = isSooner
    ? ({ window: sameDay, transferType: "same-day", lastDay } as const)
    : ({ window: standard, transferType: "standard", lastDay } as const);
  return chosen.window.effectiveEntryDate <= lastDay ? chosen : undefined;
}

function tooLate(settledOn: Day, { foundAt }: ReversalOrder): Refusal {
  const message = `It settled on ${settledOn}, and the error was found at ${toTimestamp(foundAt)}; allowed is to send its reversal within 24 hours of that, to settle within 5 banking days.`;
  return refuse({ code: "reversal_not_allowed", param: "", message });
}

function firstVersion(
  parts: AchParts,
  settled: AchTransfer,
  { reason }: ReversalOrder,
  { window, transferType, lastDay }: ChosenWindow,
): AchTransfer {
  const { id, providerId, customerId, bankAccountId, amountCents, secCode, paymentType } = settled;
  const { name, processingDay, cutOffAt, effectiveEntryDate } = window;
  const now = toTimestamp(parts.clock.now());
  return {
    id: madeId(parts, "ach", { caller: id, key: reason }, ["reverse"]),
    ...(providerId !== undefined && { providerId }),
    ...(customerId !== undefined && { customerId }),
    ...{ bankAccountId, amountCents, secCode, transferType },
    ...(paymentType !== undefined && { paymentType }),
    direction: settled.direction === "credit" ? "debit" : "credit",
    purpose: "reversal",
    description: inForce(DESCRIPTIONS, processingDay).reversal,
    window: { name, processingDay, cutOffAt, effectiveEntryDate },
    ...{ reversalOf: id, reversalReason: reason, settlesBy: lastDay },
    nachaCompliance: ["reversal_found", "reversal_settles", "account_open"].map((rule) => ({ rule, ok: true })),
    fraudCheckResult: { outcome: "approve", score: 0, reasons: [] },
    ...{ status: "initiated", detail: "queued", createdAt: now, updatedAt: now, version: 1 },
    region: parts.region,
    epoch: parts.epoch,
  };
}

/** One transaction: what is reversed, its reversal with its place in the window, and the money of a debit that goes back. */
async function write(
  parts: AchParts,
  settled: AchTransfer,
  reversal: AchTransfer,
): Promise<TransferResult | undefined> {
  const isDebit = settled.direction === "debit";
  const ownCents = isDebit && settled.heldUntil === undefined ? await parts.store.balance(ownAccount(settled)) : 0;
  const { heldUntil: _heldUntil, ...kept } = settled;
  const written = await parts.store.commit({
    transfers: [
      { before: settled, after: nextVersion<AchTransfer>(parts, kept, { reversedBy: reversal.id }) },
      { after: reversal },
    ],
    ...(isDebit && { journals: [reversalJournal(placeOf(parts), reversal, settled, ownCents)] }),
    events: transferEvents(parts, "ach.transfer_created", reversal),
  });
  return written.outcome === "written" ? { ok: true, transfer: reversal } : undefined;
}

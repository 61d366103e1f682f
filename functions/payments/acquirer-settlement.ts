import { fundsChange, takeFunds } from "../escrow";
import { makeJournal } from "../ledger";
import { toTimestamp } from "../shared/clock";
import type { Log } from "../shared/logging";
import { type Money, money } from "../shared/money";
import { BusyError, untilWritten } from "../shared/retry";
import { commit } from "./commit";
import { escrowOf } from "./held-money";
import { settledJournal } from "./journals";
import { nextVersion, type PaymentParts } from "./parts";
import type { PaymentSettlement, PaymentTransaction } from "./payment";
import type { Commit } from "./payment-store";
import { recoverProcessing } from "./recovery";
import type { SettlementStore } from "./settlement-store";

/** What books what acquirers pay out works with. */
export interface SettlingParts extends PaymentParts {
  /** Absent where an environment has no bank: nothing is booked then. */
  readonly settlements?: SettlementStore;
  readonly log: Pick<Log, "warn">;
}

/** What an acquirer tells of a payment that it settles. */
export interface SettlementNotice {
  readonly paymentId: string;
  /** From when its money is there, milliseconds since 1970. */
  readonly availableAt: number;
  /** What it settles, and the part of that which it keeps; absent where it has not said. */
  readonly paid?: { readonly amount: Money; readonly feeCents: number };
}

/** What became of such a notice: it was taken, is about nothing here, or comes before the payment's own answer. */
type Settled = "taken" | "elsewhere" | "too_early";

/**
 * Takes in that an acquirer settles a payment: from when its money may be released, and, where the environment has a bank,
 * what is paid out to its settlement account. That is booked once, in the transaction that records it, or by the sweep when
 * the money is there. The same notice again changes nothing; one that comes before the answer to the payment's charge or
 * capture is to be sent again.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function takeSettlement(parts: SettlingParts, notice: SettlementNotice): Promise<Settled> {
  const { paymentId, availableAt } = notice;
  await recoverProcessing(parts, paymentId);
  return untilWritten<Settled>(parts, async () => {
    const { payment } = await parts.store.read({ paymentId });
    if (!payment) return "elsewhere";
    if (payment.status === "processing") return "too_early";
    const settlement = settlementOf(parts, payment, notice);
    if (!settlement) {
      const { escrowId } = payment;
      return escrowId === undefined || (await takeFunds(parts, escrowId, availableAt)) ? "taken" : "elsewhere";
    }
    const account = await escrowOf(parts, payment);
    const escrow = account && fundsChange(parts, account, availableAt);
    const writes =
      availableAt <= parts.clock.now() ? booked(parts, payment, settlement) : told(parts, payment, settlement);
    const { outcome } = await commit(parts, { ...writes, ...(escrow && { escrow }) });
    return outcome === "written" ? "taken" : undefined;
  });
}

/** What is to be kept of a notice: the first one that says what is paid out, in the currency of the settlement account. */
function settlementOf(
  { settlements, count, log }: SettlingParts,
  { id, currency, capturedCents, settlement }: PaymentTransaction,
  { paid, availableAt }: SettlementNotice,
): PaymentSettlement | undefined {
  if (!settlements || !paid || settlement || capturedCents === 0 || currency !== "USD") return undefined;
  const { amount, feeCents } = paid;
  if (amount.currency !== currency || amount.cents !== capturedCents) {
    log.warn("an acquirer settles another amount than was taken", {
      paymentId: id,
      told: amount,
      capturedCents,
      currency,
    });
    count("SettlementsDiffer");
  }
  if (amount.currency !== currency) return undefined;
  return { odfi: settlements.odfi, amountCents: amount.cents, feeCents, availableAt: toTimestamp(availableAt) };
}

function told(parts: SettlingParts, payment: PaymentTransaction, settlement: PaymentSettlement): Commit {
  return { payment: nextVersion(parts, payment, { settlement }), events: [] };
}

/** Books a settlement, up to what clearing holds for the payment: what went back before is never paid out. */
function booked(parts: SettlingParts, payment: PaymentTransaction, settlement: PaymentSettlement): Commit {
  const { capturedCents, refundedCents, chargedBackCents = 0 } = payment;
  const heldCents = Math.max(0, capturedCents - refundedCents - chargedBackCents);
  const cents = Math.min(settlement.amountCents, heldCents);
  const feeCents = Math.min(settlement.feeCents, cents);
  const bookedAt = toTimestamp(parts.clock.now());
  const parted = { paidCents: cents - feeCents, feeCents };
  return {
    payment: nextVersion(parts, payment, { settlement: { ...settlement, bookedAt } }),
    journals: cents === 0 ? [] : [settledJournal(parts, payment, settlement.odfi, parted)],
    events: [],
  };
}

/**
 * Books the settlement of a payment whose money is there by now.
 *
 * @returns for how long to wait, milliseconds; nothing where it is booked.
 * @throws BusyError, and whatever the ports throw.
 */
export async function bookSettlement(parts: SettlingParts, paymentId: string): Promise<number | undefined> {
  const waits = await untilWritten(parts, async () => {
    const { payment } = await parts.store.read({ paymentId });
    if (!payment?.settlement || payment.settlement.bookedAt !== undefined) return 0;
    const left = Date.parse(payment.settlement.availableAt) - parts.clock.now();
    if (left > 0) return left;
    const { outcome } = await commit(parts, booked(parts, payment, payment.settlement));
    return outcome === "written" ? 0 : undefined;
  });
  return waits === 0 ? undefined : waits;
}

/**
 * Moves what acquirers have paid out into the settlement account's books: one write of that account for all payments of a
 * minute, since claims of files and returns meet on it too. Where acquirers keep more than they pay out, it waits for more.
 *
 * @returns the cents that were moved.
 */
export async function collectSettlements(parts: SettlingParts): Promise<number> {
  const { settlements, clock, region, epoch } = parts;
  if (!settlements) return 0;
  const { odfi } = settlements;
  try {
    return await untilWritten(parts, async () => {
      const seen = await settlements.waiting();
      if (seen.cents <= 0) return 0;
      const amount = money(seen.cents, "USD");
      const cause = `settlements/${odfi}`;
      const journal = makeJournal({
        ...{ id: `${cause}/${seen.collected + 1}`, kind: "settlements_collected", cause, region, epoch },
        at: toTimestamp(clock.now()),
        postings: [
          { account: { kind: "settlement_cash", owner: odfi, currency: "USD" }, direction: "debit", amount },
          { account: { kind: "acquirer_settlements", owner: odfi, currency: "USD" }, direction: "credit", amount },
        ],
      });
      const { outcome } = await settlements.collect(seen, journal);
      return outcome === "written" ? seen.cents : undefined;
    });
  } catch (error) {
    // Files are being claimed: the next minute's run collects it.
    if (error instanceof BusyError) return 0;
    throw error;
  }
}

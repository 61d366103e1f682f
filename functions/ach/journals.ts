/**
 * The journals of transfers. A payout is owed to its provider, then queued, then in transit, and settled from cash that its
 * claim has set aside. A debit is in transit from its claim on, then cash that is pending until its return hold is over.
 */
import { type Account, type GuardedAccount, type Journal, makeJournal, type Posting } from "../ledger";
import { money } from "../shared/money";
import type { AchTransfer } from "./transfers/transfer";

/** Whose books, and when and by whom they are written. */
export interface Place {
  /** The first 8 digits of the ODFI's routing number. */
  readonly odfi: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly region: string;
  readonly epoch: number;
}

const CURRENCY = "USD";

const account = (kind: Account["kind"], owner: string): Account => ({ kind, owner, currency: CURRENCY });
const debit = (to: Account, cents: number): Posting[] => posting("debit", to, cents);
const credit = (to: Account, cents: number): Posting[] => posting("credit", to, cents);

function posting(direction: Posting["direction"], to: Account, cents: number): Posting[] {
  return cents === 0 ? [] : [{ account: to, direction, amount: money(cents, CURRENCY) }];
}

/** Whether a transfer's own amount is booked: prenotes move nothing, and micro-entries of one verification come to nothing. */
export function isBooked({ purpose }: Pick<AchTransfer, "purpose">): boolean {
  return purpose !== "prenote" && purpose !== "micro_entry";
}

/** The account that a payout is paid from and a debit is paid to. */
export function ownAccount(transfer: Pick<AchTransfer, "providerId" | "customerId">): GuardedAccount {
  const { providerId, customerId = "" } = transfer;
  if (providerId === undefined) return { kind: "customer_credit", owner: customerId, currency: CURRENCY };
  return { kind: "provider_payable", owner: providerId, currency: CURRENCY };
}

/** The rail that pays payments by debits, and the owner of its books. */
export const DEBIT_RAIL = "ach-debit";

/** What a transfer is paid from or to: its owner's money, or that of the payments' rail, which the payments book against. */
function paidAccount(transfer: AchTransfer): Account {
  return transfer.paymentId === undefined ? ownAccount(transfer) : account("clearing", DEBIT_RAIL);
}

function owedAccount({ providerId, customerId = "" }: AchTransfer): Account {
  return providerId === undefined
    ? account("customer_receivable", customerId)
    : account("provider_receivable", providerId);
}

/** The id of the journal that queues a payout. */
function queueJournalId({ id, queuedBy }: Pick<AchTransfer, "id" | "queuedBy">): string {
  return queuedBy ?? `${id}/queue`;
}

/** The postings by which a payout is queued, for the journal of whoever pays it out. */
export function queuePostings(odfi: string, transfer: AchTransfer): Posting[] {
  const { amountCents } = transfer;
  return [...debit(paidAccount(transfer), amountCents), ...credit(account("payouts_queued", odfi), amountCents)];
}

/** A payout was made: what was owed waits for its window. */
export function queueJournal(place: Place, transfer: AchTransfer): Journal {
  return book(place, transfer, queueJournalId(transfer), "payout_queued", queuePostings(place.odfi, transfer));
}

/** A payout was cancelled: it is owed as before. */
export function cancelJournal(place: Place, transfer: AchTransfer): Journal {
  const { amountCents } = transfer;
  const postings = [
    ...debit(account("payouts_queued", place.odfi), amountCents),
    ...credit(paidAccount(transfer), amountCents),
  ];
  return book(place, transfer, `${transfer.id}/cancel`, "payout_cancelled", postings, queueJournalId(transfer));
}

/**
 * A debit is reversed: what it brought waits for its window, out of its hold, or from what its owner has; what is lacking the
 * owner owes.
 */
export function reversalJournal(place: Place, reversal: AchTransfer, debited: AchTransfer, ownCents: number): Journal {
  const { odfi } = place;
  const { amountCents } = debited;
  const isHeld = debited.heldUntil !== undefined;
  const fromOwner = isHeld ? 0 : Math.min(ownCents, amountCents);
  const postings = [
    ...debit(account("ach_debits_pending", odfi), isHeld ? amountCents : 0),
    ...debit(ownAccount(debited), fromOwner),
    ...debit(owedAccount(debited), isHeld ? 0 : amountCents - fromOwner),
    ...credit(account("payouts_queued", odfi), amountCents),
  ];
  return book(place, reversal, queueJournalId(reversal), "reversal_queued", postings);
}

/** What a claim takes into its file, cents. */
export interface ClaimSums {
  readonly creditCents: number;
  readonly debitCents: number;
}

/** The sums of transfers that are booked. */
export function sumsOf(transfers: readonly AchTransfer[]): ClaimSums {
  const sum = (direction: AchTransfer["direction"]) =>
    transfers
      .filter((each) => each.direction === direction && isBooked(each))
      .reduce((cents, { amountCents }) => cents + amountCents, 0);
  return { creditCents: sum("credit"), debitCents: sum("debit") };
}

/** Transfers are claimed into a file: cash is set aside for payouts, debits are on their way. Nothing where nothing is booked. */
export function claimJournal(place: Place, fileId: string, step: string, sums: ClaimSums): Journal | undefined {
  return fileJournal(place, fileId, `claim/${step}`, "ach_claimed", claimPostings(place.odfi, sums));
}

/** Transfers of a file that never left go back into the queue. */
export function releaseJournal(place: Place, fileId: string, step: string, sums: ClaimSums): Journal | undefined {
  const postings = claimPostings(place.odfi, sums).map(turned);
  return fileJournal(place, fileId, `release/${step}`, "ach_claim_released", postings);
}

function claimPostings(odfi: string, { creditCents, debitCents }: ClaimSums): Posting[] {
  return [
    ...debit(account("payouts_queued", odfi), creditCents),
    ...credit(account("payouts_in_transit", odfi), creditCents),
    ...debit(account("settlement_reserved", odfi), creditCents),
    ...credit(account("settlement_cash", odfi), creditCents),
    ...debit(account("ach_debits_in_transit", odfi), debitCents),
    ...credit(account("ach_debits_pending", odfi), debitCents),
  ];
}

/** Transfers of a file have settled: payouts took the cash that was set aside, debits brought theirs. */
export function settleJournal(place: Place, fileId: string, step: string, sums: ClaimSums): Journal | undefined {
  const { odfi } = place;
  return fileJournal(place, fileId, `settle/${step}`, "ach_settled", [
    ...debit(account("payouts_in_transit", odfi), sums.creditCents),
    ...credit(account("settlement_reserved", odfi), sums.creditCents),
    ...debit(account("settlement_cash", odfi), sums.debitCents),
    ...credit(account("ach_debits_in_transit", odfi), sums.debitCents),
  ]);
}

/** The return hold of a debit is over: what it brought is its owner's, or the payment's that it is the debit of. */
export function availableJournal(place: Place, transfer: AchTransfer): Journal {
  const { amountCents } = transfer;
  return book(place, transfer, `${transfer.id}/available`, "ach_debit_available", [
    ...debit(account("ach_debits_pending", place.odfi), amountCents),
    ...credit(paidAccount(transfer), amountCents),
  ]);
}

/** What accounts with a floor hold when a debit comes back, cents. */
export interface Held {
  /** What the owner still has of what debits brought; it matters once the hold is over. */
  readonly ownCents: number;
  readonly cashCents: number;
}

/**
 * A transfer came back, or its file was rejected: one journal of its own, which names that by which the payout was queued.
 * A payout is owed again; a refund that came back once it had settled is owed to the customer, as its payment is done with it. A debit is taken back: from what is pending, then from what its owner has, and the rest the owner
 * owes; the bank's part comes from cash as far as there is some. Nothing where nothing is booked.
 */
export function returnJournal(place: Place, transfer: AchTransfer, held: Held): Journal | undefined {
  const { odfi } = place;
  const { direction, amountCents, settledOn, heldUntil } = transfer;
  if (!isBooked(transfer)) return microReturnJournal(place, transfer, held);
  const hasSettled = settledOn !== undefined;
  if (direction === "credit") {
    const inTransit = [
      ...debit(account("payouts_in_transit", odfi), amountCents),
      ...debit(account("settlement_cash", odfi), amountCents),
      ...credit(account("settlement_reserved", odfi), amountCents),
    ];
    return book(
      place,
      transfer,
      `${transfer.id}/return`,
      "payout_returned",
      [
        ...(hasSettled ? debit(account("settlement_cash", odfi), amountCents) : inTransit),
        ...credit(hasSettled ? ownAccount(transfer) : paidAccount(transfer), amountCents),
      ],
      queueJournalId(transfer),
    );
  }
  const isPending = !hasSettled || heldUntil !== undefined;
  return book(place, transfer, `${transfer.id}/return`, "ach_debit_returned", [
    ...(isPending ? debit(account("ach_debits_pending", odfi), amountCents) : takenFromOwner(transfer, held)),
    ...(hasSettled
      ? takenByBank(odfi, amountCents, held)
      : credit(account("ach_debits_in_transit", odfi), amountCents)),
  ]);
}

/** Past its hold: from the rail's books, where the payment settles it with its own, or from what the owner has. */
function takenFromOwner(transfer: AchTransfer, { ownCents }: Held): Posting[] {
  const { amountCents, paymentId } = transfer;
  if (paymentId !== undefined) return debit(paidAccount(transfer), amountCents);
  const fromOwner = Math.min(ownCents, amountCents);
  return [...debit(ownAccount(transfer), fromOwner), ...debit(owedAccount(transfer), amountCents - fromOwner)];
}

/** Where one entry of a verification comes back alone, the others cost or bring their cents. */
function microReturnJournal(place: Place, transfer: AchTransfer, held: Held): Journal | undefined {
  const { odfi } = place;
  const { purpose, direction, amountCents } = transfer;
  if (purpose !== "micro_entry") return undefined;
  const costs = account("verification_costs", odfi);
  const postings =
    direction === "credit"
      ? [...debit(account("settlement_cash", odfi), amountCents), ...credit(costs, amountCents)]
      : [...debit(costs, amountCents), ...takenByBank(odfi, amountCents, held)];
  return book(place, transfer, `${transfer.id}/return`, "micro_entry_returned", postings);
}

function takenByBank(odfi: string, cents: number, { cashCents }: Held): Posting[] {
  const fromCash = Math.min(cashCents, cents);
  return [
    ...credit(account("settlement_cash", odfi), fromCash),
    ...credit(account("returns_payable", odfi), cents - fromCash),
  ];
}

function turned(each: Posting): Posting {
  return { ...each, direction: each.direction === "debit" ? "credit" : "debit" };
}

function fileJournal(
  place: Place,
  fileId: string,
  step: string,
  kind: string,
  postings: readonly Posting[],
): Journal | undefined {
  const { at, region, epoch } = place;
  if (postings.length === 0) return undefined;
  return makeJournal({ id: `${fileId}/${step}`, kind, cause: fileId, postings, at, region, epoch });
}

function book(
  { at, region, epoch }: Place,
  { id: cause }: AchTransfer,
  id: string,
  kind: string,
  postings: readonly Posting[],
  corrects?: string,
): Journal {
  return makeJournal({ id, kind, cause, postings, at, region, epoch, ...(corrects !== undefined && { corrects }) });
}

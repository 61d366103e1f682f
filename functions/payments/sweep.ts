import type { Log } from "../shared/logging";
import { bookSettlement, collectSettlements, type SettlingParts } from "./acquirer-settlement";
import { chargeReference, referenceOf } from "./attempt";
import { expire } from "./capture";
import { type Attended, attendDue, type DueParts, type DueRun, type Tally } from "./due";
import { resumeLateSuccess } from "./late-success";
import type { PaymentTransaction } from "./payment";
import { recoverAttempt } from "./recovery";
import { LostItemError } from "./lost-item";
import { attemptKeyOf, idOf } from "./store-items";

/** What the sweep works with. */
export type SweepParts = SettlingParts & DueParts & { readonly log: Pick<Log, "error" | "warn"> };

/** What a sweep met, by kind. */
export interface SweepReport {
  readonly attempts: Tally;
  readonly authorisations: Tally;
  readonly suspense: Tally;
  /** Where the environment has a bank: payments whose settlement was booked, and what its settlement account got, cents. */
  readonly settlements?: Tally;
  readonly collectedCents?: number;
}

const MINUTE_MS = 60_000;

/** Past it, what still waits is counted, for an alarm: nothing that goes well takes so long. */
export const OVERDUE_MS = 60 * MINUTE_MS;

/**
 * Finishes what time-outs and crashes left open, each minute: asks the rails about open attempts, ends authorisations
 * whose time is over, gives back what late charges took, and books what acquirers have paid out. Several runs at once do
 * no harm. What waits for longer than an hour, or past the time that its rail has told, is counted each time that it is
 * met, and logged by its name: `OverdueAttempts`, `OverdueAuthorisations`, `OverdueSuspense`.
 */
export async function sweep(parts: SweepParts, run: DueRun): Promise<SweepReport> {
  const attempts = await attendDue(parts, "attempt", run, async (key) => {
    const standing = await recoverAttempt(parts, attemptKeyOf(key));
    if (!standing) throw new LostItemError("An attempt that is due is not there, or its payment is not.");
    const { attempt, expectedBy } = standing;
    if (attempt.status !== "open") return "done";
    return waitsForDays(parts, expectedBy) ?? waits(parts, attempt.startedAt, "OverdueAttempts", referenceOf(attempt));
  });
  const authorisations = await attendDue(parts, "authorisation", run, async (key) => {
    const { authorisationExpiresAt: expiresAt, ...payment } = await paymentOf(parts, idOf(key));
    if (!isAuthorised(payment) || expiresAt === undefined) return "done";
    // A capture or void that is under way decides; its own attempt is swept.
    const result = await expire(parts, payment.id);
    if (result.ok && !isAuthorised(result.payment)) return "done";
    return waits(parts, expiresAt, "OverdueAuthorisations", payment.id);
  });
  const suspense = await attendDue(parts, "suspense", run, async (key) => {
    const { id, lateChargeAt } = await resumeLateSuccess(parts, await paymentOf(parts, idOf(key)));
    return lateChargeAt === undefined ? "done" : waits(parts, lateChargeAt, "OverdueSuspense", id);
  });
  if (!parts.settlements) return { attempts, authorisations, suspense };
  const settlements = await attendDue(parts, "settlement", run, async (key) => {
    const wait = await bookSettlement(parts, idOf(key));
    return wait === undefined ? "done" : { againInMs: wait };
  });
  const collectedCents = await collectSettlements(parts);
  return { attempts, authorisations, suspense, settlements, collectedCents };
}

async function paymentOf({ store }: SweepParts, paymentId: string): Promise<PaymentTransaction> {
  const { payment } = await store.read({ paymentId });
  if (payment) return payment;
  throw new LostItemError(`The payment of ${chargeReference(paymentId)} is due, and is not there.`);
}

function isAuthorised({ status, detail }: Pick<PaymentTransaction, "status" | "detail">): boolean {
  return status === "processing" && detail === "authorised";
}

/** What a rail takes days for is asked about each hour: its notice comes first, where it is not lost. */
function waitsForDays({ clock }: SweepParts, expectedBy: string | undefined): Attended | undefined {
  if (expectedBy === undefined) return undefined;
  const left = Date.parse(expectedBy) - clock.now();
  return left > 0 ? { againInMs: Math.min(left, OVERDUE_MS) } : undefined;
}

/**
 * What is young is looked at each minute, what is older every five; what is overdue each minute again, to be counted and
 * named in the log for whoever the alarm calls.
 */
function waits({ clock, count, log }: SweepParts, since: string, overdue: string, name: string): Attended {
  const age = clock.now() - Date.parse(since);
  const isOverdue = age >= OVERDUE_MS;
  if (isOverdue) {
    count(overdue);
    log.warn("something waits for too long", { counted: overdue, name, since });
  }
  return { againInMs: isOverdue || age < 10 * MINUTE_MS ? MINUTE_MS : 5 * MINUTE_MS };
}

import { toTimestamp } from "../../shared/clock";
import { maskError } from "../../shared/logging";
import { untilWritten } from "../../shared/retry";
import type { Day } from "../calendar";
import { easternDay } from "../calendar/eastern-time";
import { transferEvents } from "../events";
import { availableJournal } from "../journals";
import { type AchParts, type BatchParts, nextVersion, placeOf } from "../parts";
import type { AchTransfer } from "../transfers/transfer";

/**
 * Gives what a debit brought to its owner, once its return hold is over; it changes nothing before, or a second time.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function makeAvailable(parts: AchParts, transferId: string, today: Day): Promise<void> {
  await untilWritten(parts, async () => {
    const before = (await parts.store.transfers([transferId])).get(transferId);
    if (before?.heldUntil === undefined || before.heldUntil > today) return true;
    const { heldUntil: _heldUntil, ...kept } = before;
    const after = nextVersion<AchTransfer>(parts, kept, {});
    const written = await parts.store.commit({
      transfers: [{ before, after }],
      journals: [availableJournal(placeOf(parts), before)],
      events: transferEvents(parts, "ach.transfer_available", after),
    });
    return written.outcome === "written" ? true : undefined;
  });
}

/** Gives to their owners what all debits brought whose hold is over; one that fails holds up no other. Gives how many. */
export async function makeDueAvailable(parts: BatchParts, deadline: number): Promise<number> {
  const { clock, batches, log, count } = parts;
  const today = easternDay(clock.now());
  const seen = new Set<string>();
  let done = 0;
  while (clock.now() < deadline) {
    // The index lags, and what failed stands there still: each is looked at once a run.
    const found = (await batches.holdsOver(toTimestamp(clock.now()))).filter((id) => !seen.has(id));
    if (found.length === 0) break;
    for (const id of found) {
      seen.add(id);
      try {
        await makeAvailable(parts, id, today);
        done++;
      } catch (error) {
        const masked = maskError(error);
        log.error("what a debit brought could not be given to its owner", { transferId: id, error: masked });
        count("HoldsFailed");
      }
    }
  }
  return done;
}

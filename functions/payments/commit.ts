import type { EventType } from "../shared/events";
import type { PaymentParts } from "./parts";
import type { Commit, CommitOutcome } from "./payment-store";

/** What alarms are raised by: a count for each event of these types that was written. */
const COUNTED: Partial<Readonly<Record<EventType, string>>> = {
  "payment.failed": "PaymentFailures",
  "payment.late_success": "LateSuccesses",
  "payment.reversal_exceeded": "ReversalsExceeded",
};

/** Writes a commit, all or nothing, and counts what it tells of. */
export async function commit({ store, count }: PaymentParts, writes: Commit): Promise<CommitOutcome> {
  const written = await store.commit(writes);
  if (written.outcome !== "written") return written;
  for (const { type } of writes.events) {
    const name = COUNTED[type];
    if (name !== undefined) count(name);
  }
  return written;
}

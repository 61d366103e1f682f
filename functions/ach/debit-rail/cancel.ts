import { untilWritten } from "../../shared/retry";
import type { AchParts } from "../parts";
import { cancelCommit, cancelled } from "../transfers/cancel";
import { isCalledOff, keyOf, knownOf, type RailKnowledge, recordOf, transferOf } from "./knowledge";
import type { RequestOf } from "./request";

const TAKES_NOTHING: RailKnowledge = { outcome: "approved", code: "cancelled" };

/**
 * Makes sure that a charge takes nothing, also one that has not come yet. `approved`: it takes nothing; `declined`: it has
 * taken the money; `pending` while it is in a file, which nobody can call back.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function cancel(parts: AchParts, { of }: RequestOf<"cancel">): Promise<RailKnowledge> {
  return untilWritten(parts, async () => {
    const [debit, { record }] = await Promise.all([transferOf(parts, of), parts.store.read({ record: keyOf(of) })]);
    if (!debit) {
      if (isCalledOff(record)) return TAKES_NOTHING;
      const { outcome } = await parts.store.commit({ record: recordOf(of, "called_off", parts.clock.now()) });
      return outcome === "written" ? TAKES_NOTHING : undefined;
    }
    if (debit.detail !== "queued") return turned(knownOf(parts, debit));
    const after = cancelled(parts, debit, "voided");
    const { outcome } = await parts.store.commit(await cancelCommit(parts, debit, after));
    return outcome === "written" ? { ...TAKES_NOTHING, acquirerReference: debit.id } : undefined;
  });
}

/** What became of a charge, as the answer to its calling off. */
function turned(known: RailKnowledge): RailKnowledge {
  if (known.outcome === "approved") return { ...known, outcome: "declined" };
  return known.outcome === "declined" ? { ...known, outcome: "approved" } : known;
}

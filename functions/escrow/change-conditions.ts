import { requestFaults } from "../shared/request-fields";
import { untilWritten } from "../shared/retry";
import { type EscrowAccount, nextEscrow } from "./account";
import { readCondition } from "./conditions";
import { escrowEvent } from "./events";
import { type EscrowResult, releaseWhereReady } from "./facts";
import type { EscrowParts } from "./parts";
import { escrowNotFound, illegalTransition, refuse } from "./results";

/**
 * Agrees on other conditions, as long as nobody has relied on those before: nothing was released or disputed, and no fact
 * was given. The same conditions again change nothing.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function changeConditions(parts: EscrowParts, escrowId: string, asked: unknown): Promise<EscrowResult> {
  const faults = requestFaults({ escrow_id: escrowId });
  const read = readCondition(asked);
  if (!read.ok || faults.length > 0) return refuse(...faults, ...(read.ok ? [] : read.errors));
  const releaseConditions = read.condition;
  const kept = await untilWritten(parts, async (): Promise<EscrowResult | undefined> => {
    const account = await parts.escrows.find(escrowId);
    if (!account) return escrowNotFound();
    if (JSON.stringify(account.releaseConditions) === JSON.stringify(releaseConditions)) return { ok: true, account };
    if (account.status !== "holding" || hasFacts(account)) {
      return illegalTransition("Conditions can be changed while all is held and no fact was given.");
    }
    const changed = nextEscrow(parts, account, { releaseConditions });
    const events = [escrowEvent(parts, "escrow.conditions_changed", changed)];
    const { outcome } = await parts.escrows.commit({ account: changed, events });
    return outcome === "written" ? { ok: true, account: changed } : undefined;
  });
  return kept.ok ? { ok: true, account: await releaseWhereReady(parts, kept.account) } : kept;
}

function hasFacts({ events, approvals, evidence }: EscrowAccount): boolean {
  return events.length + approvals.length + evidence.length > 0;
}

import { toTimestamp } from "../shared/clock";
import type { RandomBytes } from "../shared/ids";
import { untilWritten } from "../shared/retry";
import { hasEnded, nextEscrow } from "./account";
import type { EscrowStore } from "./escrow-store";
import { escrowEvent } from "./events";
import type { HeldParts } from "./held";

/** What takes in a rail's word about its money works with. */
export interface FundsParts extends HeldParts {
  readonly escrows: EscrowStore;
  readonly random: RandomBytes;
}

/**
 * Keeps from when a rail's money is there: its own notice, over what the environment reckoned with. The escrow is due from
 * then, and the releaser does the rest. The same notice again, or one about an escrow that is over, changes nothing.
 *
 * @param at milliseconds since 1970
 * @returns whether there is such an escrow.
 * @throws BusyError, and whatever the ports throw.
 */
export function takeFunds(parts: FundsParts, escrowId: string, at: number): Promise<boolean> {
  const fundsAvailableAt = toTimestamp(at);
  return untilWritten(parts, async () => {
    const account = await parts.escrows.find(escrowId);
    if (!account) return false;
    if (hasEnded(account) || account.fundsAvailableAt === fundsAvailableAt) return true;
    const changed = nextEscrow(parts, account, { fundsAvailableAt });
    const events = [escrowEvent(parts, "escrow.funds_available", changed)];
    const { outcome } = await parts.escrows.commit({ account: changed, events });
    return outcome === "written" ? true : undefined;
  });
}

import { toTimestamp } from "../shared/clock";
import type { RandomBytes } from "../shared/ids";
import { untilWritten } from "../shared/retry";
import { type EscrowAccount, hasEnded, nextEscrow } from "./account";
import type { EscrowChange } from "./change";
import type { EscrowStore } from "./escrow-store";
import { escrowEvent } from "./events";
import type { HeldParts } from "./held";

/** What takes in a rail's word about its money works with. */
export interface FundsParts extends HeldParts {
  readonly escrows: EscrowStore;
  readonly random: RandomBytes;
}

/**
 * An escrow whose rail has said when its money is there; nothing where it is over, or the same was said before. One that is
 * over for a refund's sake keeps it without a word: should the rail refuse that refund, the money is held again.
 */
export function fundsChange(parts: HeldParts, account: EscrowAccount, at: number): EscrowChange | undefined {
  const fundsAvailableAt = toTimestamp(at);
  const isOver = hasEnded(account);
  if ((isOver && account.refundedCents === 0) || account.fundsAvailableAt === fundsAvailableAt) return undefined;
  const changed = nextEscrow(parts, account, { fundsAvailableAt });
  return { account: changed, events: isOver ? [] : [escrowEvent(parts, "escrow.funds_available", changed)] };
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
  return untilWritten(parts, async () => {
    const account = await parts.escrows.find(escrowId);
    if (!account) return false;
    const change = fundsChange(parts, account, at);
    if (!change) return true;
    const { outcome } = await parts.escrows.commit(change);
    return outcome === "written" ? true : undefined;
  });
}

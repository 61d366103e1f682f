import { money } from "../../shared/money";
import { untilWritten } from "../../shared/retry";
import { transferEvents } from "../events";
import { queueJournal } from "../journals";
import { nextVersion, placeOf, type PreparingParts } from "../parts";
import { prepareTransfer } from "../transfers/create";
import type { AchTransfer } from "../transfers/transfer";
import { knownOf, type RailKnowledge, transferIdOf } from "./knowledge";
import { paymentOf, type RequestOf } from "./request";

/** What the payer's bank shows a refund as. */
const DESCRIPTION = "REFUND";

/**
 * Gives a payment back to the account that it came from, once its return hold is over: the money might come back by itself
 * until then. Made once for its reference; the answer comes with its settlement. Declined where it cannot be made.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function refund(parts: PreparingParts, request: RequestOf<"refund">): Promise<RailKnowledge> {
  const { reference, of, amountCents, currency } = request;
  const [id, debitId] = [transferIdOf(parts, reference), transferIdOf(parts, of)];
  return untilWritten(parts, async () => {
    const found = await parts.store.transfers([id, debitId]);
    const [made, debit] = [found.get(id), found.get(debitId)];
    if (made) return knownOf(parts, made);
    const obstacle = obstacleOf(debit, request);
    if (!debit || obstacle !== undefined) return declined(obstacle ?? "charge_not_found");
    const { bankAccountId } = debit;
    const { account } = await parts.store.read({ bankAccountId });
    const amount = money(amountCents, currency);
    const asked = { direction: "credit", purpose: "payout", transferType: "standard", bankAccountId, amount } as const;
    const prepared = await prepareTransfer(parts, id, asked, { ...(account && { account }) });
    if (!prepared.ok) return declined(prepared.errors[0]?.code ?? "refused");
    const transfer: AchTransfer = {
      ...prepared.transfer,
      description: DESCRIPTION,
      paymentId: paymentOf(reference),
    };
    const { outcome } = await parts.store.commit({
      // The debit is written anew, so that its return meets its refund.
      transfers: [{ after: transfer }, { before: debit, after: nextVersion<AchTransfer>(parts, debit, {}) }],
      journals: [queueJournal(placeOf(parts), transfer)],
      events: transferEvents(parts, "ach.transfer_created", transfer),
    });
    return outcome === "written" ? knownOf(parts, transfer) : undefined;
  });
}

/** Why a debit's money is not given back. */
function obstacleOf(debit: AchTransfer | undefined, { amountCents, currency }: RequestOf<"refund">) {
  if (!debit) return "charge_not_found";
  if (debit.status === "failed") return "charge_failed";
  if (debit.status !== "completed" || debit.heldUntil !== undefined) return "return_hold_not_over";
  return currency !== "USD" || amountCents > debit.amountCents ? "amount_invalid" : undefined;
}

function declined(code: string): RailKnowledge {
  return { outcome: "declined", code };
}

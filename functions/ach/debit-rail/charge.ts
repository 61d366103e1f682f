import { money } from "../../shared/money";
import { untilWritten } from "../../shared/retry";
import type { Authorisation } from "../bank-accounts/account";
import { transferEvents } from "../events";
import type { PreparingParts } from "../parts";
import { refuse, type Refusal } from "../results";
import { counted } from "../transfers/counted";
import { currencyFaults, prepareTransfer } from "../transfers/create";
import { authorises } from "../transfers/compliance";
import type { AchTransfer } from "../transfers/transfer";
import { CALLED_OFF, isCalledOff, keyOf, knownOf, type RailKnowledge, recordOf, transferIdOf } from "./knowledge";
import { METHOD, paymentOf, type RequestOf } from "./request";

/**
 * Takes a payment from its customer's bank account: makes the debit, with an authorisation that covers it, once for its
 * reference; the answer comes with its settlement. One that was called off before it came is never made.
 *
 * @returns all that is wrong where no debit is made; nothing is written then.
 * @throws BusyError, and whatever the ports throw.
 */
export async function charge(parts: PreparingParts, request: RequestOf<"charge">): Promise<RailKnowledge | Refusal> {
  const { reference, customerId, method: bankAccountId } = request;
  const amount = money(request.amountCents, request.currency);
  const faults = currencyFaults(amount);
  if (faults.length > 0) return refuse(...faults);
  const id = transferIdOf(parts, reference);
  return untilWritten(parts, async () => {
    const now = parts.clock.now();
    const [known, { record, account }, authorisations] = await Promise.all([
      parts.store.transfers([id]),
      parts.store.read({ record: keyOf(reference), bankAccountId }),
      parts.store.authorisationsOf(bankAccountId),
    ]);
    const made = known.get(id);
    if (made) return knownOf(parts, made);
    if (isCalledOff(record)) return CALLED_OFF;
    // One answer for an account that is not there and for another's, so that accounts cannot be probed.
    const isOwn = account?.owner.kind === "customer" && account.owner.id === customerId;
    if (!isOwn) return refuse(ACCOUNT_NOT_FOUND);
    const authorisation = chosenOf(authorisations, amount.cents);
    const asked = {
      ...({ direction: "debit", purpose: "payment", transferType: "standard", bankAccountId, amount } as const),
      ...(authorisation && { authorisationId: authorisation.id }),
    };
    const prepared = await prepareTransfer(parts, id, asked, { account, ...(authorisation && { authorisation }) });
    if (!prepared.ok) return prepared;
    const debit: AchTransfer = { ...prepared.transfer, paymentId: paymentOf(reference) };
    const { transfer, counter } = counted(parts, debit, prepared);
    const used = authorisation?.use === "single" && authorisation;
    const { outcome } = await parts.store.commit({
      transfers: [{ after: transfer }],
      record: recordOf(reference, "sent", now),
      ...(used && { authorisation: { ...used, usedBy: id, version: used.version + 1 } }),
      counter,
      events: transferEvents(parts, "ach.transfer_created", transfer),
    });
    return outcome === "written" ? knownOf(parts, transfer) : undefined;
  });
}

/** What was given for one debit goes before what may be used again; of each, the one that was kept last. */
function chosenOf(authorisations: readonly Authorisation[], amountCents: number): Authorisation | undefined {
  const held = authorisations.filter((each) => authorises(each, amountCents));
  return held.findLast(({ use }) => use === "single") ?? held.at(-1);
}

const ACCOUNT_NOT_FOUND = {
  code: "bank_account_not_found",
  param: METHOD,
  message: `${METHOD}: this customer has no such bank account.`,
} as const;

import { madeId } from "../../shared/made-id";
import { money } from "../../shared/money";
import { requestFaults } from "../../shared/request-fields";
import { untilWritten } from "../../shared/retry";
import type { Authorisation } from "../bank-accounts/account";
import { lastReinitiationDay, mayReinitiate } from "../calendar/deadlines";
import { DESCRIPTIONS, inForce } from "../calendar/network-rules";
import { transferEvents } from "../events";
import { nextVersion, type PreparingParts } from "../parts";
import { type Refusal, refuse } from "../results";
import { illegal, OF_PAYMENT, TRANSFER_NOT_FOUND } from "./cancel";
import { counted } from "./counted";
import { prepareTransfer, type PreparedTransfer, type TransferResult } from "./create";
import { type AchTransfer, isInternal, stateName } from "./transfer";

/**
 * Tries a returned debit again, as Nacha allows: one that came back as R01 or R09, twice at most, within 180 days of its
 * first settlement, with the same amount, under the same name and identification. All checks of a new debit hold for it. It
 * is tried again once for each return: the same request again gets the same transfer.
 *
 * @throws BusyError, and whatever the ports throw.
 */
export async function reinitiateTransfer(parts: PreparingParts, transferId: string): Promise<TransferResult> {
  const faults = requestFaults({ transfer_id: transferId });
  if (faults.length > 0) return refuse(...faults);
  return untilWritten(parts, async () => {
    const returned = (await parts.store.transfers([transferId])).get(transferId);
    if (!returned || isInternal(returned)) return refuse(TRANSFER_NOT_FOUND);
    if (returned.paymentId !== undefined) return illegal(OF_PAYMENT);
    const { retriedBy } = returned;
    if (retriedBy !== undefined) {
      const transfer = (await parts.store.transfers([retriedBy])).get(retriedBy);
      return transfer ? { ok: true, transfer } : refuse(TRANSFER_NOT_FOUND);
    }
    if (returned.direction !== "debit" || returned.purpose === "reversal" || returned.detail !== "returned") {
      return illegal(`A ${returned.direction} that is ${stateName(returned)} is not tried again: a returned debit is.`);
    }
    const prepared = await prepareRetry(parts, returned);
    if (!prepared.ok) return prepared;
    const allowed = retryOf(returned, prepared);
    if (!allowed) return notAllowed(returned);
    const { transfer: retry, counter } = counted(parts, allowed, prepared);
    const written = await parts.store.commit({
      transfers: [
        { before: returned, after: nextVersion<AchTransfer>(parts, returned, { retriedBy: retry.id }) },
        { after: retry },
      ],
      counter,
      events: transferEvents(parts, "ach.transfer_created", retry),
    });
    return written.outcome === "written" ? { ok: true, transfer: retry } : undefined;
  });
}

async function prepareRetry(parts: PreparingParts, returned: AchTransfer): Promise<PreparedTransfer | Refusal> {
  const { direction, bankAccountId, authorisationId, purpose, retries = 0 } = returned;
  const first = returned.retryOf ?? returned.id;
  const { account, authorisation } = await parts.store.read({
    bankAccountId,
    ...(authorisationId !== undefined && { authorisationId }),
  });
  const asked = {
    ...{ direction, bankAccountId, purpose, transferType: "standard" as const },
    amount: money(returned.amountCents, "USD"),
    ...(authorisationId !== undefined && { authorisationId }),
  };
  const id = madeId(parts, "ach", { caller: first, key: String(retries + 1) }, ["reinitiate"]);
  return prepareTransfer(parts, id, asked, {
    ...(account && { account }),
    ...(authorisation && { authorisation: heldFor(first, authorisation) }),
  });
}

/** A single authorisation is not used up by the debit that it was given for and that did not come through. */
function heldFor(first: string, { usedBy, ...authorisation }: Authorisation): Authorisation {
  return usedBy === undefined || usedBy === first ? authorisation : { ...authorisation, usedBy };
}

/** The debit as it is tried again, or nothing where the network's rules do not allow it. */
function retryOf(returned: AchTransfer, { transfer }: PreparedTransfer): AchTransfer | undefined {
  const { id, returnCode: code = "", secCode, paymentType, retries = 0, settledOn, window } = returned;
  const { processingDay, effectiveEntryDate } = transfer.window;
  const firstSettledOn = returned.firstSettledOn ?? settledOn ?? window.effectiveEntryDate;
  if (!mayReinitiate({ code, firstSettledOn, reinitiations: retries }, effectiveEntryDate)) return undefined;
  return {
    ...transfer,
    ...{ secCode, firstSettledOn, retries: retries + 1, retryOf: returned.retryOf ?? id },
    ...(paymentType !== undefined && { paymentType }),
    description: inForce(DESCRIPTIONS, processingDay).reinitiation,
    settlesBy: lastReinitiationDay(firstSettledOn),
  };
}

function notAllowed({ returnCode = "no code", retries = 0 }: AchTransfer): Refusal {
  const message = `It came back as ${returnCode} and was tried again ${retries} times; allowed are R01 and R09, twice, within 180 days of the first settlement.`;
  return refuse({ code: "reinitiation_not_allowed", param: "", message });
}

import type { ApiAnswer, Route } from "../../api";
import { parseMoney } from "../../shared/money";
import type { Caller } from "../../shared/request-fields";
import type { TransferParts } from "../parts";
import { transferResource } from "../resources";
import { type Refusal, refuse } from "../results";
import { cancelTransfer } from "./cancel";
import { createTransfer, type TransferResult } from "./create";
import { getTransfer, listTransfers } from "./read";
import { reinitiateTransfer } from "./reinitiate";
import { reverseTransfer } from "./reverse";

type Routes = {
  readonly [
    Id in
      | "createAchTransfer"
      | "getAchTransfer"
      | "listAchTransfers"
      | "cancelAchTransfer"
      | "reinitiateAchTransfer"
      | "reverseAchTransfer"
  ]: Route<Id>;
};

/** The operations of the API about transfers. */
export function transferRoutes(connected: () => Promise<TransferParts>): Routes {
  return {
    async createAchTransfer({ body, caller, idempotencyKey }) {
      const { direction, amount, currency, bank_account_id: bankAccountId } = body;
      const { transfer_type: transferType, purpose, needed_by, authorisation_id } = body;
      const read = parseMoney(amount, currency);
      if (!read.ok) return refuse(...read.faults);
      const who: Caller = { caller, ...(idempotencyKey !== undefined && { key: idempotencyKey }) };
      const made = await createTransfer(await connected(), who, {
        ...{ direction, bankAccountId, transferType },
        amount: read.money,
        ...(purpose && { purpose }),
        ...(needed_by !== undefined && { neededBy: needed_by }),
        ...(authorisation_id !== undefined && { authorisationId: authorisation_id }),
      });
      return transferAnswer(made, 201);
    },

    async getAchTransfer({ path }) {
      const found = await getTransfer(await connected(), path.transfer_id);
      return found.ok ? { status: 200, body: found.transfer } : found;
    },

    async listAchTransfers({ query }) {
      const { limit, cursor, provider_id, customer_id, status, created_after, created_before } = query;
      const listed = await listTransfers(await connected(), {
        limit,
        ...(cursor !== undefined && { cursor }),
        ...(provider_id !== undefined && { providerId: provider_id }),
        ...(customer_id !== undefined && { customerId: customer_id }),
        ...(status && { status }),
        ...(created_after !== undefined && { createdAfter: created_after }),
        ...(created_before !== undefined && { createdBefore: created_before }),
      });
      return listed.ok ? { status: 200, body: listed.page } : listed;
    },

    async cancelAchTransfer({ path }) {
      return transferAnswer(await cancelTransfer(await connected(), path.transfer_id), 200);
    },

    async reinitiateAchTransfer({ path }) {
      return transferAnswer(await reinitiateTransfer(await connected(), path.transfer_id), 201);
    },

    async reverseAchTransfer({ path, body: { reason, found_at } }) {
      const parts = await connected();
      const foundAt = found_at === undefined ? parts.clock.now() : Date.parse(found_at);
      return transferAnswer(await reverseTransfer(parts, path.transfer_id, { reason, foundAt }), 201);
    },
  };
}

function transferAnswer(result: TransferResult, status: 200 | 201): ApiAnswer | Refusal {
  if (!result.ok) return result;
  const body = transferResource(result.transfer);
  const headers = { location: `/ach-transfers/${encodeURIComponent(result.transfer.id)}` };
  return { status, body, ...(status === 201 && { headers }) };
}

import type { ApiAnswer, Resources, Route } from "../../api";
import { getCustomer, getProvider, listMethods, type PartyParts, putCustomer, putProvider } from "./parties";
import { PROVIDER_DEFAULTS, usualSchedule } from "./party";
import { customerResource, providerResource } from "./resource";

type Routes = {
  readonly [Id in "putCustomer" | "getCustomer" | "putProvider" | "getProvider" | "listPaymentMethods"]: Route<Id>;
};

/** The operations of the API about customers, providers and payment methods. */
export function partyRoutes(parts: PartyParts): Routes {
  return {
    async putCustomer({ path, body }) {
      const put = await putCustomer(parts, path.customer_id, commonOf(body), body.version);
      return put.ok ? shown(customerResource(put.party), put.created) : put;
    },

    async getCustomer({ path }) {
      const found = await getCustomer(parts, path.customer_id);
      return found.ok ? shown(customerResource(found.party)) : found;
    },

    async putProvider({ path, body }) {
      const { payout_account, payout_schedule, fee_plan } = body;
      const put = await putProvider(
        parts,
        path.provider_id,
        {
          ...commonOf(body),
          ...(payout_account !== undefined && { payoutAccount: payout_account }),
          payoutSchedule: payout_schedule ?? usualSchedule(payout_account),
          feePlan: fee_plan ?? PROVIDER_DEFAULTS.feePlan,
        },
        body.version,
      );
      return put.ok ? shown(providerResource(put.party), put.created) : put;
    },

    async getProvider({ path }) {
      const found = await getProvider(parts, path.provider_id);
      return found.ok ? shown(providerResource(found.party)) : found;
    },

    async listPaymentMethods({ path, query }) {
      const { limit, cursor } = query;
      const listed = await listMethods(parts, {
        customerId: path.customer_id,
        limit,
        ...(cursor !== undefined && { cursor }),
      });
      return listed.ok ? shown(listed.page) : listed;
    },
  };
}

/** What is said of a party of either kind. */
function commonOf(body: {
  readonly status?: Resources["PartyStatus"];
  readonly external_reference?: string;
  readonly name?: string;
  readonly email?: string;
}) {
  const { status = "active", external_reference, name, email } = body;
  return {
    status,
    ...(external_reference !== undefined && { externalReference: external_reference }),
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
  };
}

function shown(body: object, created = false): ApiAnswer {
  return { status: created ? 201 : 200, body };
}

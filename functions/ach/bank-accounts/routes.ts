import type { ApiAnswer, Resources, Route } from "../../api";
import { parseMoney } from "../../shared/money";
import type { AccountParts } from "../parts";
import { accountResource, authorisationResource } from "../resources";
import { type Fault, type Refusal, refuse } from "../results";
import type { AccountOwner, BankAccount } from "./account";
import { authorise, type Authorised, revoke } from "./authorise";
import { accountsOf, getAccount, registerAccount } from "./register";
import { accountNow, beginVerification, confirmAmounts } from "./verify";

type Routes = {
  readonly [
    Id in
      | "createBankAccount"
      | "getBankAccount"
      | "listBankAccounts"
      | "verifyBankAccount"
      | "authoriseDebits"
      | "revokeAuthorisation"
  ]: Route<Id>;
};

/** The operations of the API about bank accounts. */
export function accountRoutes(connected: () => Promise<AccountParts>): Routes {
  return {
    async createBankAccount({ body }) {
      const owner = ownerOf(body);
      if ("errors" in owner) return owner;
      const parts = await connected();
      const registered = await registerAccount(parts, {
        owner,
        holderName: body.holder_name,
        holderType: body.holder_type,
        routingNumber: body.routing_number,
        accountNumber: body.account_number,
        accountType: body.account_type,
      });
      return registered.ok ? shown(parts, registered.account, registered.created ? 201 : 200) : registered;
    },

    async getBankAccount({ path }) {
      const parts = await connected();
      const found = await getAccount(parts, path.bank_account_id);
      return found.ok ? shown(parts, found.account) : found;
    },

    async listBankAccounts({ query }) {
      const owner = ownerOf(query);
      if ("errors" in owner) return owner;
      const parts = await connected();
      const found = await accountsOf(parts, owner);
      if (!found.ok) return found;
      const data = found.accounts.map((account) => accountResource(accountNow(parts, account)));
      return { status: 200, body: { data } };
    },

    async verifyBankAccount({ path, body }) {
      const { method, amounts } = body;
      if ((method === undefined) === (amounts === undefined)) return refuse(METHOD_OR_AMOUNTS);
      const parts = await connected();
      if (method !== undefined) {
        const started = await beginVerification(parts, path.bank_account_id, method);
        return started.ok ? shown(parts, started.account, 202) : started;
      }
      const cents = centsOf(amounts ?? []);
      if ("errors" in cents) return cents;
      const confirmed = await confirmAmounts(parts, path.bank_account_id, cents);
      return confirmed.ok ? shown(parts, confirmed.account) : confirmed;
    },

    async authoriseDebits({ path, body }) {
      const { method, use, evidence, given_at: givenAt, amount_max } = body;
      const most = amount_max === undefined ? undefined : parseMoney(amount_max, "USD", "amount_max");
      if (most && !most.ok) return refuse(...most.faults);
      const kept = await authorise(await connected(), {
        bankAccountId: path.bank_account_id,
        ...{ method, use, evidence, givenAt },
        ...(most?.ok && { amountCentsMax: most.money.cents }),
      });
      return authorisationAnswer(kept, 201);
    },

    async revokeAuthorisation({ path }) {
      return authorisationAnswer(await revoke(await connected(), path.bank_account_id, path.authorisation_id), 200);
    },
  };
}

function shown(parts: AccountParts, account: BankAccount, status: 200 | 201 | 202 = 200): ApiAnswer {
  const headers = { location: `/bank-accounts/${encodeURIComponent(account.id)}` };
  return { status, body: accountResource(accountNow(parts, account)), ...(status !== 200 && { headers }) };
}

function authorisationAnswer(result: Authorised, status: 200 | 201): ApiAnswer | Refusal {
  return result.ok ? { status, body: authorisationResource(result.authorisation) } : result;
}

/** Whose account it is: a customer's or a provider's, not both. */
function ownerOf({
  customer_id,
  provider_id,
}: Pick<Resources["NewBankAccount"], "customer_id" | "provider_id">): AccountOwner | Refusal {
  if (customer_id !== undefined && provider_id === undefined) return { kind: "customer", id: customer_id };
  if (provider_id !== undefined && customer_id === undefined) return { kind: "provider", id: provider_id };
  const message = "customer_id: allowed is customer_id or provider_id, one of them.";
  return refuse({ code: customer_id === undefined ? "required" : "invalid", param: "customer_id", message });
}

/** How many amounts a verification sends. */
const AMOUNTS = 2;

function centsOf(amounts: readonly string[]): readonly number[] | Refusal {
  if (amounts.length !== AMOUNTS) {
    const message = `amounts: saw ${amounts.length}, allowed are the ${AMOUNTS} that were sent.`;
    return refuse({ code: "invalid", param: "amounts", message });
  }
  const read = amounts.map((amount, place) => parseMoney(amount, "USD", `amounts[${place}]`));
  const faults = read.flatMap((each) => (each.ok ? [] : each.faults));
  return faults.length > 0 ? refuse(...faults) : read.flatMap((each) => (each.ok ? [each.money.cents] : []));
}

const METHOD_OR_AMOUNTS: Fault = {
  code: "invalid",
  param: "method",
  message: "method: allowed is method, to begin, or amounts, to confirm; one of them.",
};

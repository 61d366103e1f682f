import type { MaskedCard, PaymentMethod } from "./method";
import type { Customer, Provider } from "./party";

/** A customer as the API shows it. */
export function customerResource(customer: Customer) {
  return { customer_id: customer.id, ...partyFields(customer) };
}

/** A provider as the API shows it. */
export function providerResource(provider: Provider) {
  const { id, payoutAccount, payoutSchedule, nextPayoutOn, feePlan } = provider;
  return {
    provider_id: id,
    ...(payoutAccount !== undefined && { payout_account: payoutAccount }),
    payout_schedule: payoutSchedule,
    ...(nextPayoutOn !== undefined && { next_payout_on: nextPayoutOn }),
    fee_plan: feePlan,
    ...partyFields(provider),
  };
}

function partyFields(party: Customer | Provider) {
  const { status, externalReference, name, email, version, registeredAt, updatedAt } = party;
  return {
    status,
    ...(externalReference !== undefined && { external_reference: externalReference }),
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    version,
    created_at: registeredAt,
    updated_at: updatedAt,
  };
}

/** What may be shown of a card, as the API shows it. */
export function cardResource({ brand, bin, lastFour, expMonth, expYear }: MaskedCard) {
  return { brand, ...(bin !== undefined && { bin }), last_four: lastFour, exp_month: expMonth, exp_year: expYear };
}

/** A customer's payment method as the API shows it. */
export function methodResource(customerId: string, method: PaymentMethod) {
  return {
    payment_method: method.token,
    customer_id: customerId,
    type: "card" as const,
    card: cardResource(method),
    created_at: method.addedAt,
  };
}

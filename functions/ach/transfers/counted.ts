import type { AccountOwner } from "../bank-accounts/account";
import type { AchParts } from "../parts";
import type { OwnerCounterChange, OwnerCounterReturn } from "./limits";
import type { AchTransfer } from "./transfer";

/** A transfer that counts for its owner's day, and what the transaction counts that makes it. */
export function counted(
  { settings }: Pick<AchParts, "settings">,
  transfer: AchTransfer,
  { owner, day }: { readonly owner: AccountOwner; readonly day: string },
): { readonly transfer: AchTransfer; readonly counter: OwnerCounterChange } {
  const counter = { owner, day, cents: transfer.amountCents, limit: settings.limits.perDay };
  return { transfer: { ...transfer, countedOn: day }, counter };
}

/**
 * What a transfer gives back to the day that it was counted on, where it is cancelled. Nothing where it never counted, as a
 * release's payout, and where that day's counter is not kept any more.
 */
export async function givenBackBy(
  { store }: Pick<AchParts, "store">,
  { countedOn: day, providerId, customerId, amountCents: cents }: AchTransfer,
): Promise<OwnerCounterReturn | undefined> {
  if (day === undefined) return undefined;
  const owner: AccountOwner =
    providerId === undefined ? { kind: "customer", id: customerId ?? "" } : { kind: "provider", id: providerId };
  const { counter } = await store.read({ counter: { owner, day } });
  return counter && counter.count > 0 && counter.sumCents >= cents ? { owner, day, cents } : undefined;
}

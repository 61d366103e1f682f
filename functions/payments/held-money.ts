import type { EscrowAccount } from "../escrow";
import type { Attempt } from "./attempt";
import { providerOf } from "./journals";
import type { PaymentParts } from "./parts";
import type { PaymentTransaction } from "./payment";
import { LostItemError } from "./lost-item";
import type { Ending } from "./settlement";

/** Where a payment's money is held; nothing where it is not. @throws LostItemError */
export async function escrowOf(
  { escrows }: PaymentParts,
  { id, escrowId }: PaymentTransaction,
): Promise<EscrowAccount | undefined> {
  if (escrowId === undefined) return undefined;
  const account = await escrows.find(escrowId);
  if (account) return account;
  throw new LostItemError(`The escrow of the payment ${id} is not in its table.`);
}

/** What the provider owes the platform, in cents. */
export function owedFor({ escrows }: PaymentParts, payment: PaymentTransaction): Promise<number> {
  return escrows.balance({ kind: "provider_receivable", owner: providerOf(payment), currency: payment.currency });
}

/** What is known of a payment's held money when one of its attempts is settled. */
export interface HeldMoney {
  readonly escrow?: EscrowAccount;
  readonly owedCents: number;
}

/** What a settlement must know of held money: a refund that fails puts some back; one that was given up, and is paid, takes some. */
export async function heldMoneyFor(
  parts: PaymentParts,
  payment: PaymentTransaction,
  { operation, status, amountCents, escrowCents = amountCents }: Attempt,
  { outcome }: Ending,
): Promise<HeldMoney> {
  const isPaid = outcome === "approved";
  if (operation !== "refund" || (isPaid && status === "open")) return { owedCents: 0 };
  const [escrow, owedCents] = await Promise.all([
    escrowOf(parts, payment),
    escrowCents < amountCents && !isPaid ? owedFor(parts, payment) : 0,
  ]);
  return { owedCents, ...(escrow && { escrow }) };
}

/** Who is paid out on the ACH journey. */

/** A provider, what the card paid for it, and the account that is to get it. */
export interface Party {
  readonly provider: string;
  readonly holder: string;
  readonly amount: string;
  readonly accountNumber: string;
}

/** Three of them, by what the bank does with a payout (local/bank/magic-accounts.ts). */
export interface Parties<T> {
  readonly open: T;
  readonly closed: T;
  readonly moved: T;
}

/** Providers of their own, so that the journey can be run again on one deployment. @param name eight hexadecimal digits */
export function partiesOf(name: string): Parties<Party> {
  const number = (ending: string) => `0000${String(parseInt(name.slice(0, 3), 16)).padStart(4, "0")}${ending}`;
  return {
    open: { provider: `open_${name}`, holder: "Open Account LLC", amount: "120.00", accountNumber: number("1234") },
    closed: {
      provider: `closed_${name}`,
      holder: "Closed Account LLC",
      amount: "80.00",
      accountNumber: number("9902"),
    },
    moved: { provider: `moved_${name}`, holder: "Moved Account LLC", amount: "60.00", accountNumber: number("9801") },
  };
}

/** One after the other, so that lines and numbers come in their order. */
export async function forEach<T, U>(
  { open, closed, moved }: Parties<T>,
  work: (each: T) => Promise<U>,
): Promise<Parties<U>> {
  return { open: await work(open), closed: await work(closed), moved: await work(moved) };
}

/** All three, in their order. */
export const allOf = <T>({ open, closed, moved }: Parties<T>): readonly T[] => [open, closed, moved];

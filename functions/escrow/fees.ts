import { addMoney, type Money, money, shareOfMoney, splitMoney, subtractMoney } from "../shared/money";

/** What the platform takes of a release. */
export interface FeePlan {
  /** Of what is released, rounded half up to the cent. */
  readonly basisPoints: number;
  /** Cents, once an escrow: with the first release. */
  readonly flatCents: number;
}

/** Whom a release goes to, and by what weight they share it. */
export interface Beneficiary {
  readonly providerId: string;
  /** Basis points; those of all beneficiaries add up to 10,000. */
  readonly basisPoints: number;
}

/** A release taken apart; `fee` and all `shares` add up to what is released, to the cent. */
export interface ReleaseParts {
  readonly fee: Money;
  readonly shares: readonly { readonly providerId: string; readonly amount: Money }[];
}

/**
 * The platform's fee of a part that is released. It is the difference of two fees of sums (all released with this part,
 * less all released before), so that an escrow pays the same fee in one release and in many: no cent is gained by
 * rounding each part. The flat part falls due with the first release. It is never more than the part.
 */
export function feeOf(plan: FeePlan, releasedBefore: Money, feesBefore: Money, part: Money): Money {
  const due = totalFee(plan, addMoney(releasedBefore, part));
  const open = Math.max(0, due.cents - feesBefore.cents);
  return money(Math.min(open, part.cents), part.currency);
}

function totalFee({ basisPoints, flatCents }: FeePlan, released: Money): Money {
  const share = shareOfMoney(released, basisPoints);
  return money(Math.min(share.cents + flatCents, released.cents), released.currency);
}

/**
 * Splits a part that is released into the fee and the beneficiaries' shares. Remainders go by largest fraction, between
 * equals to the earlier one (`splitMoney`); a share of nothing is left out.
 */
export function releaseParts(part: Money, fee: Money, beneficiaries: readonly Beneficiary[]): ReleaseParts {
  const amounts = splitMoney(
    subtractMoney(part, fee),
    beneficiaries.map(({ basisPoints }) => basisPoints),
  );
  const shares = beneficiaries.map(({ providerId }, place) => ({
    providerId,
    amount: amounts[place] ?? money(0, part.currency),
  }));
  return { fee, shares: shares.filter(({ amount }) => amount.cents > 0) };
}

import fc from "fast-check";
import { feeOf, type FeePlan, releaseParts } from "../../../functions/escrow/fees";
import { money } from "../../../functions/shared/money";

const usd = (cents: number) => money(cents, "USD");
const plans: fc.Arbitrary<FeePlan> = fc.record({
  basisPoints: fc.integer({ min: 0, max: 10_000 }),
  flatCents: fc.integer({ min: 0, max: 5000 }),
});

/** Releases parts one after another; gives what each paid. */
function feesOf(plan: FeePlan, parts: readonly number[]): number[] {
  let released = 0;
  let fees = 0;
  return parts.map((part) => {
    const fee = feeOf(plan, usd(released), usd(fees), usd(part)).cents;
    released += part;
    fees += fee;
    return fee;
  });
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

describe("the platform's fee", () => {
  it("is a flat part and basis points, rounded half up", () => {
    expect(feeOf({ basisPoints: 250, flatCents: 30 }, usd(0), usd(0), usd(9_980)).cents).toBe(30 + 250);
  });

  it("takes its flat part once", () => {
    expect(feesOf({ basisPoints: 0, flatCents: 30 }, [1000, 1000, 1000])).toEqual([30, 0, 0]);
  });

  it("is never more than the part it is taken of, and made up for by later ones", () => {
    expect(feesOf({ basisPoints: 0, flatCents: 30 }, [10, 10, 1000])).toEqual([10, 10, 10]);
  });

  it("is the same in one release and in many, to the cent", () => {
    fc.assert(
      fc.property(
        plans,
        fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 8 }),
        (plan, parts) => {
          expect(sum(feesOf(plan, parts))).toBe(sum(feesOf(plan, [sum(parts)])));
        },
      ),
    );
  });
});

describe("a release taken apart", () => {
  it("loses no cent: fee and shares add up to it", () => {
    const weights = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), plans, weights, (cents, plan, basisPoints) => {
        const fee = feeOf(plan, usd(0), usd(0), usd(cents));
        const parts = releaseParts(
          usd(cents),
          fee,
          basisPoints.map((points, place) => ({ providerId: `provider_${place}`, basisPoints: points })),
        );
        expect(parts.fee.cents + sum(parts.shares.map(({ amount }) => amount.cents))).toBe(cents);
        expect(parts.shares.every(({ amount }) => amount.cents > 0)).toBe(true);
      }),
    );
  });

  it("gives the cents that remain to the largest fractions, the earlier first", () => {
    const thirds = ["a", "b", "c"].map((providerId) => ({ providerId, basisPoints: 3333 }));
    const { shares } = releaseParts(usd(100), usd(0), thirds);
    expect(shares.map(({ amount }) => amount.cents)).toEqual([34, 33, 33]);
  });

  it("leaves out a share of nothing", () => {
    const { shares } = releaseParts(usd(1), usd(0), [
      { providerId: "a", basisPoints: 9000 },
      { providerId: "b", basisPoints: 1000 },
    ]);
    expect(shares).toEqual([{ providerId: "a", amount: usd(1) }]);
  });
});

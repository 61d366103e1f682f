import fc from "fast-check";
import { NoSamplesError, quantile, ratio, summarise } from "../../../tools/bench/statistics";

const sample = fc.integer({ min: 1, max: 1_000_000 });
const samples = fc.array(sample, { minLength: 1, maxLength: 40 });

describe("a quantile", () => {
  it("is the sample in its place, or lies between two", () => {
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([0, 10, 20], 0.25)).toBe(5);
  });

  it("compares numbers as numbers", () => {
    expect(quantile([9, 10, 100], 0.5)).toBe(10);
  });

  it("has the least sample at 0 and the greatest at 1", () => {
    fc.assert(
      fc.property(samples, (all) => {
        expect(quantile(all, 0)).toBe(Math.min(...all));
        expect(quantile(all, 1)).toBe(Math.max(...all));
      }),
    );
  });

  it("never falls as the share grows", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(samples, share, share, (all, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(quantile(all, low)).toBeLessThanOrEqual(quantile(all, high) + 1e-6);
      }),
    );
  });

  it("does not exist of no samples", () => {
    expect(() => quantile([], 0.5)).toThrow(NoSamplesError);
  });
});

describe("a summary", () => {
  it("has the median and the distance of the quartiles", () => {
    expect(summarise([5, 1, 4, 2, 3])).toEqual({ median: 3, spread: 2 });
  });

  it("is not moved by one sample that went astray", () => {
    expect(summarise([10, 10, 10, 10, 10_000])).toEqual({ median: 10, spread: 0 });
  });

  it("has no spread where all samples are equal", () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: 1, max: 20 }), (value, length) => {
        expect(summarise(Array.from({ length }, () => value))).toEqual({ median: value, spread: 0 });
      }),
    );
  });
});

describe("a ratio", () => {
  it("is taken round by round", () => {
    expect(ratio([2, 40, 6], [1, 20, 2])).toEqual({ median: 2, spread: 0.5 });
  });

  it("does not feel a machine that is slower in some rounds", () => {
    const rounds = fc.array(fc.record({ base: sample, slow: fc.integer({ min: 1, max: 9 }) }), { minLength: 1 });
    fc.assert(
      fc.property(rounds, (all) => {
        const bases = all.map(({ base, slow }) => base * slow);
        const triples = all.map(({ base, slow }) => 3 * base * slow);
        expect(ratio(triples, bases)).toEqual({ median: 3, spread: 0 });
      }),
    );
  });

  it.each([
    ["lists of other lengths", [1, 2], [1]],
    ["a base of nothing", [1], [0]],
    ["no samples", [], []],
  ])("does not exist of %s", (_, all, bases) => {
    expect(() => ratio(all, bases)).toThrow(NoSamplesError);
  });
});

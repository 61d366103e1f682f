import { onDemand } from "../../../functions/shared/on-demand";

describe("a call that is loaded on demand", () => {
  it("is not loaded before it is made", async () => {
    const load = jest.fn(() => Promise.resolve((word: string) => Promise.resolve(word.length)));
    const lengthOf = onDemand(load);
    expect(load).not.toHaveBeenCalled();
    expect(await lengthOf("three")).toBe(5);
  });

  it("is loaded once, also where it is made twice at once", async () => {
    const load = jest.fn(() => Promise.resolve((left: number, right: number) => Promise.resolve(left + right)));
    const sum = onDemand(load);
    expect(await Promise.all([sum(1, 2), sum(3, 4)])).toEqual([3, 7]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it("fails as the call fails", async () => {
    const failing = onDemand(() => Promise.resolve(() => Promise.reject(new RangeError("no"))));
    await expect(failing()).rejects.toThrow(RangeError);
  });
});

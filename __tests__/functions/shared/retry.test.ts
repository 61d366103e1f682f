import { BusyError, untilWritten } from "../../../functions/shared/retry";

describe("writing among others", () => {
  const surroundings = () => {
    const sleeps: number[] = [];
    return {
      sleeps,
      clock: { now: () => 0, sleep: async (milliseconds: number) => void sleeps.push(milliseconds) },
      random: (length: number) => new Uint8Array(length).fill(255),
    };
  };

  it("goes on until it succeeds, with longer and longer pauses", async () => {
    const around = surroundings();
    let tries = 0;
    expect(await untilWritten(around, async () => (++tries === 4 ? "done" : undefined))).toBe("done");
    expect(around.sleeps).toEqual([10, 20, 40]);
  });

  it("is given up after eight attempts", async () => {
    const around = surroundings();
    await expect(untilWritten(around, async () => undefined)).rejects.toThrow(BusyError);
    expect(around.sleeps).toHaveLength(7);
  });
});

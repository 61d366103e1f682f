import { ContentionError, untilSettled } from "../../../functions/vault/contention";
import { ManualClock } from "./support/seeded";

describe("attempting until something is settled", () => {
  const always = (byte: number) => (length: number) => new Uint8Array(length).fill(byte);

  it("does not wait where the first attempt settles it", async () => {
    const clock = new ManualClock();
    expect(await untilSettled({ clock, random: always(255) }, () => Promise.resolve(0))).toBe(0);
    expect(clock.sleeps).toEqual([]);
  });

  it("waits up to 10 ms, then up to twice as long each time, and gives up after eight attempts", async () => {
    const clock = new ManualClock();
    const attempt = jest.fn().mockResolvedValue(undefined);
    await expect(untilSettled({ clock, random: always(255) }, attempt)).rejects.toThrow(ContentionError);
    expect(attempt).toHaveBeenCalledTimes(8);
    expect(clock.sleeps).toEqual([10, 20, 40, 80, 160, 320, 640]);
  });

  it("waits for a random part of that, so that callers do not retry in step", async () => {
    const clock = new ManualClock();
    const attempt = jest
      .fn()
      .mockResolvedValueOnce(undefined)
      .mockResolvedValueOnce(undefined)
      .mockResolvedValue("done");
    expect(await untilSettled({ clock, random: always(51) }, attempt)).toBe("done");
    expect(clock.sleeps).toEqual([2, 4]);
  });

  it("lets errors through at once", async () => {
    const clock = new ManualClock();
    const attempt = jest.fn().mockRejectedValue(new Error("table gone"));
    await expect(untilSettled({ clock, random: always(0) }, attempt)).rejects.toThrow("table gone");
    expect(attempt).toHaveBeenCalledTimes(1);
  });
});

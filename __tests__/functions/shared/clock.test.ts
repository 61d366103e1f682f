import { systemClock, toTimestamp } from "../../../functions/shared/clock";

describe("the system's clock", () => {
  it("goes forward while it sleeps", async () => {
    const before = systemClock.now();
    await systemClock.sleep(5);
    // Timers may fire within the same rounded millisecond, never earlier than asked by more than that.
    expect(systemClock.now() - before).toBeGreaterThanOrEqual(4);
  });
});

describe("a timestamp", () => {
  it("is ISO 8601 in UTC with milliseconds", () => {
    expect(toTimestamp(0)).toBe("1970-01-01T00:00:00.000Z");
  });
});

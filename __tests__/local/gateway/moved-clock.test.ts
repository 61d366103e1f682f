import { readFileSync } from "node:fs";
import path from "node:path";
import { MovedClock } from "../../../local/gateway/moved-clock";
import { temporaryFolder } from "../../tools/temporary-folder";

describe("the movable clock", () => {
  const folder = temporaryFolder();
  let machine = Date.parse("2026-11-21T12:00:00Z");
  const file = () => path.join(folder(), "clock");
  const clockOf = () => new MovedClock(() => machine, file());

  it("shows the machine's time until it is moved", () => {
    expect(clockOf().show()).toEqual({ now: "2026-11-21T12:00:00.000Z", aheadMs: 0 });
  });

  it("goes on at the machine's pace from where it was moved to, and tells functions by the file", () => {
    const clock = clockOf();
    expect(clock.move({ forwardMs: 60_000 })).toEqual({ now: "2026-11-21T12:01:00.000Z", aheadMs: 60_000 });
    machine += 5000;
    expect(clock.show().now).toBe("2026-11-21T12:01:05.000Z");
    expect(readFileSync(file(), "utf8")).toBe("60000");
    machine -= 5000;
  });

  it("adds one move to another, and moves to a moment of any zone", () => {
    const clock = clockOf();
    clock.move({ forwardMs: 1000 });
    expect(clock.move({ forwardMs: 1000 })).toMatchObject({ aheadMs: 2000 });
    expect(clock.move({ now: "2026-11-21T14:00:00+01:00" })).toMatchObject({ aheadMs: 3_600_000 });
  });

  it("does not go back, except to the machine's time", () => {
    const clock = clockOf();
    clock.move({ forwardMs: 60_000 });
    expect(clock.move({ now: "2026-11-21T12:00:30Z" })).toEqual({
      problem: "the clock goes forward alone; it shows 2026-11-21T12:01:00.000Z. Reset it first.",
    });
    expect(clock.reset()).toMatchObject({ aheadMs: 0 });
    expect(readFileSync(file(), "utf8")).toBe("0");
  });

  it.each([
    [{}],
    [{ forwardMs: 0 }],
    [{ forwardMs: 1.5 }],
    [{ now: "tomorrow" }],
    [{ forwardMs: 1, now: "x" }],
    ["+1d"],
  ])("does not take %j, and says what it takes", (move) => {
    expect(clockOf().move(move)).toEqual({ problem: expect.stringContaining("allowed:") });
  });

  it("goes ten years ahead at most", () => {
    expect(clockOf().move({ now: "2126-01-01T00:00:00Z" })).toEqual({ problem: expect.stringContaining("ten years") });
  });
});

import fc from "fast-check";
import { ATTEMPTS_MAX, retryAfterSeconds, WAIT_SECONDS_MAX, waitAfter } from "../../../functions/webhooks/backoff";
import { NOW } from "./support/samples";

const attempts = fc.integer({ min: 1, max: ATTEMPTS_MAX - 1 });
const shares = fc.double({ min: 0, max: 1, noNaN: true });
const DAY = 24 * 60 * 60;

describe("the wait before the next attempt", () => {
  it("grows from five seconds to half a day, and takes more than two days in all", () => {
    const waits = Array.from({ length: ATTEMPTS_MAX - 1 }, (_, place) => waitAfter(place + 1, 0) ?? NaN);
    expect(waits).toEqual([5, 60, 300, 1800, 7200, 18_000, 36_000, 41_400, 41_400, 41_400, 41_400]);
    const all = waits.reduce((sum, wait) => sum + wait, 0);
    expect(all).toBeGreaterThan(2 * DAY);
    expect(all).toBeLessThan(3 * DAY);
  });

  it("is none after the last attempt, nor after any beyond it", () => {
    expect(ATTEMPTS_MAX).toBe(12);
    expect(waitAfter(ATTEMPTS_MAX, 0)).toBeUndefined();
    expect(waitAfter(ATTEMPTS_MAX + 1, 0, 60)).toBeUndefined();
  });

  it("is a whole number of seconds, up to a tenth shorter by chance, never longer", () => {
    fc.assert(
      fc.property(attempts, shares, (attempt, share) => {
        const [wait = NaN, longest = NaN] = [waitAfter(attempt, share), waitAfter(attempt, 0)];
        expect(Number.isInteger(wait)).toBe(true);
        expect(wait).toBeLessThanOrEqual(longest);
        expect(wait).toBeGreaterThanOrEqual(longest * 0.9);
      }),
    );
  });

  it("is as long as the receiver asks for, within what the queue can wait, and never shorter for it", () => {
    fc.assert(
      fc.property(attempts, shares, fc.nat({ max: 10 * DAY }), (attempt, share, asked) => {
        const [wait = NaN, own = NaN] = [waitAfter(attempt, share, asked), waitAfter(attempt, share)];
        expect(wait).toBe(Math.min(Math.max(own, asked), WAIT_SECONDS_MAX));
      }),
    );
  });

  it("leaves the queue's twelve hours, which count from the receive, five minutes", () => {
    expect(WAIT_SECONDS_MAX).toBe(12 * 60 * 60 - 300);
  });
});

describe("what a receiver asks to wait", () => {
  it.each([
    ["120", 120],
    ["0", 0],
    ["Sun, 15 Nov 2026 12:02:00 GMT", 120],
    ["Sun, 15 Nov 2026 11:00:00 GMT", 0],
  ])("is read from seconds and from dates: %s", (header, seconds) => {
    expect(retryAfterSeconds(header, NOW)).toBe(seconds);
  });

  it.each([
    undefined,
    "",
    "soon",
    "-5",
    "1.5",
    "1e3",
    "12345678901",
    "2026-11-15T12:02:00Z",
    "Sun, 99 Nov 2026 12:02:00 GMT",
  ])("is nothing where it cannot be read: %s", (header) => {
    expect(retryAfterSeconds(header, NOW)).toBe(0);
  });
});

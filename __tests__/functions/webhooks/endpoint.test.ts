import { EVENT_TYPES } from "../../../functions/shared/events";
import { changed, failureRun, isKnownFilter, wants } from "../../../functions/webhooks/endpoint";
import { endpoint, NOW, NOW_TEXT } from "./support/samples";

const HOUR_MS = 60 * 60 * 1000;
const ago = (hours: number): string => new Date(NOW - hours * HOUR_MS).toISOString();

describe("an endpoint's filter", () => {
  it.each([
    [["*"], true],
    [["payment.completed"], true],
    [["payment.*"], true],
    [["dispute.*", "payment.completed"], true],
    [["dispute.*"], false],
    [["payment.failed"], false],
    [["payment.complete"], false],
    [["pay.*"], false],
    [[], false],
  ])("%j lets payment.completed pass: %s", (eventTypes, expected) => {
    expect(wants({ status: "enabled", eventTypes }, "payment.completed")).toBe(expected);
  });

  it("lets nothing pass to an endpoint that is disabled", () => {
    expect(wants({ status: "disabled", eventTypes: ["*"] }, "payment.completed")).toBe(false);
  });

  it("is known where it lets any event of the catalogue pass", () => {
    expect(["*", "payment.*", ...EVENT_TYPES].filter((filter) => !isKnownFilter(filter))).toEqual([]);
    expect(["payment.gone", "pigeon.*", "payments.*", "payment", "", ".*", "**"].filter(isKnownFilter)).toEqual([]);
  });
});

describe("changing an endpoint", () => {
  const later = "2026-11-15T13:00:00.000Z";
  const failing = endpoint({ failingSince: ago(30), lastFailureAt: ago(1) });

  it("changes what is given, leaves the rest, and counts", () => {
    expect(changed(endpoint(), { description: "Shop", eventTypes: ["payment.*"] }, later)).toEqual({
      ...endpoint(),
      description: "Shop",
      eventTypes: ["payment.*"],
      updatedAt: later,
      version: 2,
    });
  });

  it("disables at its owner's request, and keeps why and since when it is", () => {
    const disabled = changed(endpoint(), { status: "disabled" }, later);
    expect(disabled).toMatchObject({ status: "disabled", disabledReason: "requested", disabledAt: later });
    const gone = endpoint({ status: "disabled", disabledReason: "gone", disabledAt: NOW_TEXT });
    expect(changed(gone, { status: "disabled", description: "x" }, later)).toMatchObject({
      disabledReason: "gone",
      disabledAt: NOW_TEXT,
    });
  });

  it("enables it again without a trace of why it was not", () => {
    const gone = endpoint({ status: "disabled", disabledReason: "gone", disabledAt: NOW_TEXT });
    expect(changed(gone, { status: "enabled" }, later)).toEqual({ ...endpoint(), updatedAt: later, version: 2 });
  });

  it("forgives failures where it is sent elsewhere, and only there", () => {
    const moved = changed(failing, { url: "https://other.example.com" }, later);
    expect(moved).not.toHaveProperty("failingSince");
    expect(moved).not.toHaveProperty("lastFailureAt");
    for (const change of [{ url: failing.url }, { description: "x" }, { status: "enabled" as const }]) {
      expect(changed(failing, change, later)).toMatchObject({ failingSince: ago(30), lastFailureAt: ago(1) });
    }
  });
});

describe("a run of failures", () => {
  it("begins with the first failure", () => {
    expect(failureRun(endpoint(), NOW)).toEqual({ failingSince: NOW_TEXT, isNews: true, isOver: false });
  });

  it("goes on with the next, which is news once an hour", () => {
    for (const [hours, isNews] of [
      [0.5, false],
      [1, true],
      [24, true],
    ] as const) {
      const run = failureRun(endpoint({ failingSince: ago(30), lastFailureAt: ago(hours) }), NOW);
      expect(run).toEqual({ failingSince: ago(30), isNews, isOver: false });
    }
  });

  it("begins anew where a day lies between two failures: two bad moments are no run", () => {
    const run = failureRun(endpoint({ failingSince: ago(24 * 30), lastFailureAt: ago(24.01) }), NOW);
    expect(run).toEqual({ failingSince: NOW_TEXT, isNews: true, isOver: false });
  });

  it("is over after five days", () => {
    const run = (hours: number) => failureRun(endpoint({ failingSince: ago(hours), lastFailureAt: ago(0.1) }), NOW);
    expect(run(119.99).isOver).toBe(false);
    expect(run(120).isOver).toBe(true);
  });
});

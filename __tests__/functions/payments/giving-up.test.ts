import { calledOffStep, giveUpStep } from "../../../functions/payments/giving-up";
import type { Operation } from "../../../functions/payments/attempt";
import type { RailAnswer, RailKnowledge } from "../../../functions/payments/rail";

const DAY_MS = 24 * 60 * 60 * 1000;
const RAIL = { windowMs: DAY_MS };
const NO_WISH = { unanswered: false };
const UNANSWERED = { unanswered: true };
const NOT_FOUND: RailKnowledge = { outcome: "not_found", code: "unknown_reference" };
const SILENT: RailAnswer = { outcome: "unknown", code: "timeout" };
const OTHERS: readonly Operation[] = ["capture", "void", "refund"];
const GIVEN_UP = { step: "settle", ending: { outcome: "declined", code: "given_up" } };

/** What becomes of an attempt that is a day old. */
const step = (known: RailKnowledge, operation: Operation = "refund", wish = NO_WISH) =>
  giveUpStep(known, operation, DAY_MS, RAIL, wish);

describe("giving an open attempt up", () => {
  it("ends with the rail's own answer where it has one, however young it is", () => {
    for (const outcome of ["approved", "declined"] as const) {
      const known = { outcome, code: outcome };
      for (const operation of ["charge", ...OTHERS] as const) {
        expect(giveUpStep(known, operation, 0, RAIL, UNANSWERED)).toEqual({ step: "settle", ending: known });
      }
    }
  });

  it("is refused while the rail works on it", () => {
    const refused = { step: "refuse", refusal: "rail_at_work" };
    for (const operation of ["charge", ...OTHERS] as const) {
      expect(step({ outcome: "pending", code: "queued" }, operation, UNANSWERED)).toEqual(refused);
    }
    const named: RailAnswer = { outcome: "unknown", code: "requires_action", railReference: "re_1" };
    for (const operation of OTHERS) expect(step(named, operation, UNANSWERED)).toEqual(refused);
  });

  it("is refused within the rail's window: it is sent again by itself", () => {
    for (const known of [NOT_FOUND, SILENT]) {
      const young = giveUpStep(known, "refund", DAY_MS - 1, RAIL, UNANSWERED);
      expect(young).toEqual({ step: "refuse", refusal: "too_young" });
    }
  });

  it("is done where the rail never saw it", () => {
    for (const operation of OTHERS) expect(step(NOT_FOUND, operation)).toEqual(GIVEN_UP);
  });

  it("is refused where the rail says nothing, but for who knows by its own records that it did nothing", () => {
    for (const operation of OTHERS) {
      expect(step(SILENT, operation)).toEqual({ step: "refuse", refusal: "rail_silent" });
      expect(step(SILENT, operation, UNANSWERED)).toEqual(GIVEN_UP);
    }
  });

  it("calls a charge off first, whatever the rail says of it and whoever wishes it", () => {
    for (const known of [NOT_FOUND, SILENT]) {
      for (const wish of [NO_WISH, UNANSWERED]) expect(step(known, "charge", wish)).toEqual({ step: "call_off" });
    }
  });
});

describe("a charge that was called off to be given up", () => {
  it("is voided where the rail confirms it", () => {
    const voided = { step: "settle", ending: { outcome: "voided", code: "timed_out" } };
    expect(calledOffStep({ outcome: "approved", code: "approved" }, NO_WISH)).toEqual(voided);
  });

  it("is not given up where the money is taken, or may be about to", () => {
    const taken = calledOffStep({ outcome: "declined", code: "captured" }, UNANSWERED);
    expect(taken).toEqual({ step: "refuse", refusal: "money_taken" });
    const named = { outcome: "unknown", code: "processing", railReference: "pi_1" } as const;
    expect(calledOffStep(named, UNANSWERED)).toEqual({ step: "refuse", refusal: "rail_at_work" });
    const pending = { outcome: "pending", code: "queued" } as const;
    expect(calledOffStep(pending, UNANSWERED)).toEqual({ step: "refuse", refusal: "rail_at_work" });
  });

  it("is given up where the rail says nothing by who knows that it did nothing alone", () => {
    expect(calledOffStep(SILENT, NO_WISH)).toEqual({ step: "refuse", refusal: "rail_silent" });
    expect(calledOffStep(SILENT, UNANSWERED)).toEqual(GIVEN_UP);
  });
});

import { readRecoveryRequest } from "../../../functions/payments/recovery-request";

const key = { paymentId: "pay_1", operation: "refund", name: "re_1" };

describe("what recovery is asked", () => {
  it("is to sweep, by the schedule", () => {
    expect(readRecoveryRequest({ source: "schedule" })).toEqual({ ask: "sweep" });
  });

  it("is to look at an attempt where nothing else is said, or to end it", () => {
    const looked = { ask: "give_up", key, confirmed: false, unanswered: false };
    expect(readRecoveryRequest({ give_up: "pay_1/refund/re_1" })).toEqual(looked);
    const ended = readRecoveryRequest({ give_up: "pay_1/refund/re_1", confirmed: true, unanswered: true });
    expect(ended).toEqual({ ...looked, confirmed: true, unanswered: true });
  });

  it.each([
    ["nothing", {}, "give_up: must be a reference such as pay_1/charge/1."],
    ["no record", null, "The event is no record."],
    ["something else", { sweep: true }, "sweep: not known."],
    ["another source", { source: "me" }, 'source: must be "schedule".'],
    ["two things", { source: "schedule", give_up: "pay_1/refund/re_1" }, "give_up: not known."],
    ["a payment alone", { give_up: "pay_1" }, "give_up: must be a reference such as pay_1/charge/1."],
    ["an operation that there is not", { give_up: "pay_1/chargeback/1" }, "give_up: must be a reference"],
    ["an id that fits no key", { give_up: "pay#1/refund/re_1" }, "give_up: must be 1 to 128 of"],
    ["a refund's id that fits no key", { give_up: "pay_1/refund/re 1" }, "give_up: must be 1 to 128 of"],
    ["a word for yes", { give_up: "pay_1/refund/re_1", confirmed: "yes" }, "confirmed: must be true or false."],
    ["an unknown wish", { give_up: "pay_1/refund/re_1", force: true }, "force: not known."],
  ])("is refused where it is %s, by the field's name and what is allowed", (_, event, message) => {
    expect(() => readRecoveryRequest(event)).toThrow(message);
    expect(() => readRecoveryRequest(event)).toThrow('Allowed is {"source":"schedule"}, or {"give_up":"<reference>"}');
  });

  it("shows no card number", () => {
    const number = "4242424242424242";
    for (const event of [{ give_up: `pay_1/refund/${number}` }, { give_up: "pay_1/refund/re_1", [number]: 1 }]) {
      expect(() => readRecoveryRequest(event)).toThrow(/^(?!.*4242424242424242)/);
    }
  });
});

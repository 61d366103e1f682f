import type { Rail, RailAnswer } from "../../../functions/payments/rail";
import { RailMissingError } from "../../../functions/payments/rail";
import { connectRails, lazyRail, railsOf } from "../../../functions/payments/rails";
import { money } from "../../../functions/shared/money";

const TOKEN = "tok_0190d5a2-7b1c-7c3e-9a54-0c6f5d2e8b11";
const EGRESS = "arn:aws:lambda:us-west-2:111122223333:function:vault-rail-egress-test:live";
const SECRET = "arn:aws:secretsmanager:us-west-2:111122223333:secret:stripe-AbCdEf";
const parts = { log: { warn: () => undefined }, secret: () => Promise.reject(new Error("no secret")) };

const ACCOUNT = "ba_0190d5a2-7b1c-7c3e-9a54-0c6f5d2e8b11";
const BANK = "arn:aws:lambda:us-west-2:111122223333:function:ach-debit-rail-test:live";

const connect = (DEFAULT_RAIL: "simulator" | "none", STRIPE_SECRET_ARN = "", ACH_DEBIT_RAIL_FUNCTION_ARN = "") =>
  connectRails(
    { RAIL_EGRESS_FUNCTION_ARN: EGRESS, DEFAULT_RAIL, STRIPE_SECRET_ARN, ACH_DEBIT_RAIL_FUNCTION_ARN },
    parts,
  );
const everything = connect("simulator", SECRET, BANK);
const cardsAlone = connect("none");

describe("the rail of a payment method", () => {
  it.each([
    [TOKEN, "cards"],
    [ACCOUNT, "ach-debit"],
    ["pm_1PqLyT2eZvKYlo2C", "stripe"],
    ["pm_card_visa", "stripe"],
    ["sim_timeout_then_success", "simulator"],
    [undefined, "simulator"],
  ])("of %s is %s", (method, name) => {
    expect(everything.choose(method)).toBe(name);
  });

  it("is asked for where there is none and the environment has no default", () => {
    expect(cardsAlone.choose(undefined)).toEqual({
      code: "required",
      param: "payment_method",
      message: "payment_method: is required in this environment.",
    });
  });

  it.each([
    [ACCOUNT, "payment_method: this environment does not take bank accounts."],
    ["pm_card_visa", "payment_method: this environment does not take Stripe's payment methods."],
    ["sim_decline", "payment_method: this environment does not take the simulator's methods."],
  ])("is refused for %s where the environment has no such rail", (method, message) => {
    expect(cardsAlone.choose(method)).toEqual({
      code: "payment_method_not_supported",
      param: "payment_method",
      message,
    });
  });

  it("is refused for a token where nobody takes cards", () => {
    expect(cardsAlone.choose(TOKEN)).toBe("cards");
    expect(railsOf({}).choose(TOKEN)).toMatchObject({ code: "payment_method_not_supported" });
  });

  it.each(["tok_1", "ba_1", "", "card", "pm_", `pm_${"a".repeat(65)}`, "sim_unheard_of"])(
    "is refused for %j",
    (method) => {
      expect(everything.choose(method)).toMatchObject({ code: "invalid", param: "payment_method" });
    },
  );

  it("names the simulator's methods where one was misspelt", () => {
    expect(everything.choose("sim_declined")).toMatchObject({ message: expect.stringContaining("decline,") });
  });
});

describe("the rail of a payment that was made", () => {
  it.each(["cards", "simulator", "stripe", "ach-debit"])("is found by its name, %s", (name) => {
    expect(everything.named(name).name).toBe(name);
  });

  it("answers in days where it is the bank's, and at once elsewhere", () => {
    expect(everything.named("ach-debit").answersInDays).toBe(true);
    expect(everything.named("cards").answersInDays).toBe(false);
  });

  it("is missed where the environment lost it", () => {
    expect(() => cardsAlone.named("stripe")).toThrow(RailMissingError);
  });

  it("reads Stripe's key when it is called, not before", async () => {
    const { charge } = everything.named("stripe");
    const request = { reference: "r", amount: money(1, "USD"), customerId: "c", token: "pm_1", capture: true };
    await expect(charge(request)).rejects.toThrow("no secret");
  });
});

describe("a rail that is loaded late", () => {
  it("is loaded once, by its first call, and does what it is asked", async () => {
    const answer = (code: string) => async (): Promise<RailAnswer> => ({ outcome: "approved", code });
    const rail: Rail = {
      name: "stripe",
      windowMs: 1,
      charge: answer("charge"),
      capture: answer("capture"),
      refund: answer("refund"),
      cancel: answer("cancel"),
      ask: answer("ask"),
    };
    const load = jest.fn().mockResolvedValue(rail);
    const lazy = lazyRail("stripe", 1, load);
    expect(load).not.toHaveBeenCalled();
    const amount = money(1, "USD");
    const charge = { reference: "c", amount, customerId: "c", capture: true, sentAt: "2026-11-15T12:00:00.000Z" };
    const followUp = { reference: "f", of: "c", amount, charge };
    const codes = [
      await lazy.charge(charge),
      await lazy.capture(followUp),
      await lazy.refund(followUp),
      await lazy.cancel(followUp),
      await lazy.ask("c", { operation: "charge", charge }),
    ].map(({ code }) => code);
    expect(codes).toEqual(["charge", "capture", "refund", "cancel", "ask"]);
    expect(load).toHaveBeenCalledTimes(1);
  });
});

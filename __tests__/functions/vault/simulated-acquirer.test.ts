import { passesLuhn } from "../../../functions/shared/card-number-guard";
import { SIMULATED_CARDS, SIMULATED_WRONG_CVCS, simulatedAcquirer } from "../../../functions/vault/simulated-acquirer";
import { AMEX, MASTERCARD, VISA } from "./support/cards";

const card = (number: string, cvc?: string) => ({ number, expMonth: 12, expYear: 2030, cvc });
const authorise = (number: string, cvc?: string, reference = "ref-1") =>
  simulatedAcquirer.authorise({ reference, card: card(number, cvc), amountCents: 100, currency: "USD" });

describe("the simulated acquirer", () => {
  it.each([VISA, MASTERCARD, AMEX])("approves %s", async (number) => {
    expect(await authorise(number, "123")).toMatchObject({ outcome: "approved", code: "approved" });
  });

  it.each(Object.entries(SIMULATED_CARDS))("answers for %s as documented: %j", async (number, answer) => {
    expect(passesLuhn(number)).toBe(true);
    expect(await authorise(number)).toMatchObject(answer);
    expect(await simulatedAcquirer.verify({ reference: "ref-1", card: card(number) })).toMatchObject(answer);
  });

  it("knows the declines that are published for testing", () => {
    expect(SIMULATED_CARDS["4000000000000002"]).toEqual({ outcome: "declined", code: "card_declined" });
    expect(SIMULATED_CARDS["4000000000009995"]).toEqual({ outcome: "declined", code: "insufficient_funds" });
    expect(SIMULATED_CARDS["4000000000000069"]).toEqual({ outcome: "declined", code: "expired_card" });
  });

  it.each(SIMULATED_WRONG_CVCS)("says that the code %s does not match", async (cvc) => {
    expect(await authorise(VISA, cvc)).toMatchObject({ outcome: "declined", code: "incorrect_cvc" });
  });

  it("gives the same answer to the same reference, and another name to another", async () => {
    expect(await authorise(VISA)).toEqual(await authorise(VISA));
    const [one, other] = [await authorise(VISA), await authorise(VISA, undefined, "ref-2")];
    expect(one.acquirerReference).toMatch(/^sim_[0-9a-f]{24}$/);
    expect(other.acquirerReference).not.toBe(one.acquirerReference);
  });

  it("names nothing where it gives no answer", async () => {
    expect(await authorise("4000000000000085")).toEqual({ outcome: "unknown", code: "timeout" });
  });
});

import { MemoryBooks, Simulator } from "../../../functions/simulator";
import { passesLuhn } from "../../../functions/shared/card-number-guard";
import { simulatedAcquirer, simulatedVerifier } from "../../../functions/vault/simulated-acquirer";
import { SIMULATED_CARDS, SIMULATED_WRONG_CVCS } from "../../../functions/vault/simulated-cards";
import { AMEX, MASTERCARD, VISA } from "./support/cards";
import { ManualClock, seededRandom } from "./support/seeded";

const card = (number: string, cvc?: string) => ({ number, expMonth: 12, expYear: 2030, cvc });
const amount = { amountCents: 100, currency: "USD" };
const verify = (number: string, cvc?: string, reference = "ref-1") =>
  simulatedVerifier.verify({ reference, card: card(number, cvc) });

function start() {
  const books = new MemoryBooks();
  const random = seededRandom("acquirer");
  const acquirer = simulatedAcquirer(new Simulator({ books, clock: new ManualClock(), random }));
  const charge = (number: string, cvc?: string) =>
    acquirer.charge({ reference: "c", ...amount, capture: true, card: card(number, cvc) });
  return { books, acquirer, charge };
}

const DECLINES: Readonly<Record<string, string>> = {
  "4000000000000002": "card_declined",
  "4000000000009995": "insufficient_funds",
  "4000000000009987": "lost_card",
  "4000000000009979": "stolen_card",
  "4000000000000069": "expired_card",
  "4000000000000127": "incorrect_cvc",
  "4000000000000119": "processing_error",
  "4000000000006975": "card_velocity_exceeded",
};

describe("the simulated acquirer", () => {
  it.each([VISA, MASTERCARD, AMEX])("approves %s", async (number) => {
    expect(await verify(number, "123")).toMatchObject({ outcome: "approved", code: "approved" });
    expect(await start().charge(number, "123")).toMatchObject({ outcome: "approved", code: "approved" });
  });

  it("has magic numbers that pass as card numbers", () => {
    expect(Object.keys(SIMULATED_CARDS).filter((number) => !passesLuhn(number))).toEqual([]);
  });

  it.each(Object.entries(DECLINES))("refuses %s: %s, verified and charged", async (number, code) => {
    expect(await verify(number)).toMatchObject({ outcome: "declined", code });
    expect(await start().charge(number)).toMatchObject({ outcome: "declined", code });
  });

  it("verifies a card that it then refuses to charge", async () => {
    expect(await verify("4000000000000341")).toMatchObject({ outcome: "approved" });
    expect(await start().charge("4000000000000341")).toMatchObject({ outcome: "declined", code: "card_declined" });
  });

  it.each(["4000000000000259", "4000000000002685"])("charges %s, and has a chargeback come", async (number) => {
    const { books, charge } = start();
    expect(await verify(number)).toMatchObject({ outcome: "approved" });
    expect(await charge(number)).toMatchObject({ outcome: "approved" });
    expect(books.noticed.map(({ kind }) => kind)).toEqual(["chargeback", "settlement"]);
  });

  it("does not answer about one of its own cards, and has charged it when it is asked", async () => {
    const { acquirer, charge } = start();
    expect(await verify("4000000000000085")).toEqual({ outcome: "unknown", code: "timeout" });
    expect(await charge("4000000000000085")).toEqual({ outcome: "unknown", code: "timeout" });
    expect(await acquirer.ask("c")).toMatchObject({ outcome: "approved" });
  });

  it.each([
    ["4000000000000051", "slow", "approved"],
    ["4000000000000143", "success_after_void", "unknown"],
  ])("has %s of its own: %s", async (number, behaviour, outcome) => {
    expect(SIMULATED_CARDS[number]).toEqual({ behaviour });
    expect(await verify(number)).toMatchObject({ outcome: "approved" });
    expect(await start().charge(number)).toMatchObject({ outcome });
  });

  it.each(SIMULATED_WRONG_CVCS)("says that the code %s does not match", async (cvc) => {
    const refusal = { outcome: "declined", code: "incorrect_cvc" };
    expect(await verify(VISA, cvc)).toMatchObject(refusal);
    expect(await start().charge(VISA, cvc)).toMatchObject(refusal);
  });

  it("verifies without state: the same answer to the same reference, another name to another", async () => {
    expect(await verify(VISA)).toEqual(await verify(VISA));
    const [one, other] = [await verify(VISA), await verify(VISA, undefined, "ref-2")];
    expect(one.acquirerReference).toMatch(/^sim_[0-9a-f]{24}$/);
    expect(other.acquirerReference).not.toBe(one.acquirerReference);
  });

  it("takes methods of its own in the place of a card, and nothing else", async () => {
    const { acquirer } = start();
    const charge = (reference: string, method?: string) =>
      acquirer.charge({ reference, ...amount, capture: true, method });
    expect(acquirer.cardless).toBe(true);
    expect(await charge("a")).toMatchObject({ outcome: "approved" });
    expect(await charge("b", "sim_expired_card")).toMatchObject({ outcome: "declined", code: "expired_card" });
    expect(await charge("d", "sim_unheard_of")).toEqual({ outcome: "declined", code: "method_unknown" });
  });

  it("captures, refunds, calls off and answers questions", async () => {
    const { acquirer } = start();
    await acquirer.charge({ reference: "c", ...amount, capture: false, card: card(VISA) });
    const approved = { outcome: "approved" };
    expect(await acquirer.capture({ reference: "a", of: "c", ...amount })).toMatchObject(approved);
    expect(await acquirer.refund({ reference: "r", of: "c", ...amount })).toMatchObject(approved);
    expect(await acquirer.cancel({ reference: "v", of: "c", ...amount })).toMatchObject({ outcome: "declined" });
    expect(await acquirer.ask("r")).toMatchObject(approved);
    expect(await acquirer.ask("x")).toMatchObject({ outcome: "not_found" });
  });

  it("keeps no card number, and no code", async () => {
    const { books, charge } = start();
    await charge("4000000000000259", "8531");
    const kept = JSON.stringify([[...books.charges], [...books.followUps], books.noticed]);
    expect(kept).not.toMatch(/4000000000000259|0259|8531/);
  });
});

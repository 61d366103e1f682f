import { egressRail, type Invoke } from "../../../functions/payments/egress-rail";
import type { SentCharge } from "../../../functions/payments/rail";
import { MemoryBooks, Simulator } from "../../../functions/simulator";
import { money } from "../../../functions/shared/money";
import { railEgress } from "../../../functions/vault/rail-egress";
import { simulatedAcquirer } from "../../../functions/vault/simulated-acquirer";
import { VISA } from "../vault/support/cards";
import { seededRandom } from "../vault/support/seeded";
import { TestVault } from "../vault/support/vault";

const amount = money(10_000, "USD");
const charge: SentCharge = {
  reference: "pay_1/charge/1",
  amount,
  customerId: "cus_1",
  capture: true,
  sentAt: "2026-11-15T12:00:00.000Z",
};
const followUp = (reference: string) => ({ reference, of: charge.reference, amount, charge });
const asked = { operation: "charge", charge } as const;

/** The rail in front of the vault's own code: what crosses between them is what Lambda would carry. */
function deployed() {
  const vault = new TestVault();
  const books = new MemoryBooks();
  const acquirer = simulatedAcquirer(new Simulator({ books, clock: vault.clock, random: seededRandom("egress rail") }));
  const parts = { store: vault.store, encryptor: vault.encryptor(), acquirer, count: () => undefined };
  const invoke: Invoke = async (request) => {
    const answer = await railEgress(parts, JSON.parse(JSON.stringify(request)));
    return { payload: JSON.stringify(answer), failed: false };
  };
  return { vault, books, rail: egressRail("cards", { invoke, log: { warn: () => undefined } }) };
}

function answering(invoke: Invoke, milliseconds?: number) {
  const warn = jest.fn();
  return { warn, rail: egressRail("cards", { invoke, log: { warn }, milliseconds }) };
}

describe("the rail through rail-egress", () => {
  it("charges a card by its token, refunds it, and is asked about both", async () => {
    const { vault, books, rail } = deployed();
    const token = await vault.token(VISA);
    const approved = { outcome: "approved", railReference: expect.stringMatching(/^sim_/) };
    expect(await rail.charge({ ...charge, token })).toMatchObject(approved);
    expect(await rail.refund(followUp("r"))).toMatchObject(approved);
    expect(await rail.ask("r", { ...asked, operation: "refund" })).toMatchObject(approved);
    expect(await rail.ask("x", asked)).toEqual({ outcome: "not_found", code: "unknown_reference" });
    expect(books.charges.get(charge.reference)).toMatchObject({ capturedCents: 10_000, refundedCents: 10_000 });
  });

  it("captures and calls off", async () => {
    const { rail } = deployed();
    await rail.charge({ ...charge, capture: false });
    expect(await rail.capture(followUp("a"))).toMatchObject({ outcome: "approved" });
    expect(await rail.cancel(followUp("v"))).toMatchObject({ outcome: "declined", code: "captured" });
  });

  it("hands the simulator's methods on as they are", async () => {
    const { rail } = deployed();
    expect(await rail.charge({ ...charge, token: "sim_lost_card" })).toMatchObject({ code: "lost_card" });
  });

  it("declines where the request was refused: nothing was sent", async () => {
    const { vault, books, rail } = deployed();
    const token = await vault.token(VISA, "cus_2");
    expect(await rail.charge({ ...charge, token })).toEqual({ outcome: "declined", code: "token_not_found" });
    expect(books.charges.size).toBe(0);
  });

  it("recognises a reference for a day", () => {
    expect(deployed().rail).toMatchObject({ name: "cards", windowMs: 24 * 60 * 60 * 1000 });
  });
});

describe("a rail whose answers take days", () => {
  it("says that it has taken a charge, and when its answer is overdue", async () => {
    const expectedBy = "2026-11-30T00:00:00.000Z";
    const pending = { ok: true, outcome: "pending", code: "queued", acquirerReference: "ach_1", expectedBy };
    const { rail } = answering(async () => ({ payload: JSON.stringify(pending), failed: false }));
    const known = { outcome: "pending", code: "queued", railReference: "ach_1", expectedBy };
    expect([await rail.charge(charge), await rail.ask(charge.reference, asked)]).toEqual([known, known]);
  });
});

describe("the rail, where no answer comes back", () => {
  it.each([
    [
      "the function failed, whatever it says",
      { payload: '{"ok":true,"outcome":"approved","code":"x"}', failed: true },
      "rail_failed",
    ],
    ["the function failed", { payload: '{"errorMessage":"no"}', failed: true }, "rail_failed"],
    ["the answer is no JSON", { payload: "", failed: false }, "rail_unreadable"],
    ["the answer is another", { payload: '{"ok":true}', failed: false }, "rail_unreadable"],
  ])("is unknown where %s, and says so in the log", async (_, invoked, code) => {
    const { warn, rail } = answering(async () => invoked);
    const unknown = { outcome: "unknown", code };
    expect(await rail.charge(charge)).toEqual(unknown);
    expect(await rail.refund(followUp("r"))).toEqual(unknown);
    expect(await rail.ask("r", asked)).toEqual(unknown);
    expect(warn).toHaveBeenCalledTimes(3);
  });

  it("is unknown where the function cannot be called", async () => {
    const { warn, rail } = answering(() => Promise.reject(new Error("AccessDenied")));
    expect(await rail.charge(charge)).toEqual({ outcome: "unknown", code: "rail_unreachable" });
    expect(warn).toHaveBeenCalledWith(
      expect.any(String),
      expect.objectContaining({ operation: "charge", reference: charge.reference }),
    );
  });

  it("is unknown where the function takes longer than it is waited for", async () => {
    const never: Invoke = (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new Error("aborted")));
      });
    const { rail } = answering(never, 20);
    expect(await rail.charge(charge)).toEqual({ outcome: "unknown", code: "timeout" });
  });

  it("is unknown to a step and to a question that were refused: what was sent before may stand", async () => {
    const payload = JSON.stringify({ ok: false, errors: [{ code: "acquirer_missing", param: "operation" }] });
    const { rail } = answering(async () => ({ payload, failed: false }));
    expect(await rail.charge(charge)).toEqual({ outcome: "declined", code: "acquirer_missing" });
    expect(await rail.capture(followUp("a"))).toEqual({ outcome: "unknown", code: "acquirer_missing" });
    expect(await rail.ask(charge.reference, asked)).toEqual({ outcome: "unknown", code: "acquirer_missing" });
  });

  it("is declined without a reason where the refusal has none", async () => {
    const { rail } = answering(async () => ({ payload: '{"ok":false,"errors":[]}', failed: false }));
    expect(await rail.charge(charge)).toEqual({ outcome: "declined", code: "refused" });
  });

  it("never takes an operation for one that was not seen", async () => {
    const payload = JSON.stringify({ ok: true, outcome: "not_found", code: "unknown_reference" });
    const { rail } = answering(async () => ({ payload, failed: false }));
    expect(await rail.charge(charge)).toEqual({ outcome: "unknown", code: "unknown_reference" });
  });
});

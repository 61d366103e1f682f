import type { Books } from "../../../../functions/simulator/books";
import type { SimulatedCharge, SimulatedNotice } from "../../../../functions/simulator/charge";

function chargeOf(paymentId: string): SimulatedCharge {
  return {
    reference: `${paymentId}/charge/1`,
    currency: "USD",
    authorisedCents: 100,
    captureMethod: "automatic",
    behaviour: "approve",
    status: "captured",
    capturedCents: 100,
    refundedCents: 0,
    answer: { outcome: "approved", code: "approved", acquirerReference: "sim_1" },
    version: 1,
  };
}

function followUpOf({ reference: of }: SimulatedCharge) {
  const answer = { outcome: "declined", code: "not_refundable" } as const;
  return { reference: `${of}/refund`, of, answer };
}

function notice(at: string, kind: SimulatedNotice["kind"] = "settlement"): SimulatedNotice {
  return { kind, of: "pay_4/charge/1", amountCents: 100, currency: "USD", at };
}

/** What every adapter of the books' port does; the rules keep out of each other's way, in books that they share. */
export function booksRules(books: () => Books): void {
  it("keep a charge and a follow-up as they were written", async () => {
    const charge = chargeOf("pay_1");
    const followUp = followUpOf(charge);
    expect(await books().findCharge(charge.reference)).toBeUndefined();
    expect(await books().findFollowUp(followUp.reference)).toBeUndefined();
    expect(await books().commit({ charge, followUp, notices: [] })).toBe(true);
    expect(await books().findCharge(charge.reference)).toEqual(charge);
    expect(await books().findFollowUp(followUp.reference)).toEqual(followUp);
  });

  it("take each version of a charge once, in order", async () => {
    const charge = chargeOf("pay_2");
    expect(await books().commit({ charge: { ...charge, version: 2 }, notices: [] })).toBe(false);
    expect(await books().commit({ charge, notices: [] })).toBe(true);
    expect(await books().commit({ charge, notices: [] })).toBe(false);
    const next = { ...charge, refundedCents: 40, version: 2 };
    expect(await books().commit({ charge: next, notices: [] })).toBe(true);
    expect(await books().commit({ charge: next, notices: [] })).toBe(false);
    expect(await books().findCharge(charge.reference)).toEqual(next);
  });

  it("write nothing of an entry whose follow-up is known", async () => {
    const charge = chargeOf("pay_3");
    const followUp = followUpOf(charge);
    await books().commit({ charge, followUp, notices: [] });
    const next = { ...charge, refundedCents: 40, version: 2 };
    const entry = { charge: next, followUp, notices: [notice("2031-11-15T12:00:00.000Z")] };
    expect(await books().commit(entry)).toBe(false);
    expect(await books().findCharge(charge.reference)).toEqual(charge);
    expect(await books().notices("2031", "2032")).toEqual([]);
  });

  it("list notices by the time they are due, both ends included, until they are delivered and after", async () => {
    const [first, second, third, late] = [
      notice("2026-11-15T12:00:00.000Z"),
      notice("2026-11-15T12:00:00.001Z", "chargeback"),
      notice("2026-11-15T12:00:00.001Z"),
      notice("2026-11-17T12:00:00.000Z", "late_success"),
    ] as const;
    await books().commit({ charge: chargeOf("pay_4"), notices: [late, third, first, second] });
    expect(await books().notices(first.at, second.at)).toEqual([first, second, third]);
    expect(await books().notices(second.at, late.at)).toEqual([second, third, late]);
    const deliveredAt = "2026-11-15T13:00:00.000Z";
    await books().markDelivered(first, deliveredAt);
    expect(await books().notices(first.at, first.at)).toEqual([{ ...first, deliveredAt }]);
  });
}

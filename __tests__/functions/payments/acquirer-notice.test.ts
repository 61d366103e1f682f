import { acquirerNotice } from "../../../functions/payments/inbound/acquirer";

const AT = "2026-03-03T00:00:00Z";
const settled = (more: object) =>
  acquirerNotice("charge.settlement", { reference: "pay_1/charge/1", funds_available_at: AT, ...more }, "msg_1");
const faultsOf = (result: ReturnType<typeof settled>) => (result.ok ? [] : result.errors.map(({ message }) => message));

describe("an acquirer's settlement", () => {
  const usd = { amount_cents: 500, currency: "USD" };

  it("keeps a fee of nothing up to the whole amount, and no more", () => {
    for (const fee_cents of [0, 500]) {
      const { notice } = settled({ ...usd, fee_cents }) as { readonly notice: object };
      expect(notice).toMatchObject({ about: "funds", paymentId: "pay_1", paid: { feeCents: fee_cents } });
    }
    expect(faultsOf(settled({ ...usd, fee_cents: 501 }))).toEqual(["data.fee_cents: must be no more than the amount."]);
    for (const fee_cents of [-1, 0.5, 2 ** 53])
      expect(faultsOf(settled({ ...usd, fee_cents }))).toEqual(["data.fee_cents: must be a whole number of cents."]);
  });

  it("may leave out what is paid, and then says from when its money is there alone", () => {
    expect(settled({})).toEqual({
      ok: true,
      notice: { about: "funds", paymentId: "pay_1", availableAt: Date.parse(AT) },
    });
  });

  it("names an amount above nothing with its currency", () => {
    for (const wrong of [{ amount_cents: 500 }, { amount_cents: 0, currency: "USD" }, { ...usd, currency: "usd" }])
      expect(faultsOf(settled(wrong))).toEqual([
        "data.amount_cents: must be a whole number of cents above 0 and an ISO 4217 code.",
      ]);
  });
});

import { registerAccount } from "../../../../functions/ach/bank-accounts/register";
import { openAccountNumber } from "../../../../functions/ach/bank-accounts/sealing";
import { optimise } from "../../../../functions/ach/batches/optimise";
import { applyCorrection } from "../../../../functions/ach/incoming/correct";
import { rejectFile } from "../../../../functions/ach/incoming/reject";
import { applyReturn } from "../../../../functions/ach/incoming/return";
import { settleFile } from "../../../../functions/ach/incoming/settle";
import { beginVerification } from "../../../../functions/ach/bank-accounts/verify";
import { Kill } from "../../payments/support/kill";
import { ACCOUNT, World } from "../support/world";
import { FILE, sent } from "../support/sent";

describe("a notification of change", () => {
  const correction = (trace: string, code: string, correctedData: string) => ({
    trace,
    rdfi: "09100001",
    code,
    correctedData: correctedData.padEnd(29),
  });

  it("corrects the account for all later entries, once, and keeps it known by both its numbers", async () => {
    const { world, payee, credit, notice, deliver } = await sent();
    await deliver();
    await settleFile(world.parts(), FILE, "2026-11-24");
    const { trace } = notice(credit, "R01");
    const noc = correction(trace, "C01", "999900001111");
    expect(await applyCorrection(world.parts(), noc)).toBe("applied");
    expect(await applyCorrection(world.parts(), noc)).toBe("known");
    const account = world.bankAccount(payee.id);
    expect(account).toMatchObject({ changeCode: "C01", lastFour: "1111", status: "verified" });
    expect(await openAccountNumber(world.parts().encryptor, account)).toBe("999900001111");
    expect(world.transfer(credit)).toMatchObject({ status: "completed", detail: "corrected", changeCode: "C01" });
    for (const accountNumber of [ACCOUNT.accountNumber, "999900001111"]) {
      expect(await registerAccount(world.parts(), { ...ACCOUNT, accountNumber })).toMatchObject({
        ok: true,
        created: false,
        account: { id: payee.id },
      });
    }
    expect(world.events()).toContain("ach.transfer_corrected");
    // A correction does not undo what the bank takes back later.
    expect(await applyReturn(world.parts(), notice(credit, "R02"))).toBe("applied");
    world.expectSound();
  });

  it("corrects bank, type and name, before a transfer settles too", async () => {
    const { world, payer, debit, notice, deliver } = await sent();
    await deliver();
    const { trace } = notice(debit, "R01");
    expect(await applyCorrection(world.parts(), correction(trace, "C03", "121042882   777766665555"))).toBe("applied");
    expect(await applyCorrection(world.parts(), correction(trace, "C05", "27"))).toBe("applied");
    expect(await applyCorrection(world.parts(), correction(trace, "C04", "NEW NAME"))).toBe("applied");
    expect(world.bankAccount(payer.id)).toMatchObject({
      routingNumber: "121042882",
      lastFour: "5555",
      accountType: "checking",
      holderName: "NEW NAME",
    });
    expect(world.transfer(debit)).toMatchObject({ status: "processing", changeCode: "C04" });
    await settleFile(world.parts(), FILE, "2026-11-24");
    expect(world.transfer(debit)).toMatchObject({ status: "completed", detail: "settled" });
  });

  it("that cannot be right, or matches nothing, is told so", async () => {
    const { world, credit, notice, deliver } = await sent();
    await deliver();
    const { trace } = notice(credit, "R01");
    for (const [code, data] of [
      ["C02", "121042883"],
      ["C05", "42"],
      ["C01", ""],
    ] as const) {
      expect(await applyCorrection(world.parts(), correction(trace, code, data))).toBe("unusable");
    }
    expect(await applyCorrection(world.parts(), correction("121042889999999", "C02", "121042882"))).toBe("unmatched");
  });

  it("of a prenote corrects the account, and tells of no transfer that nobody is shown", async () => {
    const world = new World();
    const account = await world.account({}, "unverified");
    await beginVerification(world.parts(), account.id, "prenote");
    await optimise(world.at("2026-11-24T06:50:00Z").parts());
    const { trace = "" } = world.transfers()[0]!;
    expect(await applyCorrection(world.parts(), correction(trace, "C02", "121042882"))).toBe("applied");
    expect(world.bankAccount(account.id).routingNumber).toBe("121042882");
    expect(world.events()).not.toContain("ach.transfer_corrected");
  });
});

describe("a file that the bank rejects", () => {
  it("fails all its transfers, and their money is where it was", async () => {
    const { world, deliver, credit, debit } = await sent();
    await deliver();
    await rejectFile(world.parts(new Kill(4)), FILE, "bad file").catch(() => undefined);
    world.expectSound();
    expect(await rejectFile(world.parts(), FILE, "bad file")).toMatchObject({ status: "rejected", reason: "bad file" });
    await rejectFile(world.parts(), FILE, "bad file");
    for (const id of [credit, debit])
      expect(world.transfer(id)).toMatchObject({ status: "failed", detail: "rejected", failureCode: "file_rejected" });
    expect([world.balance("provider_payable", "pro_1"), world.balance("settlement_cash")]).toEqual([1000, 1000]);
    world.expectSound();
  });
});

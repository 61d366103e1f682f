import fc from "fast-check";
import { lastFourOf } from "../../../../functions/ach/bank-accounts/account";
import {
  AccountNumberError,
  decodeAccountNumber,
  encodeAccountNumber,
  isAccountNumber,
} from "../../../../functions/ach/bank-accounts/account-number";
import { authorise, revoke } from "../../../../functions/ach/bank-accounts/authorise";
import { accountsOf, getAccount, registerAccount } from "../../../../functions/ach/bank-accounts/register";
import { amountsMac, openAccountNumber, sameMac } from "../../../../functions/ach/bank-accounts/sealing";
import { drawAmounts } from "../../../../functions/ach/bank-accounts/verification";
import { accountNow, beginVerification, confirmAmounts } from "../../../../functions/ach/bank-accounts/verify";
import { advanceFile } from "../../../../functions/ach/batches/file-steps";
import { optimise } from "../../../../functions/ach/batches/optimise";
import { applyReturn } from "../../../../functions/ach/incoming/return";
import { settleFile } from "../../../../functions/ach/incoming/settle";
import { writeAccount } from "../../../../functions/ach/items";
import { accountResource } from "../../../../functions/ach/resources";
import { getTransfer } from "../../../../functions/ach/transfers/read";
import { seededRandom } from "../../vault/support/seeded";
import { ACCOUNT, World } from "../support/world";

const codes = (result: { ok: boolean; errors?: readonly { code: string; param: string }[] }) =>
  (result.errors ?? []).map(({ code, param }) => `${param}: ${code}`);

describe("a bank account", () => {
  it("gets one token, however often it is given, and shows its last four alone", async () => {
    const world = new World();
    const first = await registerAccount(world.parts(), ACCOUNT);
    const again = await registerAccount(world.parts(), {
      ...ACCOUNT,
      accountNumber: "0001-2345 6789",
      holderName: "ANOTHER",
    });
    if (!first.ok || !again.ok) throw new Error("refused");
    expect([first.created, again.created, again.account]).toEqual([true, false, first.account]);
    expect(accountResource(first.account)).toMatchObject({
      provider_id: "pro_1",
      last_four: "6789",
      status: "unverified",
    });
    expect(world.events()).toEqual(["bank_account.created"]);
    const stored = JSON.stringify(world.table.startingWith(""));
    expect(stored).not.toContain("000123456789");
    expect(await openAccountNumber(world.parts().encryptor, first.account)).toBe("000123456789");
  });

  it("of two owners is two accounts, whose envelopes open for their own token alone", async () => {
    const world = new World();
    const [one, other] = [await world.account(), await world.account({ owner: { kind: "customer", id: "pro_1" } })];
    expect(one.fingerprint).not.toBe(other.fingerprint);
    const swapped = { ...one, envelope: other.envelope };
    await expect(openAccountNumber(world.parts().encryptor, swapped)).rejects.toThrow("does not commit");
  });

  it("is one account where two requests come at once", async () => {
    const world = new World();
    const results = await Promise.all(Array.from({ length: 8 }, () => registerAccount(world.parts(), ACCOUNT)));
    const tokens = new Set(results.map((result) => (result.ok ? result.account.id : "refused")));
    expect(tokens.size).toBe(1);
    expect(results.filter((result) => result.ok && result.created)).toHaveLength(1);
  });

  it("is refused with all faults at once, none of which shows its number", async () => {
    const world = new World();
    const wrong = {
      ...ACCOUNT,
      owner: { kind: "customer", id: "a b" },
      routingNumber: "091000018",
      accountNumber: "12!",
      holderName: " X",
    } as const;
    const refused = await registerAccount(world.parts(), wrong);
    expect(codes(refused)).toEqual([
      "customer_id: invalid",
      "holder_name: invalid",
      "routing_number: routing_number_invalid",
      "account_number: account_number_invalid",
    ]);
    expect(JSON.stringify(refused)).not.toContain("12!");
  });

  it("is listed for its owner, and not found for nobody", async () => {
    const world = new World();
    const account = await world.account({}, "unverified");
    expect(await accountsOf(world.parts(), account.owner)).toEqual({ ok: true, accounts: [account] });
    expect(await getAccount(world.parts(), account.id)).toEqual({ ok: true, account });
    expect(codes(await getAccount(world.parts(), "ba_none"))).toEqual(["bank_account_id: bank_account_not_found"]);
  });
});

describe("account numbers", () => {
  const number = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 -]{2,15}[A-Za-z0-9]$/);

  it("are 4 to 17 characters, and come back from their blocks", () => {
    fc.assert(
      fc.property(number, (text) => {
        expect(isAccountNumber(text)).toBe(true);
        expect(encodeAccountNumber(text)).toHaveLength(18);
        expect(decodeAccountNumber(encodeAccountNumber(text))).toBe(text);
      }),
    );
    for (const text of ["", "123", "1234567890123456789", "-123", "123 ", "12\u00e94"])
      expect(isAccountNumber(text)).toBe(false);
  });

  it("are no other bytes", () => {
    const blocks = fc.uint8Array({ maxLength: 20 });
    fc.assert(
      fc.property(blocks, (block) => {
        const read = () => decodeAccountNumber(block);
        try {
          expect(encodeAccountNumber(read())).toEqual(Buffer.from(block));
        } catch (error) {
          expect(error).toBeInstanceOf(AccountNumberError);
        }
      }),
    );
    expect(() => encodeAccountNumber("")).toThrow(AccountNumberError);
  });

  it("show at most half of their characters, and four at most", () => {
    fc.assert(
      fc.property(number, (text) => {
        const shown = lastFourOf(text);
        expect(text.endsWith(shown)).toBe(true);
        expect(shown.length).toBeLessThanOrEqual(Math.min(4, text.length / 2));
      }),
    );
    expect([lastFourOf("1234"), lastFourOf("12345"), lastFourOf("123456789")]).toEqual(["", "45", "6789"]);
  });
});

describe("verification by micro-deposits", () => {
  async function begun() {
    const world = new World();
    const account = await world.account({}, "unverified");
    const started = await beginVerification(world.parts(), account.id, "micro_deposits");
    if (!started.ok) throw new Error(codes(started).join());
    const entries = world.transfers();
    const amounts = entries.filter(({ direction }) => direction === "credit").map(({ amountCents }) => amountCents);
    return { world, account, entries, amounts, wrong: amounts.map((cents) => (cents % 99) + 1) };
  }

  it("draws two different amounts below a dollar", () => {
    const random = seededRandom("amounts");
    for (let draw = 0; draw < 500; draw++) {
      const [first, second] = drawAmounts(random);
      expect(first).not.toBe(second);
      for (const cents of [first, second]) expect(cents >= 1 && cents <= 99).toBe(true);
    }
  });

  it("sends two credits and the debit that takes them back, together, and shows them to nobody", async () => {
    const { world, account, entries, amounts } = await begun();
    expect(entries.map(({ description }) => description)).toEqual(["ACCTVERIFY", "ACCTVERIFY", "ACCTVERIFY"]);
    const debit = entries.find(({ direction }) => direction === "debit");
    expect(debit?.amountCents).toBe(amounts[0]! + amounts[1]!);
    expect(new Set(entries.map(({ window }) => window.effectiveEntryDate)).size).toBe(1);
    expect(world.bankAccount(account.id).status).toBe("pending_verification");
    expect(codes(await getTransfer(world.parts(), entries[0]!.id))).toEqual(["transfer_id: transfer_not_found"]);
    expect(world.events()).toEqual(["bank_account.created", "bank_account.verification_started"]);
    await optimise(world.at("2026-11-24T06:50:00Z").parts());
    expect(world.files()).toMatchObject([{ status: "built", entries: 3, batches: 2 }]);
    expect(world.balance("settlement_cash")).toBe(0);
    world.expectSound();
  });

  it("verifies the account whose owner tells the amounts, in any order", async () => {
    const { world, account, amounts } = await begun();
    const told = await confirmAmounts(world.parts(), account.id, [...amounts].reverse());
    expect(told).toMatchObject({ ok: true, account: { status: "verified" } });
    expect(world.events().at(-1)).toBe("bank_account.verified");
    expect(codes(await confirmAmounts(world.parts(), account.id, amounts))).toEqual([
      "amounts: verification_not_pending",
    ]);
  });

  it("ends with the third wrong answer, and with the third verification the account is blocked", async () => {
    const { world, account, wrong } = await begun();
    for (let verification = 1; verification <= 3; verification++) {
      if (verification > 1) await beginVerification(world.parts(), account.id, "micro_deposits");
      for (let attempt = 1; attempt <= 3; attempt++) {
        const amounts = verification === 1 ? wrong : [100, 100];
        expect(codes(await confirmAmounts(world.parts(), account.id, amounts))).toEqual([
          "amounts: verification_amounts_wrong",
        ]);
      }
      expect(world.bankAccount(account.id).status).toBe(verification < 3 ? "unverified" : "blocked");
    }
    expect(codes(await beginVerification(world.parts(), account.id, "prenote"))).toEqual([
      "bank_account_id: bank_account_blocked",
    ]);
    expect(world.events()).toContain("bank_account.verification_failed");
  });

  it("keeps no amount on the account, and compares without telling where they differ", async () => {
    const { world, account, amounts } = await begun();
    const { verification } = world.bankAccount(account.id);
    const key = world.parts().keys.amounts;
    expect(verification?.amountsMac).toBe(amountsMac(key, account.id, verification!.startedAt, amounts));
    expect([sameMac("abc", "abc"), sameMac("abc", "abd"), sameMac("abc", "ab")]).toEqual([true, false, false]);
  });
});

describe("verification by a prenote", () => {
  async function prenoted() {
    const world = new World();
    const account = await world.account({}, "unverified");
    await beginVerification(world.parts(), account.id, "prenote");
    await optimise(world.at("2026-11-24T06:50:00Z").parts());
    const [file] = world.files();
    for (const status of ["delivering", "delivered", "acknowledged"] as const)
      await advanceFile(world.parts(), file!.id, status);
    return { world, account, file: file! };
  }

  it("takes the account from the third banking day after it settled", async () => {
    const { world, account, file } = await prenoted();
    await settleFile(world.parts(), file.id, "2026-11-24");
    // Tuesday; Thursday is Thanksgiving: Wednesday, Friday, Monday.
    const statusAt = (moment: string) => accountNow(world.at(moment).parts(), world.bankAccount(account.id)).status;
    expect(statusAt("2026-11-29T12:00:00Z")).toBe("pending_verification");
    expect(statusAt("2026-11-30T12:00:00Z")).toBe("verified");
    expect(codes(await beginVerification(world.parts(), account.id, "prenote"))).toEqual([
      "bank_account_id: illegal_transition",
    ]);
    world.expectSound();
  });

  it("fails where the prenote comes back, and may begin anew where the account was not found", async () => {
    const { world, account, file } = await prenoted();
    const { trace = "" } = world.transfers()[0]!;
    await settleFile(world.parts(), file.id, "2026-11-24");
    expect(await applyReturn(world.parts(), { trace, rdfi: "09100001", code: "R03" })).toBe("applied");
    expect(world.bankAccount(account.id)).toMatchObject({ status: "blocked", blockedReason: "R03" });
    expect(await beginVerification(world.parts(), account.id, "prenote")).toMatchObject({
      ok: true,
      account: { status: "pending_verification" },
    });
    expect(world.bankAccount(account.id).blockedReason).toBeUndefined();
  });
});

describe("verifications", () => {
  it("are begun three times at most", async () => {
    const world = new World();
    const account = await world.account({}, "unverified");
    for (let start = 1; start <= 3; start++) {
      expect((await beginVerification(world.parts(), account.id, "prenote")).ok).toBe(true);
      world.table.put(writeAccount({ ...world.bankAccount(account.id), status: "unverified" }));
    }
    expect(codes(await beginVerification(world.parts(), account.id, "prenote"))).toEqual([
      "bank_account_id: verification_exhausted",
    ]);
    expect(codes(await beginVerification(world.parts(), "ba_none", "prenote"))).toEqual([
      "bank_account_id: bank_account_not_found",
    ]);
    expect(codes(await beginVerification(world.parts(), "#", "prenote"))).toEqual(["bank_account_id: invalid"]);
  });
});

describe("an authorisation", () => {
  const GIVEN = { method: "online", use: "single", evidence: "a test", givenAt: "2026-11-01T00:00:00Z" } as const;

  it("is kept, and ended from now on, once", async () => {
    const world = new World();
    const { id: bankAccountId } = await world.account();
    const kept = await authorise(world.parts(), { ...GIVEN, bankAccountId });
    if (!kept.ok) throw new Error("refused");
    const ended = await revoke(world.parts(), bankAccountId, kept.authorisation.id);
    expect(ended).toMatchObject({ ok: true, authorisation: { revokedAt: "2026-11-23T15:00:00.000Z", version: 2 } });
    expect(await revoke(world.at("2026-11-24T00:00:00Z").parts(), bankAccountId, kept.authorisation.id)).toEqual(ended);
    // Kept two years past its end.
    const [item] = world.table.startingWith("BANKACCOUNT#").filter(({ sk }) => sk?.S?.startsWith("AUTHORISATION#"));
    expect(Number(item?.expiresAt?.N)).toBe(Date.parse("2026-11-23T15:00:00Z") / 1000 + 2 * 366 * 86_400);
  });

  it("was given before now, for an account that there is", async () => {
    const world = new World();
    const { id: bankAccountId } = await world.account();
    expect(codes(await authorise(world.parts(), { ...GIVEN, bankAccountId, givenAt: "2027-01-01T00:00:00Z" }))).toEqual(
      ["given_at: invalid"],
    );
    expect(codes(await authorise(world.parts(), { ...GIVEN, bankAccountId, givenAt: "yesterday" }))).toEqual([
      "given_at: invalid",
    ]);
    expect(codes(await authorise(world.parts(), { ...GIVEN, bankAccountId: "ba_none" }))).toEqual([
      "bank_account_id: bank_account_not_found",
    ]);
    expect(codes(await revoke(world.parts(), bankAccountId, "aut_none"))).toEqual([
      "authorisation_id: authorisation_not_found",
    ]);
    expect(codes(await revoke(world.parts(), "#", "#"))).toEqual([
      "bank_account_id: invalid",
      "authorisation_id: invalid",
    ]);
  });
});

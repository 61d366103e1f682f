/** `make start`: what it leaves for people and scripts. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { StepRecord } from "../../local/journey/journey";
import { PLATFORM_FOLDER, readPlatform } from "./support/platform";
import { terraform } from "./support/terraform";

describe("make start", () => {
  const steps = JSON.parse(readFileSync(path.join(PLATFORM_FOLDER, "journey.json"), "utf8")) as StepRecord[];

  it("takes a card through the deployed functions, every step as it must be", () => {
    expect(steps.filter(({ ok }) => !ok)).toEqual([]);
    expect(steps.map(({ step }) => step)).toEqual([
      "Tokenise a Visa test card",
      "Tokenise it again: the card is recognised",
      "Tokenise Mastercard and American Express, codes verified at the acquirer",
      "A mistyped card is refused",
      "What the vault's table holds: ciphertext, BIN, last four",
      "Give a card number back, with a reason",
      "Another customer gets nothing for that token",
      "The audit trail of that token",
      "An administrator with every right on KMS tries to open an envelope",
      "That refusal raised its alarm",
    ]);
    expect(steps.every(({ milliseconds }) => Number.isInteger(milliseconds))).toBe(true);
  });

  it("writes the names and addresses to go on from", () => {
    const platform = readPlatform();
    expect(platform).toMatchObject({ stack: "payments-local", region: expect.any(String), account: "123456789012" });
    expect(platform.outputs).toMatchObject({
      payment_transactions_table_name: "payment-transactions-local",
      escrow_accounts_table_name: "escrow-accounts-local",
      vault_table_name: "payment-vault-local",
    });
  });

  it("deploys what a second deploy would not change", async () => {
    const { code, stdout } = await terraform(
      readPlatform().terraformFolder,
      "plan",
      "-detailed-exitcode",
      "-no-color",
      "-lock=false",
    );
    expect({ code, changes: code === 0 ? "" : stdout }).toEqual({ code: 0, changes: "" });
  });
});

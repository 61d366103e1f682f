/** `make start`: what it leaves for people and scripts. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { StepRecord } from "../../local/journey/journey";
import { closingLines } from "../../local/closing";
import { run } from "../../tools/shared/process";
import { PLATFORM_FOLDER, readPlatform } from "./support/platform";
import { terraform } from "./support/terraform";

const ROOT = path.resolve(__dirname, "../..");

describe("make start", () => {
  const steps = JSON.parse(readFileSync(path.join(PLATFORM_FOLDER, "journey.json"), "utf8")) as StepRecord[];

  it("takes cards and money through the deployed functions, every step as it must be", () => {
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
      "A shop makes a webhook endpoint",
      "GET /status",
      "POST /validate",
      "POST /process",
      "POST /payments, at the API's own host name",
      "The same call twice more, at once",
      "GET /payments/pay_123456",
      "POST /tokens",
      "Charge the card, for a provider",
      "Charge a card that is declined",
      "Send a card number where none belongs",
      "Charge while the acquirer does not answer",
      "Recovery asks the acquirer, 90 seconds later by the moved clock",
      "Refund a part",
      "Refund more than is left",
      "The payer disputes a payment; the acquirer tells so, signed",
      "The shop has heard of it all",
      "The books, rebuilt from the journals",
      "Take 100.00 for a provider: it is held",
      "Hold more, each on terms of its own",
      "GET /escrows/{id}: what the first one waits for",
      "Ask for its release all the same",
      "The service is completed; the acquirer has not paid yet",
      "Dispute 80.00: nothing of it moves",
      "The acquirer settles, two days later by the moved clock",
      "Released by the event, within the next minute",
      "The buyer approves",
      "The inspector approves, and a third is released to two providers",
      "The rest, and that again: it goes once",
      "Decide the dispute: a quarter for the customer",
      "Released by time, two hours later by the moved clock",
      "Refund what is held",
      "The statement of the disputed one",
      "The books of held money, rebuilt from the journals",
      "Three providers give their bank accounts, for payouts with each release",
      "Charge a card for each of them: the money is held",
      "The acquirer settles, and there is cash to pay out from",
      "The services are done: released, and paid out in the same transaction",
      "The window's cut-off, by the moved clock: the payouts stand in one file",
      "The connector takes the file to the bank, by SFTP",
      "The bank checks the file and acknowledges it",
      "The morning of settlement, by the moved clock",
      "A banking day later: one comes back, one is corrected",
      "The accounts, afterwards",
      "The reports of those days: what became of each entry",
      "The books of payouts, rebuilt from the journals",
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
    expect(platform).toMatchObject({
      api: {
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/restapis\/[a-z0-9]+\/local\/_user_request_$/),
        key: expect.stringMatching(/^\w{20,}$/),
        stage: "local",
        host: expect.stringMatching(/\.execute-api\.us-west-2\.amazonaws\.com$/),
      },
      events: { bus: "payments-local" },
      acquirer: { booksTable: "acquirer-simulator-local", senderSecretArn: expect.stringContaining(":secret:") },
    });
  });

  it("closes with calls that work as they are", async () => {
    const lines = closingLines({ file: readPlatform(), folder: PLATFORM_FOLDER, projectFolder: "/elsewhere" });
    const commands = lines.filter((line) => /^(curl|bin\/ecosystemaws (trigger|clock))/.test(line));
    expect(commands).toHaveLength(3);
    const exported = lines.find((line) => line.startsWith("export ")) ?? "";
    for (const command of commands) {
      // The clock is looked at, not moved, under the tests that come.
      const script = `${exported}\n${command.replace("clock +3d", "clock")}`;
      const { code, stdout, stderr } = await run("sh", ["-c", script], { folder: ROOT });
      expect({ command, code, stderr: code === 0 ? "" : stderr }).toEqual({ command, code: 0, stderr: "" });
      if (command.startsWith("curl")) expect(JSON.parse(stdout)).toMatchObject({ status: "completed", amount: 99.99 });
    }
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

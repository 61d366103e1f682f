import { openNumber } from "../../../../functions/vault/card-envelope";
import type { StoredCard } from "../../../../functions/vault/token-store";
import { withCheckDigit } from "./cards";
import { allCards } from "./store-rules";
import { accepted, TestVault } from "./vault";

/** Ten cards' numbers. */
export const numbers = Array.from({ length: 10 }, (_, index) => withCheckDigit(`42424242424${1000 + index}`));

/** A vault with ten cards, written a minute ago. */
export async function filled(): Promise<{ vault: TestVault; cards: readonly StoredCard[] }> {
  const vault = new TestVault();
  const parts = vault.tokeniser();
  for (const number of numbers) await vault.token(number, "cus_1", parts);
  vault.clock.milliseconds += 60_000;
  vault.dynamo.sent.length = 0;
  vault.kms.calls.length = 0;
  return { vault, cards: await allCards(vault.store, 100) };
}

/** What the vault's envelopes hold, sorted. */
export async function numbersIn(vault: TestVault): Promise<string[]> {
  const encryptor = vault.encryptor();
  const opened = (await allCards(vault.store, 100)).map((card) => openNumber(encryptor, card));
  return (await Promise.all(opened)).sort();
}

/** Calls again until the job is done; a call that is killed is called again too. */
export async function untilDone(call: () => ReturnType<TestVault["reEncrypt"]>) {
  for (let calls = 0; calls < 500; calls++) {
    const result = await call().catch(() => undefined);
    if (result && accepted(result).done) return accepted(result);
  }
  throw new Error("The job does not end.");
}

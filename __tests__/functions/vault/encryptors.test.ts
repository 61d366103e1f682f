import type { Encryptor } from "../../../functions/vault/encryptor";
import { SwitchingEncryptor } from "../../../functions/vault/encryptors";
import { EnvelopeError } from "../../../functions/vault/envelope";
import { TestVault } from "./support/vault";

const context = { purpose: "card-number", customerId: "cus_1", token: "tok_1" };

describe("the switching encryptor", () => {
  const vault = new TestVault();

  it.each([
    ["lean", 1],
    ["aws-encryption-sdk", 2],
  ] as const)("seals as %s where that is named", async (name, firstByte) => {
    expect((await vault.encryptor(name).encrypt(Buffer.from("x"), context))[0]).toBe(firstByte);
  });

  it.each([
    ["lean", "aws-encryption-sdk"],
    ["aws-encryption-sdk", "lean"],
  ] as const)("reads what %s wrote after a switch to %s", async (before, after) => {
    const envelope = await vault.encryptor(before).encrypt(Buffer.from("x"), context);
    expect(Buffer.from(await vault.encryptor(after).decrypt(envelope, context)).toString()).toBe("x");
  });

  it("loads the AWS Encryption SDK once, and only where it is needed", async () => {
    const sdk: Encryptor = { encrypt: jest.fn(), decrypt: jest.fn().mockResolvedValue(Buffer.from("x")) };
    const load = jest.fn().mockResolvedValue(sdk);
    const encryptor = new SwitchingEncryptor("lean", vault.encryptor(), load);
    await encryptor.decrypt(await encryptor.encrypt(Buffer.from("x"), context), context);
    expect(load).not.toHaveBeenCalled();
    await encryptor.decrypt(Uint8Array.of(2), context);
    await encryptor.decrypt(Uint8Array.of(2), context);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it.each([[Uint8Array.of()], [Uint8Array.of(0)], [Uint8Array.of(3, 1)]])(
    "refuses %j, of no known kind",
    async (bytes) => {
      await expect(vault.encryptor().decrypt(bytes, context)).rejects.toThrow(EnvelopeError);
    },
  );
});

import { createHmac, randomBytes } from "node:crypto";
import type { KeyManagement } from "../../../functions/vault/key-management";

/** As long as AWS KMS's own wrapped 256-bit data keys. */
const WRAPPED_BYTES = 184;

/** KMS in this process: keys under random names. It counts calls and costs next to nothing. */
export class FakeKms implements KeyManagement {
  calls = 0;
  private readonly keys = new Map<string, Buffer>();
  private readonly macKey = randomBytes(32);

  async generateDataKey() {
    this.calls++;
    const plaintext = randomBytes(32);
    const wrapped = randomBytes(WRAPPED_BYTES);
    this.keys.set(wrapped.toString("base64"), Buffer.from(plaintext));
    return { plaintext, wrapped };
  }

  async decrypt(_keyArn: string, wrapped: Uint8Array) {
    this.calls++;
    const plaintext = this.keys.get(Buffer.from(wrapped).toString("base64"));
    if (plaintext === undefined) throw new Error("This KMS has not wrapped that key.");
    return Buffer.from(plaintext);
  }

  async generateMac(_keyArn: string, message: Uint8Array) {
    this.calls++;
    return createHmac("sha256", this.macKey).update(message).digest();
  }
}

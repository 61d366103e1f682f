import { createCipheriv, createDecipheriv, createHash, createHmac } from "node:crypto";
import {
  type KeyContext,
  type KeyManagement,
  WrappedKeyRefusedError,
} from "../../../../functions/vault/key-management";
import { seededRandom } from "./seeded";

/**
 * AWS KMS in memory, with what matters of it: a wrapped key opens under its own key and context alone, and any altered
 * byte of it is refused. Counts calls.
 */
export class MemoryKms implements KeyManagement {
  readonly calls: ("generateDataKey" | "decrypt" | "generateMac")[] = [];
  /** Called before each call; what it throws, the call throws. */
  before: (call: string) => void | Promise<void> = () => undefined;
  private readonly random = seededRandom("kms");

  async generateDataKey(keyArn: string, context: KeyContext) {
    await this.enter("generateDataKey");
    const plaintext = this.random(32);
    const nonce = this.random(12);
    const cipher = createCipheriv("aes-256-gcm", secretOf(keyArn), nonce).setAAD(contextBytes(context));
    const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    return { plaintext, wrapped: Buffer.concat([nonce, sealed, cipher.getAuthTag()]) };
  }

  async decrypt(keyArn: string, wrapped: Uint8Array, context: KeyContext) {
    await this.enter("decrypt");
    const decipher = createDecipheriv("aes-256-gcm", secretOf(keyArn), wrapped.subarray(0, 12));
    decipher.setAAD(contextBytes(context)).setAuthTag(wrapped.subarray(-16));
    try {
      return Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]);
    } catch {
      throw new WrappedKeyRefusedError("refused");
    }
  }

  async generateMac(keyArn: string, message: Uint8Array) {
    await this.enter("generateMac");
    return createHmac("sha256", secretOf(keyArn)).update(message).digest();
  }

  private async enter(call: "generateDataKey" | "decrypt" | "generateMac"): Promise<void> {
    this.calls.push(call);
    await this.before(call);
  }
}

function secretOf(keyArn: string): Buffer {
  return createHash("sha256").update(`secret of ${keyArn}`).digest();
}

function contextBytes(context: KeyContext): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context).sort()));
}

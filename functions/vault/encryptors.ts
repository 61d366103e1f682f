import type { Encryptor } from "./encryptor";
import { EnvelopeError, EnvelopeVersion } from "./envelope";

/** How new envelopes are sealed. */
export type EncryptorName = "lean" | "aws-encryption-sdk";

/**
 * The encryptor that functions use: it seals by the one that is named, and opens an envelope by the one that made it, as
 * its first byte says. So what was written before a switch is still read after it.
 */
export class SwitchingEncryptor implements Encryptor {
  private sdk: Promise<Encryptor> | undefined;

  constructor(
    private readonly name: EncryptorName,
    private readonly lean: Encryptor,
    /** Loads the AWS Encryption SDK: only where it is named or an envelope of its is read, for it is large. */
    private readonly loadSdk: () => Promise<Encryptor>,
  ) {}

  async encrypt(...[plaintext, context]: Parameters<Encryptor["encrypt"]>): Promise<Uint8Array> {
    const encryptor = this.name === "lean" ? this.lean : await this.sdkEncryptor();
    return encryptor.encrypt(plaintext, context);
  }

  async decrypt(...[envelope, context]: Parameters<Encryptor["decrypt"]>): Promise<Uint8Array> {
    if (envelope[0] === EnvelopeVersion.lean) return this.lean.decrypt(envelope, context);
    if (envelope[0] === EnvelopeVersion.encryptionSdk) return (await this.sdkEncryptor()).decrypt(envelope, context);
    throw new EnvelopeError("The envelope is of no kind that is known.");
  }

  private sdkEncryptor(): Promise<Encryptor> {
    this.sdk ??= this.loadSdk();
    return this.sdk;
  }
}

import type { KeyObject } from "node:crypto";
import type { Clock } from "../shared/clock";
import type { KeyContext, KeyManagement } from "./key-management";
import { extractKey } from "./message-key";

/** What bounds the use of data keys. */
export interface DataKeySettings {
  readonly vaultKeyArn: string;
  readonly context: KeyContext;
  /** How long a data key in clear may be used. */
  readonly secondsMax: number;
  /** How many messages one data key may seal. */
  readonly messagesMax: number;
  /** How many unwrapped data keys are kept for reading. */
  readonly readingKeysMax: number;
}

/** A data key ready for use: the pseudorandom key made from it, and its wrapped form. */
export interface DataKey {
  readonly pseudorandomKey: KeyObject;
  readonly wrapped: Uint8Array;
}

interface EncryptingKey extends DataKey {
  readonly receivedAt: number;
  messages: number;
}

interface ReadingKey {
  readonly askedAt: number;
  readonly pseudorandomKey: Promise<KeyObject>;
}

/**
 * The data keys of one function instance: one of its own for encrypting, and a bounded cache of unwrapped ones for
 * reading. Ages are checked at use, since timers stand still in a frozen instance; a clock that went backwards counts
 * as expired. A data key in clear is overwritten as soon as its pseudorandom key is made; that is best effort, as the
 * SDK and the collector may have copied it.
 */
export class DataKeys {
  private encrypting: EncryptingKey | undefined;
  private pending: Promise<void> | undefined;
  // In order of insertion, so the first is the oldest.
  private readonly reading = new Map<string, ReadingKey>();

  constructor(
    private readonly kms: KeyManagement,
    private readonly clock: Clock,
    private readonly settings: DataKeySettings,
  ) {}

  /** The data key to seal one message with; the message is counted. Concurrent first uses share one KMS call. */
  async forEncrypting(): Promise<DataKey> {
    for (;;) {
      const key = this.encrypting;
      if (key && this.isFresh(key.receivedAt) && key.messages < this.settings.messagesMax) {
        key.messages += 1;
        return key;
      }
      this.pending ??= this.generate().finally(() => {
        this.pending = undefined;
      });
      await this.pending;
    }
  }

  private async generate(): Promise<void> {
    const { vaultKeyArn, context } = this.settings;
    const { plaintext, wrapped } = await this.kms.generateDataKey(vaultKeyArn, context);
    // Counted from here, not from the request: however slow KMS is, each key serves at least one message.
    const receivedAt = this.clock.now();
    this.encrypting = { pseudorandomKey: extractAndClear(plaintext), wrapped, receivedAt, messages: 0 };
  }

  /** The pseudorandom key of a wrapped data key; concurrent uses of one share one KMS call, failures are not kept. */
  forReading(wrapped: Uint8Array): Promise<KeyObject> {
    // Latin 1: a letter a byte, and no copy of the bytes.
    const name = Buffer.from(wrapped.buffer, wrapped.byteOffset, wrapped.length).toString("latin1");
    const known = this.reading.get(name);
    return known && this.isFresh(known.askedAt) ? known.pseudorandomKey : this.openForReading(name, wrapped);
  }

  private async openForReading(name: string, wrapped: Uint8Array): Promise<KeyObject> {
    const entry: ReadingKey = { askedAt: this.clock.now(), pseudorandomKey: this.unwrap(wrapped) };
    this.reading.delete(name);
    this.reading.set(name, entry);
    this.forgetSurplus();
    try {
      return await entry.pseudorandomKey;
    } catch (error) {
      if (this.reading.get(name) === entry) this.reading.delete(name);
      throw error;
    }
  }

  private async unwrap(wrapped: Uint8Array): Promise<KeyObject> {
    const { vaultKeyArn, context } = this.settings;
    return extractAndClear(await this.kms.decrypt(vaultKeyArn, wrapped, context));
  }

  private forgetSurplus(): void {
    for (const name of this.reading.keys()) {
      if (this.reading.size <= this.settings.readingKeysMax) return;
      this.reading.delete(name);
    }
  }

  private isFresh(since: number): boolean {
    const age = this.clock.now() - since;
    return age >= 0 && age < this.settings.secondsMax * 1000;
  }
}

function extractAndClear(plaintext: Uint8Array): KeyObject {
  try {
    return extractKey(plaintext);
  } finally {
    plaintext.fill(0);
  }
}

import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import type { Clock } from "../shared/clock";
import type { FingerprintKeyVersion } from "./environment";
import type { KeyManagement } from "./key-management";
import { lengthPrefixed } from "./length-prefixed";

const LABEL = "ecosystemaws-payments/card-fingerprint";
/** Another purpose of the same local key: no message of one label is one of the other. */
const CARD_KEY_LABEL = "ecosystemaws-payments/card-key";

/** A keyed hash of one customer's card number (PCI DSS 3.5.1.1), with the version of the key it was made by. */
export interface Fingerprint {
  readonly version: number;
  /** 43 characters of base64url. */
  readonly value: string;
}

/** The message whose MAC under the KMS key is the local fingerprint key of a version. */
function fingerprintKeyMessage(version: number): Buffer {
  return lengthPrefixed(LABEL, String(version));
}

/**
 * The fingerprint of a card number (digits alone). The customer is part of it, so that the table does not tell which
 * customers share a card.
 */
export function fingerprintOf(key: KeyObject, version: number, customerId: string, digits: string): Fingerprint {
  const message = lengthPrefixed(LABEL, String(version), customerId, digits);
  return { version, value: createHmac("sha256", key).update(message).digest("base64url") };
}

/**
 * What one card is counted by, whoever's customers pay with it: 43 characters of base64url, a keyed hash of the number
 * (digits alone; PCI DSS 3.5.1.1). The customer is no part of it, so it is kept with payments, not in the vault's table,
 * and shown to nobody.
 */
export function cardKeyOf(key: KeyObject, version: number, digits: string): string {
  const message = lengthPrefixed(CARD_KEY_LABEL, String(version), digits);
  return createHmac("sha256", key).update(message).digest("base64url");
}

/**
 * Makes fingerprints under all active versions of the key. The local keys come from KMS once per cache period, so a
 * warm call needs none; ages are checked at use, and concurrent first uses share one call per version.
 */
export class Fingerprinter {
  private cached: { readonly askedAt: number; readonly keys: Promise<readonly LocalKey[]> } | undefined;

  constructor(
    private readonly kms: KeyManagement,
    private readonly clock: Clock,
    /** Highest version first. */
    private readonly versions: readonly FingerprintKeyVersion[],
    private readonly secondsMax: number,
  ) {}

  /** The fingerprints of a card number (digits alone), the current version first. */
  async fingerprintsOf(customerId: string, digits: string): Promise<readonly Fingerprint[]> {
    const keys = await this.keys();
    return keys.map(({ version, key }) => fingerprintOf(key, version, customerId, digits));
  }

  /** The key that a card number (digits alone) is counted by, under the current version: a rotation begins counts anew. */
  async cardKeyOf(digits: string): Promise<string | undefined> {
    const [current] = await this.keys();
    return current && cardKeyOf(current.key, current.version, digits);
  }

  private async keys(): Promise<readonly LocalKey[]> {
    const age = this.cached ? this.clock.now() - this.cached.askedAt : -1;
    if (this.cached && age >= 0 && age < this.secondsMax * 1000) return this.cached.keys;
    const entry = {
      askedAt: this.clock.now(),
      keys: Promise.all(this.versions.map((version) => this.derive(version))),
    };
    this.cached = entry;
    try {
      return await entry.keys;
    } catch (error) {
      if (this.cached === entry) this.cached = undefined;
      throw error;
    }
  }

  private async derive({ version, keyArn }: FingerprintKeyVersion): Promise<LocalKey> {
    const mac = await this.kms.generateMac(keyArn, fingerprintKeyMessage(version));
    const key = createSecretKey(mac);
    mac.fill(0);
    return { version, key };
  }
}

interface LocalKey {
  readonly version: number;
  readonly key: KeyObject;
}

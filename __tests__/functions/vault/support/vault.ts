import { idMaker } from "../../../../functions/shared/ids";
import { cardKeyContext } from "../../../../functions/vault/card-envelope";
import { type DataKeySettings, DataKeys } from "../../../../functions/vault/data-keys";
import { EncryptionSdkEncryptor } from "../../../../functions/vault/encryption-sdk-encryptor";
import { type EncryptorName, SwitchingEncryptor } from "../../../../functions/vault/encryptors";
import { Fingerprinter } from "../../../../functions/vault/fingerprint";
import { keyIdOf } from "../../../../functions/vault/key-management";
import { LeanEncryptor } from "../../../../functions/vault/lean-encryptor";
import { reEncrypt, type ReEncryptResult } from "../../../../functions/vault/re-encrypt";
import { reEncryptCard } from "../../../../functions/vault/re-encrypt-card";
import { simulatedVerifier } from "../../../../functions/vault/simulated-acquirer";
import { dynamoStore } from "../../../../functions/vault/store";
import { tokenise, type TokeniseParts, type TokeniseResult } from "../../../../functions/vault/tokenise";
import { MemoryDynamo } from "./memory-dynamo";
import { MemoryKms } from "./memory-kms";
import { ManualClock, seededRandom } from "./seeded";

const TABLE = "vault-test";
export const VAULT_KEY = "arn:aws:kms:us-east-1:111122223333:key/mrk-0a1b2c3d4e5f60718293a4b5c6d7e8f9";
export const fingerprintKey = (version: number) => ({
  version,
  keyArn: `arn:aws:kms:us-east-1:111122223333:key/fingerprint-${version}`,
});

export const SETTINGS: DataKeySettings = {
  vaultKeyArn: VAULT_KEY,
  context: cardKeyContext(TABLE),
  secondsMax: 300,
  messagesMax: 2 ** 20,
  readingKeysMax: 100,
};

let instances = 0;

/** The table, KMS and clock that all instances of the vault's functions share. */
export class TestVault {
  readonly clock = new ManualClock();
  readonly kms = new MemoryKms();
  readonly dynamo = new MemoryDynamo();
  readonly store = dynamoStore(this.dynamo.client, TABLE);

  encryptor(name: EncryptorName = "lean", seed = `encryptor ${instances++}`): SwitchingEncryptor {
    const dataKeys = new DataKeys(this.kms, this.clock, SETTINGS);
    const lean = new LeanEncryptor(VAULT_KEY, dataKeys, seededRandom(seed));
    return new SwitchingEncryptor(name, lean, () => Promise.resolve(new EncryptionSdkEncryptor(this.kms, SETTINGS)));
  }

  fingerprinter(versions: readonly number[] = [1]): Fingerprinter {
    const highestFirst = [...versions].sort((a, b) => b - a).map(fingerprintKey);
    return new Fingerprinter(this.kms, this.clock, highestFirst, 300);
  }

  /** One function instance of tokenise. */
  tokeniser(versions: readonly number[] = [1], name: EncryptorName = "lean"): TokeniseParts {
    const random = seededRandom(`tokeniser ${instances++}`);
    const makeId = idMaker(this.clock, random);
    return {
      store: this.store,
      encryptor: this.encryptor(name),
      fingerprinter: this.fingerprinter(versions),
      acquirer: simulatedVerifier,
      vaultKeyId: keyIdOf(VAULT_KEY),
      clock: this.clock,
      random,
      makeToken: () => makeId("tok"),
    };
  }

  /** Tokenises a card that is expected to be taken. */
  async token(number: string, customerId = "cus_1", parts = this.tokeniser()): Promise<string> {
    const result = await tokenise(parts, { customerId, card: { number, expMonth: 12, expYear: 2030 } }, "request-1");
    return accepted(result).token;
  }

  /** One call of re-encrypt on an instance of its own. */
  reEncrypt(
    event: { job: string; kind: string; pageSize?: number; maxPages?: number },
    versions: readonly number[] = [1],
    name: EncryptorName = "lean",
  ): Promise<ReEncryptResult> {
    const parts = {
      store: this.store,
      encryptor: this.encryptor(name),
      fingerprinter: this.fingerprinter(versions),
      fingerprintVersion: Math.max(...versions),
      vaultKeyId: keyIdOf(VAULT_KEY),
      clock: this.clock,
      random: seededRandom(`re-encrypt ${instances++}`),
    };
    const treat = reEncryptCard.bind(undefined, parts);
    return reEncrypt({ store: this.store, jobs: this.store, treat, clock: this.clock }, event);
  }
}

/** The result of a call that is expected to succeed. */
export function accepted<Answer extends TokeniseResult | ReEncryptResult>(
  answer: Answer,
): Extract<Answer, { ok: true }> {
  if (!answer.ok) throw new Error(`Refused: ${answer.errors.map(({ message }) => message).join(" ")}`);
  return answer as Extract<Answer, { ok: true }>;
}

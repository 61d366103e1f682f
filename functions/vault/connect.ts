import { systemClock } from "../shared/clock";
import { systemRandom } from "../shared/ids";
import type { Acquirer } from "./acquirer";
import { cardKeyContext } from "./card-envelope";
import { type DataKeySettings, DataKeys } from "./data-keys";
import type { Encryptor } from "./encryptor";
import { type EncryptorName, SwitchingEncryptor } from "./encryptors";
import type { KeyManagement } from "./key-management";
import { LeanEncryptor } from "./lean-encryptor";
import { simulatedAcquirer } from "./simulated-acquirer";

const READING_KEYS_MAX = 1000;
const DATA_KEY_MESSAGES_MAX = 2 ** 20;

/** What an environment says about envelopes; a function that only reads them leaves the rest out. */
export interface EncryptorEnvironment {
  readonly VAULT_TABLE_NAME: string;
  readonly VAULT_KEY_ARN: string;
  readonly DATA_KEY_SECONDS: number;
  readonly DATA_KEY_MESSAGES?: number;
  readonly ENCRYPTOR?: EncryptorName;
}

/** The encryptor that an environment asks for, able to read every kind of envelope. */
export function connectEncryptor(kms: KeyManagement, environment: EncryptorEnvironment): Encryptor {
  const settings: DataKeySettings = {
    vaultKeyArn: environment.VAULT_KEY_ARN,
    context: cardKeyContext(environment.VAULT_TABLE_NAME),
    secondsMax: environment.DATA_KEY_SECONDS,
    messagesMax: environment.DATA_KEY_MESSAGES ?? DATA_KEY_MESSAGES_MAX,
    readingKeysMax: READING_KEYS_MAX,
  };
  const lean = new LeanEncryptor(settings.vaultKeyArn, new DataKeys(kms, systemClock, settings), systemRandom);
  return new SwitchingEncryptor(environment.ENCRYPTOR ?? "lean", lean, async () => {
    const { EncryptionSdkEncryptor } = await import("./encryption-sdk-encryptor");
    return new EncryptionSdkEncryptor(kms, settings);
  });
}

/** The acquirer that an environment names, or nobody. */
export function connectAcquirer(name: "simulator" | "none"): Acquirer | undefined {
  return name === "simulator" ? simulatedAcquirer : undefined;
}

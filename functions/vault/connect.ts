import { connectBooks, Simulator } from "../simulator";
import { systemClock } from "../shared/clock";
import { systemRandom } from "../shared/ids";
import type { Acquirer, Verifier } from "./acquirer";
import { cardKeyContext } from "./card-envelope";
import { type DataKeySettings, DataKeys } from "./data-keys";
import type { Encryptor } from "./encryptor";
import { type EncryptorName, SwitchingEncryptor } from "./encryptors";
import type { KeyManagement } from "./key-management";
import { LeanEncryptor } from "./lean-encryptor";
import { simulatedAcquirer, simulatedVerifier } from "./simulated-acquirer";

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

/** What an environment says about its acquirer. */
export interface AcquirerEnvironment {
  readonly ACQUIRER: "simulator" | "none";
  readonly SIMULATOR_TABLE_NAME: string;
}

/** Who verifies cards where an environment names an acquirer, or nobody. */
export function connectVerifier(name: AcquirerEnvironment["ACQUIRER"]): Verifier | undefined {
  return name === "simulator" ? simulatedVerifier : undefined;
}

/** The acquirer that an environment names, or nobody. */
export function connectAcquirer(environment: AcquirerEnvironment): Acquirer | undefined {
  if (environment.ACQUIRER === "none") return undefined;
  const books = connectBooks(environment.SIMULATOR_TABLE_NAME);
  return simulatedAcquirer(new Simulator({ books, clock: systemClock, random: systemRandom }));
}

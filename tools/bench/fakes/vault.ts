import { systemClock } from "../../../functions/shared/clock";
import { systemRandom } from "../../../functions/shared/ids";
import { cardKeyContext } from "../../../functions/vault/card-envelope";
import { type DataKeySettings, DataKeys } from "../../../functions/vault/data-keys";
import type { KeyManagement } from "../../../functions/vault/key-management";
import { LeanEncryptor } from "../../../functions/vault/lean-encryptor";

export const VAULT_KEY_ARN = "arn:aws:kms:us-west-2:123456789012:key/mrk-0123456789abcdef0123456789abcdef";
export const FINGERPRINT_KEY_ARN = "arn:aws:kms:us-west-2:123456789012:key/mrk-fedcba9876543210fedcba9876543210";

/** The bounds that functions run with: `DATA_KEY_SECONDS` and `DATA_KEY_MESSAGES` at their defaults. */
export const DATA_KEY_SETTINGS: DataKeySettings = {
  vaultKeyArn: VAULT_KEY_ARN,
  context: cardKeyContext("payment-vault-bench"),
  secondsMax: 300,
  messagesMax: 2 ** 20,
  readingKeysMax: 1000,
};

/** The vault's own encryptor as a function instance has it, but for KMS. */
export function leanEncryptor(kms: KeyManagement): LeanEncryptor {
  return new LeanEncryptor(VAULT_KEY_ARN, new DataKeys(kms, systemClock, DATA_KEY_SETTINGS), systemRandom);
}

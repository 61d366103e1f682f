import { systemClock } from "../shared/clock";
import { systemRandom } from "../shared/ids";
import type { Log } from "../shared/logging";
import { connectKms, DataKeys, type Encryptor, type KeyManagement, LeanEncryptor } from "../vault";
import { accountKeyContext } from "./bank-accounts/sealing";
import { connectFileBucket } from "./bucket-store";
import { type AchEnvironment, connectRoom } from "./connect-room";
import { hashKeys } from "./hash-keys";
import type { AccountParts, BatchParts, TransferParts } from "./parts";
import { limitsOnly } from "./transfers/limits";

/** The most that a data key may live and seal, as the vault's. */
const DATA_KEYS = { secondsMax: 300, messagesMax: 2 ** 20, readingKeysMax: 1000 };

/** The envelopes of account numbers as an environment seals them. */
function connectEnvelopes(kms: KeyManagement, keyArn: string, tableName: string): Encryptor {
  const settings = { vaultKeyArn: keyArn, context: accountKeyContext(tableName), ...DATA_KEYS };
  return new LeanEncryptor(keyArn, new DataKeys(kms, systemClock, settings), systemRandom);
}

/** The parts of `transfers` as an environment connects them. */
export function connectTransfers(
  environment: AchEnvironment & { readonly ACH_HMAC_KEY_ARN: string },
): () => Promise<TransferParts> {
  const room = connectRoom(environment);
  const keys = hashKeys(connectKms(), environment.ACH_HMAC_KEY_ARN);
  return async () => ({ ...room, decide: limitsOnly(room.settings.limits), keys: await keys() });
}

/** The parts of `bank-accounts` as an environment connects them. */
export function connectAccounts(
  environment: AchEnvironment & { readonly ACH_HMAC_KEY_ARN: string; readonly ACH_KEY_ARN: string },
): () => Promise<AccountParts> {
  const transfers = connectTransfers(environment);
  const { ACH_KEY_ARN: keyArn, ACH_TRANSFERS_TABLE_NAME: tableName } = environment;
  const encryptor = connectEnvelopes(connectKms(), keyArn, tableName);
  return async () => ({ ...(await transfers()), encryptor });
}

/** The parts of `optimizer` as an environment connects them. */
export function connectBatches(
  environment: AchEnvironment & { readonly ACH_KEY_ARN: string; readonly ACH_FILES_BUCKET_NAME: string },
  log: Log,
): BatchParts {
  const room = connectRoom(environment);
  const encryptor = connectEnvelopes(connectKms(), environment.ACH_KEY_ARN, environment.ACH_TRANSFERS_TABLE_NAME);
  const bucket = connectFileBucket(environment.ACH_FILES_BUCKET_NAME);
  return { ...room, batches: room.store, bucket, encryptor, log };
}

import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { systemRandom } from "../shared/ids";
import { createLogger } from "../shared/logging";
import { connectEncryptor } from "./connect";
import * as environments from "./environment";
import { Fingerprinter } from "./fingerprint";
import { keyIdOf } from "./key-management";
import { connectKms } from "./kms";
import { reEncrypt } from "./re-encrypt";
import { reEncryptCard, type ReEncryptCardParts } from "./re-encrypt-card";
import { serve } from "./serve";
import { connectStore } from "./store";

const environment = readEnvironment(environments.reEncrypt);
const { VAULT_TABLE_NAME, VAULT_KEY_ARN, FINGERPRINT_KEY_ARNS, DATA_KEY_SECONDS } = environment;
const kms = connectKms();
const store = connectStore(VAULT_TABLE_NAME);

const cardParts: ReEncryptCardParts = {
  store,
  encryptor: connectEncryptor(kms, environment),
  fingerprinter: new Fingerprinter(kms, systemClock, FINGERPRINT_KEY_ARNS, DATA_KEY_SECONDS),
  fingerprintVersion: Math.max(...FINGERPRINT_KEY_ARNS.map(({ version }) => version)),
  vaultKeyId: keyIdOf(VAULT_KEY_ARN),
  clock: systemClock,
  random: systemRandom,
};

const parts = {
  store,
  jobs: store,
  treat: reEncryptCard.bind(undefined, cardParts),
  clock: systemClock,
};

/** `{ job, kind, pageSize?, maxPages? }` to the job's progress; call it again until it is `done`. */
export const handler = serve(createLogger(), (event) => reEncrypt(parts, event));

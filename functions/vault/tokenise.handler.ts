import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { idMaker, systemRandom } from "../shared/ids";
import { createLogger } from "../shared/logging";
import { connectEncryptor, connectVerifier } from "./connect";
import * as environments from "./environment";
import { Fingerprinter } from "./fingerprint";
import { keyIdOf } from "./key-management";
import { connectKms } from "./kms";
import { serve } from "./serve";
import { connectStore } from "./store";
import { tokenise } from "./tokenise";

const environment = readEnvironment(environments.tokenise);
const kms = connectKms();
const makeId = idMaker(systemClock, systemRandom);

const parts = {
  store: connectStore(environment.VAULT_TABLE_NAME),
  encryptor: connectEncryptor(kms, environment),
  fingerprinter: new Fingerprinter(kms, systemClock, environment.FINGERPRINT_KEY_ARNS, environment.DATA_KEY_SECONDS),
  acquirer: connectVerifier(environment.ACQUIRER),
  vaultKeyId: keyIdOf(environment.VAULT_KEY_ARN),
  clock: systemClock,
  random: systemRandom,
  makeToken: () => makeId("tok"),
};

/** `{ customerId, card }` to the card's token; invoked directly and synchronously. */
export const handler = serve(createLogger(), (event, requestId) => tokenise(parts, event, requestId));

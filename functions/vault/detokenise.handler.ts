import { systemClock } from "../shared/clock";
import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { createCounter } from "../shared/metrics";
import { connectEncryptor } from "./connect";
import { detokenise } from "./detokenise";
import * as environments from "./environment";
import { connectKms } from "./kms";
import { serve } from "./serve";
import { connectStore } from "./store";

const environment = readEnvironment(environments.detokenise);
const store = connectStore(environment.VAULT_TABLE_NAME);

const parts = {
  store,
  audit: store,
  encryptor: connectEncryptor(connectKms(), environment),
  count: createCounter(environment.ENVIRONMENT),
  clock: systemClock,
};

/** `{ token, customerId, reason, requestedBy }` to the card's number; invoked directly and synchronously. */
export const handler = serve(createLogger(), (event, requestId) => detokenise(parts, event, requestId));

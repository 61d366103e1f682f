import { readEnvironment } from "../shared/environment";
import { createLogger } from "../shared/logging";
import { createCounter } from "../shared/metrics";
import { connectAcquirer, connectEncryptor } from "./connect";
import * as environments from "./environment";
import { connectKms } from "./kms";
import { railEgress } from "./rail-egress";
import { serve } from "./serve";
import { connectStore } from "./store";

const environment = readEnvironment(environments.railEgress);

const parts = {
  store: connectStore(environment.VAULT_TABLE_NAME),
  encryptor: connectEncryptor(connectKms(), environment),
  acquirer: connectAcquirer(environment),
  count: createCounter(environment.ENVIRONMENT),
};

/** `{ operation, reference, ... }` to the acquirer's answer; invoked directly and synchronously. */
export const handler = serve(createLogger(), (event) => railEgress(parts, event));

/** The modules that `make modules` writes as plain Terraform. */
import type { ModuleDefinition } from "./shared/export";
import type { Inputs } from "./shared/interface/table";
import { Ach, inputs as achInputs, outputs as achOutputs } from "./ach";
import { Api, inputs as apiInputs, outputs as apiOutputs } from "./api";
import { Escrow, inputs as escrowInputs, outputs as escrowOutputs } from "./escrow";
import { GraphqlApi, inputs as graphqlApiInputs, outputs as graphqlApiOutputs } from "./graphql-api";
import {
  inputs as paymentCryptographyInputs,
  outputs as paymentCryptographyOutputs,
  PaymentCryptography,
} from "./payment-cryptography";
import { inputs as paymentsInputs, outputs as paymentsOutputs, Payments } from "./payments";
import { inputs as stateBackendInputs, outputs as stateBackendOutputs, StateBackend } from "./state-backend";

const define = <T extends Inputs, M>(definition: ModuleDefinition<T, M>): ModuleDefinition<T, M> => definition;

const paymentCryptography = define({
  name: "payment-cryptography",
  inputs: paymentCryptographyInputs,
  outputs: paymentCryptographyOutputs,
  create: (scope, id, props) => new PaymentCryptography(scope, id, props),
  switch: "enablePaymentCryptography",
});

const payments = define({
  name: "payments",
  inputs: paymentsInputs,
  outputs: paymentsOutputs,
  create: (scope, id, props) => new Payments(scope, id, props),
});

const escrow = define({
  name: "escrow",
  inputs: escrowInputs,
  outputs: escrowOutputs,
  create: (scope, id, props) => new Escrow(scope, id, props),
});

const ach = define({
  name: "ach",
  inputs: achInputs,
  outputs: achOutputs,
  create: (scope, id, props) => new Ach(scope, id, props),
});

const api = define({
  name: "api",
  inputs: apiInputs,
  outputs: apiOutputs,
  create: (scope, id, props) => new Api(scope, id, props),
});

const graphqlApi = define({
  name: "graphql-api",
  inputs: graphqlApiInputs,
  outputs: graphqlApiOutputs,
  create: (scope, id, props) => new GraphqlApi(scope, id, props),
});

const stateBackend = define({
  name: "state-backend",
  inputs: stateBackendInputs,
  outputs: stateBackendOutputs,
  create: (scope, id, props) => new StateBackend(scope, id, props),
});

/** Does something with a definition, whatever its inputs are. */
export type UseDefinition<R> = <T extends Inputs, M>(definition: ModuleDefinition<T, M>) => R;

/** All of them; each entry hands its definition to a function that works for any. */
export const exportedModules: readonly (<R>(use: UseDefinition<R>) => R)[] = [
  (use) => use(paymentCryptography),
  (use) => use(stateBackend),
  (use) => use(payments),
  (use) => use(escrow),
  (use) => use(ach),
  (use) => use(api),
  (use) => use(graphqlApi),
];

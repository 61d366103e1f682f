/** The modules that `make modules` writes as plain Terraform. */
import type { ModuleDefinition } from "./shared/export";
import type { Inputs } from "./shared/interface/table";
import {
  inputs as paymentCryptographyInputs,
  outputs as paymentCryptographyOutputs,
  PaymentCryptography,
} from "./payment-cryptography";
import { inputs as stateBackendInputs, outputs as stateBackendOutputs, StateBackend } from "./state-backend";

const define = <T extends Inputs, M>(definition: ModuleDefinition<T, M>): ModuleDefinition<T, M> => definition;

const paymentCryptography = define({
  name: "payment-cryptography",
  inputs: paymentCryptographyInputs,
  outputs: paymentCryptographyOutputs,
  create: (scope, id, props) => new PaymentCryptography(scope, id, props),
  switch: "enablePaymentCryptography",
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
];

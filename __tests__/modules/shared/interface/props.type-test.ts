/** What compiles and what does not: `tsc` runs these, nothing else does. */
import type { Construct } from "constructs";
import {
  type outputs,
  PaymentCryptography,
  type PaymentCryptographyProps,
} from "../../../../modules/payment-cryptography";
import { between, input, type Output, type PropsOf, settle, type Settled } from "../../../../modules/shared";
import { StateBackend } from "../../../../modules/state-backend";

declare const scope: Construct;
const least = { awsRegion: "us-west-2", environment: "dev", projectName: "", paymentCostBaselineStripe: 10_000 };

new PaymentCryptography(scope, "least", least);
new PaymentCryptography(scope, "more", { ...least, preventDestroy: true, runtime: "nodejs22.x", tags: { Owner: "x" } });
// @ts-expect-error what has no default must be given
new PaymentCryptography(scope, "missing", { awsRegion: "us-west-2" });
// @ts-expect-error a number, not a text
new PaymentCryptography(scope, "text", { ...least, kmsDeletionWindowInDays: "7" });
// @ts-expect-error a text, not a number
new PaymentCryptography(scope, "number", { ...least, environment: 1 });
// @ts-expect-error a list of texts
new PaymentCryptography(scope, "list", { ...least, paymentSecurityAlertEmails: "security@example.com" });
// @ts-expect-error no such input
new PaymentCryptography(scope, "surplus", { ...least, kmsDeletionWindow: 7 });
// @ts-expect-error the name as in HCL
new PaymentCryptography(scope, "hcl", { ...least, payment_key_spec: "AES_256" });
// @ts-expect-error what Terraform wants literal is no token
new PaymentCryptography(scope, "literal", { ...least, preventDestroy: scope.node.tryGetContext("x") as string });
// @ts-expect-error a bucket must have a name
new StateBackend(scope, "state", { awsRegion: "us-west-2", environment: "dev" });

export function propsAreReadonly(props: PaymentCryptographyProps, module: PaymentCryptography): void {
  // @ts-expect-error props do not change
  props.environment = "prod";
  // @ts-expect-error attributes do not change
  module.paymentEncryptionKeyArn = "";
}

// @ts-expect-error a rule for numbers on a text
input("string", "A text.", [between(1, 2)]);
// @ts-expect-error a default of another type
input("number", "A number.", [], "1");
// @ts-expect-error no such type
input("set(string)", "A set.");

const table = { given: input("string", "Given."), left: input("number", "Left.", [], 1) } as const;
export const settledHasAll: Settled<typeof table> = settle(table, { given: "a" });
export const leftIsANumber: number = settledHasAll.left;
// @ts-expect-error the required row is required
export const withoutGiven: PropsOf<typeof table> = { left: 1 };

// @ts-expect-error an output is text
export const flag: Output<PaymentCryptography> = { description: "A flag", from: () => true };
// @ts-expect-error a module has an attribute for each output of its table
export const incomplete: Readonly<Record<keyof typeof outputs, string>> = { paymentEncryptionKeyArn: "" };

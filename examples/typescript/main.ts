/** A stack of a platform team's own: the vault as one module of several, and a role of theirs that may tokenise cards. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformOutput } from "cdktf";
import { PaymentCryptography } from "../../modules/payment-cryptography";
import { PlatformRole, ReadableStack } from "../../modules/shared";

const region = "us-west-2";
const app = new App();
const stack = new ReadableStack(app, "checkout");
new AwsProvider(stack, "aws", { region });

const cryptography = new PaymentCryptography(stack, "payment_cryptography", {
  awsRegion: region,
  environment: "dev",
  projectName: "checkout",
  paymentCostBaselineStripe: 2_500,
  // For a try: leave these three out for anything that is to be kept.
  deletionProtection: false,
  forceDestroy: true,
  kmsDeletionWindowInDays: 7,
});

const checkout = new PlatformRole(stack, "checkout_role", {
  name: "checkout-web",
  description: "Takes cards at the checkout; sees tokens afterwards.",
});
cryptography.grantTokenise(checkout);

new TerraformOutput(stack, "tokenise_function_arn", { value: cryptography.tokeniseFunctionArn });
app.synth();

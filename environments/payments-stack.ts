import type { Construct } from "constructs";
import { outputs, PaymentCryptography } from "../modules/payment-cryptography";
import { ReadableStack } from "../modules/shared";
import { declareOutputs } from "../modules/shared/interface/variables";
import { useStateBucket } from "./backend";
import { useProvider } from "./provider";
import type { Environment } from "./schema";

/** The platform in one environment and Region: `payments-<environment>`. */
export class PaymentsStack extends ReadableStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, `payments-${environment.name}`);
    const { region, tags } = environment;
    useStateBucket(this, environment);
    useProvider(this, environment, region);
    const cryptography = new PaymentCryptography(this, "payment_cryptography", {
      awsRegion: region,
      environment: environment.name,
      projectName: "",
      paymentCostBaselineStripe: environment.costs.stripeBaseline,
      targetPaymentCostSavingsPercent: environment.costs.targetSavingsPercent,
      paymentSecurityAlertEmails: environment.alertEmails,
      deletionProtection: environment.deletionProtection,
      preventDestroy: environment.preventDestroy,
      kmsDeletionWindowInDays: environment.kmsDeletionWindowInDays,
      forceDestroy: !environment.deletionProtection,
      breakGlassRoleArns: environment.breakGlassRoleArns,
      acquirer: environment.acquirer,
      logRetentionInDays: environment.logRetentionInDays,
      detokeniseAlarmThreshold: environment.detokeniseAlarmThreshold,
      tags,
    });
    declareOutputs(this, outputs, cryptography);
  }
}

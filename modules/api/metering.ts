import { ApiGatewayApiKey } from "@cdktf/provider-aws/lib/api-gateway-api-key";
import { ApiGatewayUsagePlan } from "@cdktf/provider-aws/lib/api-gateway-usage-plan";
import { ApiGatewayUsagePlanKey } from "@cdktf/provider-aws/lib/api-gateway-usage-plan-key";
import { Construct } from "constructs";
import { NAME_LIMITS, nameOf, type Naming } from "../shared";

export interface MeteringProps {
  readonly naming: Naming;
  readonly restApiId: string;
  readonly stageName: string;
  readonly rateLimit: number;
  readonly burstLimit: number;
  readonly quotaPerDay: number;
}

/** A usage plan and its first API key, whose value API Gateway makes. A key meters, it does not authorise. */
export class Metering extends Construct {
  readonly usagePlanId: string;
  /** The key itself: a secret of Terraform's state and outputs. */
  readonly apiKey: string;

  constructor(scope: Construct, id: string, props: MeteringProps) {
    super(scope, id);
    const { naming, restApiId, stageName, rateLimit, burstLimit, quotaPerDay } = props;
    const name = nameOf(naming, "payment-api", NAME_LIMITS.restApi);
    const plan = new ApiGatewayUsagePlan(this, "Resource", {
      name,
      description: "How often an API key may call.",
      apiStages: [{ apiId: restApiId, stage: stageName }],
      throttleSettings: { rateLimit, burstLimit },
      quotaSettings: { limit: quotaPerDay, period: "DAY" },
    });
    const key = new ApiGatewayApiKey(this, "key", { name, description: "The first key of the usage plan." });
    new ApiGatewayUsagePlanKey(this, "plan_key", { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id });
    this.usagePlanId = plan.id;
    this.apiKey = key.value;
  }
}

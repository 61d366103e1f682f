import { ApiGatewayAccount } from "@cdktf/provider-aws/lib/api-gateway-account";
import { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import { ApiGatewayMethodSettings } from "@cdktf/provider-aws/lib/api-gateway-method-settings";
import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { ApiGatewayStage } from "@cdktf/provider-aws/lib/api-gateway-stage";
import { conditional, Fn, type IResolvable, type TerraformResourceLifecycle, Token } from "cdktf";
import { Construct } from "constructs";
import { NAME_LIMITS, nameOf, type Naming, type PlatformRole, type SecureLogGroup } from "../shared";

export interface StageProps {
  readonly naming: Naming;
  /** API Gateway's document, JSON. */
  readonly body: string;
  /** What must hold at plan. */
  readonly preconditions: NonNullable<TerraformResourceLifecycle["precondition"]>;
  readonly log: SecureLogGroup;
  readonly logRole: PlatformRole;
  readonly manageAccountLogging: boolean | IResolvable;
  readonly rateLimit: number;
  readonly burstLimit: number;
  /** Close the address of API Gateway itself. */
  readonly ownDomainOnly: boolean | IResolvable;
}

/** What the access log says of a request: never its path, its query or its body, which hold ids of people. */
const ACCESS_LOG = {
  requestId: "$context.requestId",
  extendedRequestId: "$context.extendedRequestId",
  xrayTraceId: "$context.xrayTraceId",
  time: "$context.requestTimeEpoch",
  address: "$context.identity.sourceIp",
  method: "$context.httpMethod",
  resource: "$context.resourcePath",
  operation: "$context.operationName",
  protocol: "$context.protocol",
  status: "$context.status",
  errorType: "$context.error.responseType",
  apiKeyId: "$context.identity.apiKeyId",
  caller: "$context.identity.userArn",
  principal: "$context.authorizer.principalId",
  firewall: "$context.wafResponseCode",
  functionStatus: "$context.integration.status",
  functionMs: "$context.integration.latency",
  milliseconds: "$context.responseLatency",
  bytes: "$context.responseLength",
};

/** A REST API from its document, deployed anew whenever that changes, on one stage that is named by the environment. */
export class Stage extends Construct {
  readonly api: ApiGatewayRestApi;
  readonly stage: ApiGatewayStage;

  constructor(scope: Construct, id: string, props: StageProps) {
    super(scope, id);
    const { naming, body, log, preconditions } = props;
    this.api = new ApiGatewayRestApi(this, "rest", {
      name: nameOf(naming, "payment-api", NAME_LIMITS.restApi),
      description: "Payments over REST; docs/api.html is its reference.",
      body,
      endpointConfiguration: { types: ["REGIONAL"] },
      disableExecuteApiEndpoint: props.ownDomainOnly,
      ...(preconditions.length === 0 ? {} : { lifecycle: { precondition: preconditions } }),
    });
    const deployment = new ApiGatewayDeployment(this, "deployment", {
      restApiId: this.api.id,
      triggers: { body: Fn.sha256(this.api.body) },
      lifecycle: { createBeforeDestroy: true },
    });
    this.stage = new ApiGatewayStage(this, "stage", {
      restApiId: this.api.id,
      deploymentId: deployment.id,
      stageName: naming.environment,
      xrayTracingEnabled: true,
      accessLogSettings: { destinationArn: log.arn, format: Fn.jsonencode(ACCESS_LOG) },
      dependsOn: this.accountLogging(props),
    });
    new ApiGatewayMethodSettings(this, "settings", {
      restApiId: this.api.id,
      stageName: this.stage.stageName,
      methodPath: "*/*",
      settings: {
        metricsEnabled: true,
        // An execution log holds bodies, and bodies hold card numbers.
        loggingLevel: "OFF",
        dataTraceEnabled: false,
        throttlingRateLimit: props.rateLimit,
        throttlingBurstLimit: props.burstLimit,
      },
    });
  }

  /** The account's role for logs, without which no stage can have an access log. */
  private accountLogging({ manageAccountLogging: managed, logRole }: StageProps): ApiGatewayAccount[] {
    if (managed === false) return [];
    const account = new ApiGatewayAccount(this, "account", {
      cloudwatchRoleArn: logRole.arn,
      // API Gateway tries the role's permissions when it is set.
      dependsOn: logRole.dependencies,
    });
    if (Token.isUnresolved(managed)) account.addOverride("count", Token.asString(conditional(managed, 1, 0)));
    return [account];
  }
}

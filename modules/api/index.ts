import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Fn, Op, Token } from "cdktf";
import { Construct } from "constructs";
import {
  allOrNone,
  checkAllOrNone,
  type FunctionSettings,
  GivenCodeBucket,
  globalNameOf,
  isEmpty,
  isVariable,
  nameOf,
  type Naming,
  PlatformRole,
  SecureLogGroup,
  settle,
  type Settled,
  Surroundings,
  tagModule,
} from "../shared";
import { Alarms } from "./alarms";
import { JwtAuthoriser, StatusFunction } from "./api-functions";
import { type Authorisation, gatewayBody, servedOperations } from "./body";
import { checkTogether, chosenBody, preconditionsOf, urlOf } from "./choices";
import { apiDocument } from "./document";
import { Domain } from "./domain";
import { Firewall } from "./firewall";
import { type ApiInputs, inputs, outputs } from "./interface";
import { Metering } from "./metering";
import { chosenDocument, type MaybeThere } from "./optional";
import { WRITE_ACCESS_LOGS } from "./perms";
import { Stage } from "./stage";

export { servedOperations } from "./body";
export { apiDocument } from "./document";
export { inputs, outputs };

/** The table is what HCL users have; what Terraform wants literal is a prop only. */
export interface ApiProps extends ApiInputs, Pick<FunctionSettings, "runtime" | "vpc" | "codeSigningConfigArn"> {}

type Inputs = Settled<typeof inputs>;

/**
 * The REST API before the functions of `payments`: API Gateway from the API's OpenAPI document, with a usage plan, a firewall, an
 * access log and alarms.
 *
 * @example
 * const api = new Api(this, "api", {
 *   awsRegion: "us-west-2", environment: "prod", projectName: "ecosystemaws", authorisation: "iam",
 *   paymentProcessorFunctionArn: payments.paymentProcessorFunctionArn, // and the other outputs of the same names
 *   snsTopicArn: payments.alertTopicArn,
 * });
 * @throws InvalidInputError with all faults at once; NameTooLongError
 */
export class Api extends Construct implements Readonly<Record<keyof typeof outputs, string>> {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly restApiId: string;
  readonly stageName: string;
  readonly apiExecutionArn: string;
  readonly usagePlanId: string;
  readonly webAclArn: string;
  readonly accessLogGroupName: string;
  readonly paymentStatusFunctionArn: string;
  readonly domainTargetName: string;
  readonly domainTargetZoneId: string;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    const settled = settle(inputs, props);
    checkTogether(settled);
    const achHealth = {
      achTransfersTableName: settled.achTransfersTableName,
      achEncryptionKeyArn: settled.achEncryptionKeyArn,
    };
    checkAllOrNone(achHealth);
    const { environment, homeRegion } = settled;
    const naming: Naming = { projectName: settled.projectName, environment };
    const surroundings = new Surroundings(this, "current", settled.awsRegion);
    tagModule(this, "api", naming, settled.tags);
    const auditKey = { arn: settled.auditEncryptionKeyArn };
    const common: FunctionSettings & { readonly homeRegion: string } = {
      surroundings,
      naming,
      homeRegion,
      code: new GivenCodeBucket(this, "code", { bucketName: settled.artefactBucketName, encryptionKey: auditKey }),
      environmentKey: { arn: settled.paymentEncryptionKeyArn },
      logKey: auditKey,
      logRetentionDays: settled.logRetentionInDays,
      runtime: props.runtime,
      vpc: props.vpc,
      codeSigningConfigArn: props.codeSigningConfigArn,
    };
    const status = new StatusFunction(this, "status", {
      ...common,
      tables: [settled.paymentTransactionsTableName, settled.webhooksTableName],
      keys: [settled.paymentEncryptionKeyArn],
      queues: [settled.webhookEventsQueueUrl, settled.webhookDeliveriesQueueUrl],
      ach: { tableName: settled.achTransfersTableName, keyArn: settled.achEncryptionKeyArn },
    }).lambda;
    const authoriser = this.jwtAuthoriser(settled, common);

    const optional = Object.entries({
      "escrow-manager": settled.escrowManagerFunctionArn,
      "bank-account-verifier": settled.bankAccountVerifierFunctionArn,
      "ach-transfer-manager": settled.achTransferManagerFunctionArn,
    }).filter(([, functionArn]) => functionArn !== "");
    const maybe: MaybeThere = Object.fromEntries(optional.filter(([, functionArn]) => isVariable(this, functionArn)));
    const functions: Readonly<Record<string, string>> = {
      "payment-validator": settled.paymentValidatorFunctionArn,
      "payment-processor": settled.paymentProcessorFunctionArn,
      "payment-reader": settled.paymentReaderFunctionArn,
      "refund-processor": settled.refundProcessorFunctionArn,
      "payment-parties": settled.paymentPartiesFunctionArn,
      "payment-tokens": settled.paymentTokensFunctionArn,
      "payment-webhook-processor": settled.paymentWebhookProcessorFunctionArn,
      "webhook-endpoints": settled.webhookEndpointsFunctionArn,
      "payment-status": status.liveArn,
      ...Object.fromEntries(optional),
    };
    const invocation = (functionArn: string): string =>
      `arn:${surroundings.partition}:apigateway:${surroundings.region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
    const uriOf = (functionName: string): string | undefined => {
      const functionArn = functions[functionName];
      return functionArn === undefined ? undefined : invocation(functionArn);
    };
    const document = apiDocument();
    const operations = servedOperations(document, { uriOf });
    const bodyFor = (authorisation: Authorisation): string => {
      const body = gatewayBody(document, { title: nameOf(naming, "payment-api"), uriOf, authorisation });
      const written = quoted(body) as typeof body;
      if (Object.keys(maybe).length === 0) return Fn.jsonencode(written);
      return chosenDocument(this, written, operations, maybe);
    };

    // A permission cannot be counted by an ARN that a plan may not know: where there is no such function, it is for an operation that
    // the API does not have, on a function that answers nothing but its own.
    const invoked = (functionName: string): string =>
      maybe[functionName] === undefined
        ? (functions[functionName] ?? "")
        : Token.asString(Fn.coalesce([maybe[functionName], status.liveArn]));

    const log = this.logGroup("access_log", `/aws/apigateway/${nameOf(naming, "payment-api")}`, common);
    const { api, stage } = new Stage(this, "Default", {
      naming,
      body: chosenBody(settled, bodyFor, authoriser && invocation(authoriser.liveArn)),
      preconditions: [...preconditionsOf(settled), ...allOrNone(this, achHealth)],
      log,
      logRole: this.logRole(common),
      manageAccountLogging: settled.manageAccountLogging,
      rateLimit: settled.throttleRateLimit,
      burstLimit: settled.throttleBurstLimit,
      ownDomainOnly: Token.isUnresolved(settled.domainName)
        ? Op.not(isEmpty(settled.domainName))
        : settled.domainName !== "",
    });
    for (const { id: operation, method, path, functionName } of operations)
      this.mayInvoke(`permission_${snakeOf(operation)}`, invoked(functionName), {
        statementId: operation,
        sourceArn: `${api.executionArn}/${environment}/${method}${path.replaceAll(/\{[^}]+\}/g, "*")}`,
        sourceAccount: surroundings.accountId,
      });
    if (authoriser !== undefined)
      this.mayInvoke("permission_authoriser", authoriser.liveArn, {
        statementId: "authoriser",
        sourceArn: `${api.executionArn}/authorizers/*`,
        sourceAccount: surroundings.accountId,
      });
    const metering = new Metering(this, "usage_plan", {
      naming,
      restApiId: api.id,
      stageName: stage.stageName,
      rateLimit: settled.throttleRateLimit,
      burstLimit: settled.throttleBurstLimit,
      quotaPerDay: settled.quotaPerDay,
    });
    const firewall = new Firewall(this, "firewall", {
      naming,
      stageArn: stage.arn,
      log: this.logGroup("firewall_log", `aws-waf-logs-${nameOf(naming, "payment-api")}`, common),
      addressRateLimit: settled.addressRateLimit,
      webhookRateLimit: settled.webhookRateLimit,
    });
    const domain =
      settled.domainName === ""
        ? undefined
        : new Domain(this, "domain", { ...settled, restApiId: api.id, stageName: stage.stageName });
    new Alarms(this, "alarm", {
      naming,
      topicArn: settled.snsTopicArn,
      apiName: api.name,
      stageName: stage.stageName,
      clientErrorsThreshold: settled.clientErrorsAlarmThreshold,
      serverErrorsThreshold: settled.serverErrorsAlarmThreshold,
      latencyMs: settled.latencyAlarmMs,
      statusFunction: status.name,
    });

    this.apiUrl = urlOf(settled.domainName, stage.invokeUrl);
    this.apiKey = metering.apiKey;
    this.restApiId = api.id;
    this.stageName = stage.stageName;
    this.apiExecutionArn = api.executionArn;
    this.usagePlanId = metering.usagePlanId;
    this.webAclArn = firewall.arn;
    this.accessLogGroupName = log.name;
    this.paymentStatusFunctionArn = status.liveArn;
    this.domainTargetName = domain?.targetName ?? "";
    this.domainTargetZoneId = domain?.targetZoneId ?? "";
  }

  /** Made for JWTs alone; where only Terraform knows by what callers are authorised it is there in any case, and nobody calls it. */
  private jwtAuthoriser(
    { authorisation, jwtIssuer, jwtAudience, jwtJwksUri }: Inputs,
    common: FunctionSettings & { readonly homeRegion: string },
  ): JwtAuthoriser["lambda"] | undefined {
    if (!Token.isUnresolved(authorisation) && authorisation !== "jwt") return undefined;
    return new JwtAuthoriser(this, "authoriser", {
      ...common,
      issuer: jwtIssuer,
      audience: jwtAudience,
      jwksUri: jwtJwksUri,
    }).lambda;
  }

  private logGroup(logId: string, name: string, { surroundings, logKey, logRetentionDays }: FunctionSettings) {
    return new SecureLogGroup(this, logId, {
      surroundings,
      name,
      encryptionKey: logKey,
      retentionInDays: logRetentionDays,
    });
  }

  /** The role by which API Gateway writes the logs of all its stages in the account and Region. */
  private logRole({ surroundings, naming, homeRegion }: FunctionSettings & { readonly homeRegion: string }) {
    const role = new PlatformRole(this, "log_role", {
      name: globalNameOf(naming, "api-access-logs", { region: surroundings.region, homeRegion }),
      description: "By this role API Gateway writes access logs.",
      service: "apigateway.amazonaws.com",
    });
    // API Gateway does not take a role that may write to some log groups alone.
    role.allow({ sid: "WriteAccessLogs", effect: "Allow", actions: [...WRITE_ACCESS_LOGS], resources: ["*"] });
    return role;
  }

  private mayInvoke(
    permissionId: string,
    functionArn: string,
    source: { readonly statementId: string; readonly sourceArn: string; readonly sourceAccount: string },
  ): void {
    const part = (place: number): string => Token.asString(Fn.element(Fn.split(":", functionArn), place));
    new LambdaPermission(this, permissionId, {
      ...source,
      action: "lambda:InvokeFunction",
      principal: "apigateway.amazonaws.com",
      functionName: part(FUNCTION_NAME),
      qualifier: part(FUNCTION_ALIAS),
    });
  }
}

/** Places in an alias's ARN: `arn:aws:lambda:region:account:function:name:alias`. */
const FUNCTION_NAME = 6;
const FUNCTION_ALIAS = 7;

const snakeOf = (operation: string): string => operation.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** cdktf writes texts into Terraform's expressions as they are: one that holds quotes must be quoted first. */
function quoted(value: unknown): unknown {
  if (typeof value === "string") return value.includes('"') ? Fn.rawString(value) : value;
  if (Array.isArray(value)) return Token.isUnresolved(value) ? value : value.map(quoted);
  if (typeof value !== "object" || value === null || Token.isUnresolved(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, quoted(inner)]));
}

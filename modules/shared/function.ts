import { LambdaAlias } from "@cdktf/provider-aws/lib/lambda-alias";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import { Construct } from "constructs";
import type { Common, Contracts } from "../../functions/contracts";
import type { FunctionCode } from "./code-store";
import { METRICS_NAMESPACE } from "./metrics";
import { NAME_LIMITS, nameOf, type Naming } from "./names";
import { INVOKE_FUNCTION, MANAGE_NETWORK_INTERFACES, WRITE_LOGS, WRITE_TRACES } from "./perms";
import type { KeyReference } from "./references";
import type { RoleReference } from "./role";
import { SecureLogGroup } from "./secure-log-group";
import type { FailureQueue } from "./secure-queue";
import type { Surroundings } from "./surroundings";

/** `nodejs20.x` can no longer be created and provider 5.100 does not know `nodejs24.x`. */
const DEFAULT_RUNTIME = "nodejs22.x";

/** Lambda's own longest: six hours. */
const EVENT_AGE_SECONDS_MAX = 21_600;

/** What the functions of one module instance have in common. */
export interface FunctionSettings {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  readonly code: FunctionCode;
  /** Encrypts environment variables. */
  readonly environmentKey: KeyReference;
  readonly logKey: KeyReference;
  /** One of LOG_RETENTION_DAYS. */
  readonly logRetentionDays: number;
  /** @default nodejs22.x */
  readonly runtime?: string;
  /** Subnets and security groups to run in. @default outside any VPC */
  readonly vpc?: { readonly subnetIds: readonly string[]; readonly securityGroupIds: readonly string[] };
  /** Only code signed by its publishers runs. @default unsigned code runs */
  readonly codeSigningConfigArn?: string;
}

export interface PlatformFunctionProps<Entry extends keyof Contracts> extends FunctionSettings {
  /** The function's entry; the code that is bundled and the contract of `environment` follow from it. */
  readonly entry: Entry;
  /** Name before the suffix: `vault-tokenise`. */
  readonly name: string;
  readonly description: string;
  /** Exactly what the function's schema asks for. A variable with a default may be left out. */
  readonly environment: Contracts[Entry];
  readonly role: RoleReference;
  /**
   * `synchronous`: an event that is sent all the same is tried once and not kept, as it may hold card data. Else the queue that takes
   * the events which failed for good.
   */
  readonly failures: "synchronous" | FailureQueue;
  /** Megabytes; CPU comes with it. @default 512 */
  readonly memoryMb?: number;
  /** @default 10 */
  readonly timeoutSeconds?: number;
  /** Takes from the account's concurrency. @default unreserved */
  readonly reservedConcurrency?: number;
}

/**
 * A Lambda function on arm64: code through the artefact bucket, encrypted environment and logs, tracing, every deploy a version,
 * and the alias `live` that callers invoke.
 */
export class PlatformFunction<Entry extends keyof Contracts> extends Construct {
  readonly name: string;
  readonly arn: string;
  /** What callers invoke: the alias `live`. */
  readonly liveArn: string;
  readonly logGroup: SecureLogGroup;
  readonly role: RoleReference;

  constructor(scope: Construct, id: string, props: PlatformFunctionProps<Entry>) {
    super(scope, id);
    const { surroundings, naming, role } = props;
    const functionName = nameOf(naming, props.name, NAME_LIMITS.function);
    const common: Common = {
      // The deployed name, so that two platforms of one account keep their metrics apart.
      POWERTOOLS_SERVICE_NAME: functionName,
      POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
      ENVIRONMENT: naming.environment,
    };
    this.role = role;
    this.logGroup = new SecureLogGroup(this, "logs", {
      surroundings,
      name: `/aws/lambda/${functionName}`,
      encryptionKey: props.logKey,
      retentionInDays: props.logRetentionDays,
    });
    role.allow(
      { sid: "WriteLogs", effect: "Allow", actions: [...WRITE_LOGS], resources: [`${this.logGroup.arn}:*`] },
      // X-Ray has no resources: AWS's service authorisation reference lists none for these two.
      { sid: "WriteTraces", effect: "Allow", actions: [...WRITE_TRACES], resources: ["*"] },
    );
    // AWS's form: Lambda makes the interfaces with the function's role, and the calls that describe them have no resources.
    if (props.vpc !== undefined)
      role.allow({
        sid: "ManageNetworkInterfaces",
        effect: "Allow",
        actions: [...MANAGE_NETWORK_INTERFACES],
        resources: ["*"],
      });
    if (props.failures !== "synchronous") props.failures.grantSend(role, "KeepFailedEvents");
    const stored = props.code.put(props.entry);
    const lambda = new LambdaFunction(this, "Resource", {
      functionName,
      description: props.description,
      role: role.arn,
      runtime: props.runtime ?? DEFAULT_RUNTIME,
      architectures: ["arm64"],
      handler: "index.handler",
      s3Bucket: stored.bucket,
      s3Key: stored.key,
      sourceCodeHash: stored.sha256Base64,
      publish: true,
      memorySize: props.memoryMb ?? 512,
      timeout: props.timeoutSeconds ?? 10,
      environment: { variables: { ...common, ...props.environment } },
      kmsKeyArn: props.environmentKey.arn,
      tracingConfig: { mode: "Active" },
      loggingConfig: { logFormat: "Text", logGroup: this.logGroup.name },
      ...(props.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: props.reservedConcurrency }),
      ...(props.codeSigningConfigArn === undefined ? {} : { codeSigningConfigArn: props.codeSigningConfigArn }),
      ...(props.vpc === undefined
        ? {}
        : {
            vpcConfig: { subnetIds: [...props.vpc.subnetIds], securityGroupIds: [...props.vpc.securityGroupIds] },
            // Lambda tries the role's permissions when the VPC is set.
            dependsOn: role.dependencies,
          }),
    });
    const live = new LambdaAlias(this, "live", {
      name: "live",
      description: "The version that callers get.",
      functionName: lambda.functionName,
      functionVersion: lambda.version,
    });
    new LambdaFunctionEventInvokeConfig(this, "events", {
      functionName: lambda.functionName,
      qualifier: live.name,
      ...(props.failures === "synchronous"
        ? { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 }
        : {
            maximumRetryAttempts: 2,
            maximumEventAgeInSeconds: EVENT_AGE_SECONDS_MAX,
            destinationConfig: { onFailure: { destination: props.failures.arn } },
            // Lambda tries the role's permissions when the destination is set.
            dependsOn: role.dependencies,
          }),
    });
    this.name = lambda.functionName;
    this.arn = lambda.arn;
    this.liveArn = live.arn;
  }

  /** Lets a role call the function through its alias `live`. */
  grantInvoke(role: RoleReference, sid: string): void {
    role.allow({ sid, effect: "Allow", actions: [...INVOKE_FUNCTION], resources: [this.liveArn] });
  }
}

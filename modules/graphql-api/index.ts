import { readFileSync } from "node:fs";
import path from "node:path";
import { AppsyncDatasource } from "@cdktf/provider-aws/lib/appsync-datasource";
import { AppsyncGraphqlApi } from "@cdktf/provider-aws/lib/appsync-graphql-api";
import { AppsyncResolver } from "@cdktf/provider-aws/lib/appsync-resolver";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { conditional, Token } from "cdktf";
import { Construct } from "constructs";
import {
  globalNameOf,
  grantInvoke,
  NAME_LIMITS,
  nameOf,
  type Naming,
  PlatformRole,
  SecureLogGroup,
  settle,
  type Settled,
  Surroundings,
  tagModule,
} from "../shared";
import { projectRoot } from "../shared/project";
import { Changes } from "./changes";
import { type GraphqlApiInputs, inputs, outputs } from "./interface";
import { WRITE_FIELD_LOGS } from "./perms";
import { servedBy } from "./operations";
import { resolverCode } from "./resolver-code";
import { servedFields, withAuthModes } from "./schema";
import { Users } from "./users";

export { inputs, outputs };

type OutputNames = keyof typeof outputs;

/** AppSync's resolvers in JavaScript. */
const RUNTIME = { name: "APPSYNC_JS", runtimeVersion: "1.0.0" };

const SCHEMA = path.join(projectRoot, "modules", "graphql-api", "schema.graphql");

/**
 * The payments API over GraphQL: the operations of the REST API by the same functions, and subscriptions to changes. IAM
 * principals may call it, and the users of a Cognito user pool where one is given.
 *
 * @example
 * new GraphqlApi(this, "graphql_api", { awsRegion, environment: "prod", projectName: "", webAclArn: api.webAclArn, ... });
 * @throws InvalidInputError with all faults at once; NameTooLongError
 */
export class GraphqlApi extends Construct implements Readonly<Record<OutputNames, string>> {
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
  readonly graphqlApiId: string;
  readonly graphqlApiArn: string;

  constructor(scope: Construct, id: string, props: GraphqlApiInputs) {
    super(scope, id);
    const settled = settle(inputs, props);
    const naming: Naming = { projectName: settled.projectName, environment: settled.environment };
    const surroundings = new Surroundings(this, "current", settled.awsRegion);
    tagModule(this, "graphql-api", naming, settled.tags);
    const role = (roleId: string, thing: string, description: string): PlatformRole =>
      new PlatformRole(this, roleId, {
        name: globalNameOf(naming, thing, { region: surroundings.region, homeRegion: settled.homeRegion }),
        description,
        service: "appsync.amazonaws.com",
      });

    const logs = role("log_role", "graphql-logs", "Writes the logs of the GraphQL API.");
    const schema = readFileSync(SCHEMA, "utf8");
    const users = new Users(settled.userPoolId, surroundings.region);
    const api = new AppsyncGraphqlApi(this, "api", {
      name: nameOf(naming, "payment-graphql", NAME_LIMITS.restApi),
      schema: users.choose(this, withAuthModes(schema, { cognito: true }), withAuthModes(schema, { cognito: false })),
      authenticationType: "AWS_IAM",
      additionalAuthenticationProvider: users.provider,
      queryDepthLimit: settled.queryDepthLimit,
      resolverCountLimit: settled.resolverCountLimit,
      introspectionConfig: Token.isUnresolved(settled.introspection)
        ? Token.asString(conditional(settled.introspection, "ENABLED", "DISABLED"))
        : settled.introspection === true
          ? "ENABLED"
          : "DISABLED",
      xrayEnabled: true,
      // Errors alone, and without what was sent: it may name people.
      logConfig: { cloudwatchLogsRoleArn: logs.arn, fieldLogLevel: "ERROR", excludeVerboseContent: true },
    });
    // AppSync writes to the group of this name, and would make one without key and retention.
    const group = new SecureLogGroup(this, "logs", {
      surroundings,
      name: `/aws/appsync/apis/${api.id}`,
      encryptionKey: { arn: settled.auditEncryptionKeyArn },
      retentionInDays: settled.logRetentionInDays,
    });
    logs.allow({
      sid: "WriteLogs",
      effect: "Allow",
      actions: [...WRITE_FIELD_LOGS],
      resources: [`${group.arn}:*`],
    });
    new Wafv2WebAclAssociation(this, "firewall", { resourceArn: api.arn, webAclArn: settled.webAclArn });

    this.serve(api, schema, functionsOf(settled), role("function_role", "graphql-functions", "Calls the functions."));
    new Changes(this, "changes", {
      surroundings,
      naming,
      api,
      resolverCode: resolverCode("published"),
      runtime: RUNTIME,
      eventBusName: settled.eventBusName,
      encryptionKey: { arn: settled.paymentEncryptionKeyArn },
      homeRegion: settled.homeRegion,
    });

    this.graphqlUrl = api.uris.lookup("GRAPHQL");
    this.realtimeUrl = api.uris.lookup("REALTIME");
    this.graphqlApiId = api.id;
    this.graphqlApiArn = api.arn;
  }

  /** A data source for each function, and a resolver for each field that it serves. */
  private serve(
    api: AppsyncGraphqlApi,
    schema: string,
    functionArns: Readonly<Record<string, string>>,
    role: PlatformRole,
  ): void {
    const sources = new Map<string, AppsyncDatasource>();
    for (const [name, functionArn] of Object.entries(functionArns)) {
      const id = name.replaceAll("-", "_");
      grantInvoke(
        role,
        `Call${name.replaceAll(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())}`,
        functionArn,
      );
      const source = new AppsyncDatasource(this, id, {
        apiId: api.id,
        name: id,
        type: "AWS_LAMBDA",
        serviceRoleArn: role.arn,
        lambdaConfig: { functionArn },
      });
      sources.set(name, source);
    }
    for (const { type, field } of servedFields(schema)) {
      const source = sources.get(servedBy(field));
      if (source === undefined) throw new Error(`No function serves ${type}.${field}.`);
      new AppsyncResolver(
        this,
        field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        {
          apiId: api.id,
          type,
          field,
          dataSource: source.name,
          runtime: RUNTIME,
          code: resolverCode("field"),
        },
      );
    }
  }
}

/** The functions by their deployed names, as the REST API's document has them. */
function functionsOf(settled: Settled<typeof inputs>): Readonly<Record<string, string>> {
  return {
    "payment-validator": settled.paymentValidatorFunctionArn,
    "payment-processor": settled.paymentProcessorFunctionArn,
    "payment-reader": settled.paymentReaderFunctionArn,
    "refund-processor": settled.refundProcessorFunctionArn,
    "payment-parties": settled.paymentPartiesFunctionArn,
  };
}

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
import { Changes } from "./changes";
import { type GraphqlApiInputs, inputs, outputs } from "./interface";
import { servedBy } from "./operations";
import { WRITE_FIELD_LOGS } from "./perms";
import { Presence } from "./presence";
import { resolverCode } from "./resolver-code";
import { type OptionalFunction, type SchemaPart, schemaParts, servedFields } from "./schema";
import { resolverPlace, schemaText } from "./schema-text";
import { Users } from "./users";

export { inputs, outputs };

type OutputNames = keyof typeof outputs;

/** AppSync's resolvers in JavaScript. */
const RUNTIME = { name: "APPSYNC_JS", runtimeVersion: "1.0.0" };

/**
 * The payments API over GraphQL: the operations of the REST API by the same functions, and subscriptions to changes. IAM
 * principals may call it, and the users of a Cognito user pool where one is given. Escrows, ACH transfers and bank accounts
 * are there where their functions are.
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
    const users = new Users(settled.userPoolId, surroundings.region);
    const presence = new Presence(this, optionalFunctionsOf(settled));
    const parts = schemaParts().filter(({ needs }) => presence.mayHave(needs));
    const api = new AppsyncGraphqlApi(this, "api", {
      name: nameOf(naming, "payment-graphql", NAME_LIMITS.restApi),
      schema: schemaText(this, parts, { users, presence }),
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

    const functionRole = role("function_role", "graphql-functions", "Calls the functions.");
    this.serve(api, parts, { presence, functionArns: functionsOf(settled, presence), role: functionRole });
    new Changes(this, "changes", {
      surroundings,
      naming,
      api,
      presence,
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
  private serve(api: AppsyncGraphqlApi, parts: readonly SchemaPart[], { presence, functionArns, role }: Serving): void {
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
    for (const served of servedFields(parts)) {
      const { type, field, operation, nested } = served;
      const source = sources.get(servedBy(operation));
      if (source === undefined) throw new Error(`No function serves ${type}.${field}.`);
      new AppsyncResolver(this, snakeOf(nested ? `${type}_${field}` : field), {
        apiId: api.id,
        ...resolverPlace(served, presence),
        dataSource: source.name,
        runtime: RUNTIME,
        code: resolverCode(nested ? "nested" : "field"),
      });
    }
  }
}

interface Serving {
  readonly presence: Presence;
  /** By the deployed names. */
  readonly functionArns: Readonly<Record<string, string>>;
  readonly role: PlatformRole;
}

type Inputs = Settled<typeof inputs>;

/** The functions by their deployed names, as the REST API's document has them. */
function functionsOf(settled: Inputs, presence: Presence): Readonly<Record<string, string>> {
  const reader = settled.paymentReaderFunctionArn;
  const optional = (Object.keys(optionalFunctionsOf(settled)) as OptionalFunction[]).filter((name) =>
    presence.mayHave([name]),
  );
  return {
    "payment-validator": settled.paymentValidatorFunctionArn,
    "payment-processor": settled.paymentProcessorFunctionArn,
    "payment-reader": reader,
    "refund-processor": settled.refundProcessorFunctionArn,
    "payment-parties": settled.paymentPartiesFunctionArn,
    // It answers nothing but its own operations.
    ...Object.fromEntries(optional.map((name) => [name, presence.arnOf(name, reader)])),
  };
}

function optionalFunctionsOf(settled: Inputs): Readonly<Record<OptionalFunction, string>> {
  return {
    "escrow-manager": settled.escrowManagerFunctionArn,
    "ach-transfer-manager": settled.achTransferManagerFunctionArn,
    "bank-account-verifier": settled.bankAccountVerifierFunctionArn,
  };
}

/** `listPayments` to `list_payments`, `AchTransfer_bankAccount` to `ach_transfer_bank_account`. */
const snakeOf = (name: string): string =>
  name
    .split("_")
    .map((word) => word.charAt(0).toLowerCase() + word.slice(1))
    .join("_")
    .replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

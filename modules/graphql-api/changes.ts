import { AppsyncDatasource } from "@cdktf/provider-aws/lib/appsync-datasource";
import type { AppsyncGraphqlApi } from "@cdktf/provider-aws/lib/appsync-graphql-api";
import { AppsyncResolver } from "@cdktf/provider-aws/lib/appsync-resolver";
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import {
  FailureQueue,
  globalNameOf,
  type KeyReference,
  NAME_LIMITS,
  nameOf,
  type Naming,
  PlatformRole,
  type Surroundings,
} from "../shared";
import { PUBLISH_CHANGES } from "./perms";
import { PUBLISHED_FIELD } from "./schema";

export interface ChangesProps {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  readonly api: AppsyncGraphqlApi;
  readonly resolverCode: string;
  readonly runtime: { readonly name: string; readonly runtimeVersion: string };
  readonly eventBusName: string;
  readonly encryptionKey: KeyReference;
  readonly homeRegion: string;
}

/** What of an event becomes a field of the change; the catalogue is functions/shared/events.ts. */
const PATHS = {
  eventId: "$.detail.id",
  type: "$.detail.type",
  at: "$.detail.at",
  paymentId: "$.detail.data.payment.payment_id",
  customerId: "$.detail.data.payment.customer_id",
  status: "$.detail.data.payment.status",
} as const;

/**
 * Tells subscribers of payments' changes: the bus sends each event as a mutation of its own, which stores nothing. What
 * AppSync does not take within a day is kept in a queue.
 */
export class Changes extends Construct {
  constructor(scope: Construct, id: string, props: ChangesProps) {
    super(scope, id);
    const { surroundings, naming, api, eventBusName } = props;
    const nothing = new AppsyncDatasource(this, "nothing", { apiId: api.id, name: "nothing", type: "NONE" });
    new AppsyncResolver(this, "published", {
      apiId: api.id,
      type: "Mutation",
      field: PUBLISHED_FIELD,
      dataSource: nothing.name,
      runtime: props.runtime,
      code: props.resolverCode,
    });

    const role = new PlatformRole(this, "role", {
      name: globalNameOf(naming, "graphql-changes", { region: surroundings.region, homeRegion: props.homeRegion }),
      description: "Tells subscribers of the GraphQL API about payments' changes.",
      service: "events.amazonaws.com",
    });
    role.allow({
      sid: "PublishChanges",
      effect: "Allow",
      actions: [...PUBLISH_CHANGES],
      resources: [`${api.arn}/types/Mutation/fields/${PUBLISHED_FIELD}`],
    });
    const failures = new FailureQueue(this, "failures", {
      surroundings,
      name: nameOf(naming, "graphql-changes-failed", NAME_LIMITS.queue),
      encryptionKey: props.encryptionKey,
    });
    const rule = new CloudwatchEventRule(this, "Resource", {
      name: nameOf(naming, "graphql-changes", NAME_LIMITS.rule),
      description: "Payments' changes, for the subscribers of the GraphQL API.",
      eventBusName,
      eventPattern: Fn.jsonencode({
        source: ["ecosystemaws.payments"],
        detail: { data: { payment: { payment_id: [{ exists: true }] } } },
      }),
    });
    failures.allowRules([rule.arn]);
    const fields = Object.keys(PATHS).map((name) => `"${name}":"<${name}>"`);
    new CloudwatchEventTarget(this, "target", {
      rule: rule.name,
      eventBusName,
      targetId: "subscribers",
      // EventBridge's form of the address: by the endpoint's id, not the API's.
      arn: endpointArnOf(api),
      roleArn: role.arn,
      deadLetterConfig: { arn: failures.arn },
      appsyncTarget: {
        graphqlOperation: `mutation Tell($input: PaymentChangeInput!) { ${PUBLISHED_FIELD}(input: $input) { eventId type at paymentId customerId status } }`,
      },
      inputTransformer: { inputPaths: { ...PATHS }, inputTemplate: `{"input":{${fields.join(",")}}}` },
    });
  }
}

/** `arn:aws:appsync:us-west-2:123456789012:endpoints/graphql-api/<endpoint id>`; the id is the first label of its host. */
function endpointArnOf(api: AppsyncGraphqlApi): string {
  const host = Fn.element(Fn.split("/", api.uris.lookup("GRAPHQL")), 2) as string;
  const endpointId = Fn.element(Fn.split(".", host), 0) as string;
  const prefix = Fn.element(Fn.split("apis/", api.arn), 0) as string;
  return Fn.join("", [prefix, "endpoints/graphql-api/", endpointId]);
}

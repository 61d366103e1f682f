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
import { CHANGE_KINDS, type ChangeKind, mutationOf, pathsOf } from "./change-kinds";
import { PUBLISH_CHANGES } from "./perms";
import type { Presence } from "./presence";
import { resolverPlace } from "./schema-text";

export interface ChangesProps {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  readonly api: AppsyncGraphqlApi;
  readonly presence: Presence;
  readonly resolverCode: string;
  readonly runtime: { readonly name: string; readonly runtimeVersion: string };
  readonly eventBusName: string;
  readonly encryptionKey: KeyReference;
  readonly homeRegion: string;
}

/**
 * Tells subscribers of changes of payments, escrows and ACH transfers: the bus sends each event as a mutation of its kind, which
 * stores nothing. What AppSync does not take within a day is kept in a queue.
 */
export class Changes extends Construct {
  constructor(scope: Construct, id: string, props: ChangesProps) {
    super(scope, id);
    const { surroundings, naming, api, presence } = props;
    const nothing = new AppsyncDatasource(this, "nothing", { apiId: api.id, name: "nothing", type: "NONE" });
    const role = new PlatformRole(this, "role", {
      name: globalNameOf(naming, "graphql-changes", { region: surroundings.region, homeRegion: props.homeRegion }),
      description: "Tells subscribers of the GraphQL API about changes.",
      service: "events.amazonaws.com",
    });
    const kinds = CHANGE_KINDS.filter(({ needs }) => presence.mayHave(needs));
    role.allow({
      sid: "PublishChanges",
      effect: "Allow",
      actions: [...PUBLISH_CHANGES],
      resources: kinds.map(({ field }) => `${api.arn}/types/Mutation/fields/${field}`),
    });
    const failures = new FailureQueue(this, "failures", {
      surroundings,
      name: nameOf(naming, "graphql-changes-failed", NAME_LIMITS.queue),
      encryptionKey: props.encryptionKey,
    });
    const rules = kinds.map((kind) => {
      new AppsyncResolver(this, suffixed("published", kind), {
        apiId: api.id,
        ...resolverPlace({ ...kind, type: "Mutation" }, presence),
        dataSource: nothing.name,
        runtime: props.runtime,
        code: props.resolverCode,
      });
      return this.tell(kind, props, { roleArn: role.arn, failuresArn: failures.arn });
    });
    failures.allowRules(rules.map(({ arn }) => arn));
  }

  /** Sends a kind's events to AppSync. */
  private tell(
    kind: ChangeKind,
    { naming, api, presence, eventBusName }: ChangesProps,
    { roleArn, failuresArn }: { readonly roleArn: string; readonly failuresArn: string },
  ): CloudwatchEventRule {
    const [subject, subjectId] = kind.subject;
    const rule = new CloudwatchEventRule(this, kind.id === "" ? "Resource" : kind.id, {
      name: nameOf(naming, kind.name, NAME_LIMITS.rule),
      description: kind.description,
      eventBusName,
      eventPattern: Fn.jsonencode({
        source: ["ecosystemaws.payments"],
        detail: { data: { [subject]: { [subjectId]: [{ exists: true }] } } },
      }),
      // Without its function the schema has no field to tell it by.
      ...(presence.isOpen(kind.needs) && { state: presence.choose(kind.needs, "ENABLED", "DISABLED") }),
    });
    const paths = pathsOf(kind);
    const fields = Object.keys(paths).map((name) => `"${name}":"<${name}>"`);
    new CloudwatchEventTarget(this, suffixed("target", kind), {
      rule: rule.name,
      eventBusName,
      targetId: "subscribers",
      // EventBridge's form of the address: by the endpoint's id, not the API's.
      arn: endpointArnOf(api),
      roleArn,
      deadLetterConfig: { arn: failuresArn },
      appsyncTarget: { graphqlOperation: mutationOf(kind) },
      inputTransformer: { inputPaths: { ...paths }, inputTemplate: `{"input":{${fields.join(",")}}}` },
    });
    return rule;
  }
}

const suffixed = (name: string, { id }: ChangeKind): string => (id === "" ? name : `${name}_${id}`);

/** `arn:aws:appsync:us-west-2:123456789012:endpoints/graphql-api/<endpoint id>`; the id is the first label of its host. */
function endpointArnOf(api: AppsyncGraphqlApi): string {
  const host = Fn.element(Fn.split("/", api.uris.lookup("GRAPHQL")), 2) as string;
  const endpointId = Fn.element(Fn.split(".", host), 0) as string;
  const prefix = Fn.element(Fn.split("apis/", api.arn), 0) as string;
  return Fn.join("", [prefix, "endpoints/graphql-api/", endpointId]);
}

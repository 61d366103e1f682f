import { CloudwatchEventArchive } from "@cdktf/provider-aws/lib/cloudwatch-event-archive";
import { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus";
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import {
  type FailureQueue,
  type KeyReference,
  NAME_LIMITS,
  nameOf,
  type Naming,
  SecureTopic,
  type Surroundings,
} from "../shared";

/** The source of the platform's events; the catalogue is functions/shared/events.ts. */
const EVENT_SOURCE = "ecosystemaws.payments";

export interface EventsProps {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  readonly encryptionKey: KeyReference;
  readonly archiveDays: number;
}

/** What is sent to a target. */
interface Sending {
  /** Name of the rule before the suffix. */
  readonly thing: string;
  readonly description: string;
  /** @default all types of events */
  readonly types?: readonly string[];
}

/** The bus, its archive, and the topic for whoever would rather subscribe. */
export class Events extends Construct {
  readonly bus: { readonly name: string; readonly arn: string };
  readonly archiveArn: string;
  readonly topicArn: string;
  private readonly naming: Naming;

  constructor(scope: Construct, id: string, { surroundings, naming, encryptionKey, archiveDays }: EventsProps) {
    super(scope, id);
    this.naming = naming;
    // Under AWS's own key: an archive cannot have another in provider 5, and no event holds card data.
    this.bus = new CloudwatchEventBus(this, "bus", { name: nameOf(naming, "payments", NAME_LIMITS.bus) });
    this.archiveArn = new CloudwatchEventArchive(this, "archive", {
      name: nameOf(naming, "payments", NAME_LIMITS.archive),
      description: "The platform's events, to be replayed.",
      eventSourceArn: this.bus.arn,
      eventPattern: Fn.jsonencode({ source: [EVENT_SOURCE] }),
      retentionDays: archiveDays,
    }).arn;
    this.topicArn = new SecureTopic(this, "topic", {
      surroundings,
      name: nameOf(naming, "payment-events", NAME_LIMITS.topic),
      encryptionKey,
      publishers: ["events"],
    }).arn;
  }

  /**
   * Sends events of the platform to a target; what it does not take within a day is kept.
   * @returns the rule's ARN
   */
  sendTo(id: string, { thing, description, types }: Sending, target: string, failures: FailureQueue): string {
    const rule = new CloudwatchEventRule(this, id, {
      name: nameOf(this.naming, thing, NAME_LIMITS.rule),
      description,
      eventBusName: this.bus.name,
      eventPattern: Fn.jsonencode({ source: [EVENT_SOURCE], ...(types && { "detail-type": [...types] }) }),
    });
    new CloudwatchEventTarget(this, `${id}_target`, {
      rule: rule.name,
      eventBusName: this.bus.name,
      targetId: id,
      arn: target,
      deadLetterConfig: { arn: failures.arn },
    });
    return rule.arn;
  }
}

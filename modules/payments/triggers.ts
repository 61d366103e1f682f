import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { EachMinute, type FailureQueue, NAME_LIMITS, nameOf, type Naming, type Surroundings } from "../shared";
import { READ_STREAM } from "../shared/perms";
import type { PaymentFunctions } from "./payment-functions";
import type { Roles } from "./roles";

export interface TriggersProps {
  readonly surroundings: Surroundings;
  readonly naming: Naming;
  readonly roles: Roles;
  readonly functions: PaymentFunctions;
  readonly failures: FailureQueue;
  readonly streamArn: string;
  readonly escrowStreamArn: string;
}

/** A record is tried for an hour; the sweep finds it whatever becomes of it. */
const RECORD_AGE_SECONDS_MAX = 3600;
const RECORD_ATTEMPTS_MAX = 10;

/** What sets payments' functions going besides the API: the streams of both tables' outboxes, and the minute. */
export class Triggers extends Construct {
  constructor(scope: Construct, id: string, props: TriggersProps) {
    super(scope, id);
    const { naming, roles, functions, failures, streamArn, escrowStreamArn } = props;
    roles.publisher.allow({
      sid: "ReadStream",
      effect: "Allow",
      actions: [...READ_STREAM],
      resources: [streamArn, escrowStreamArn],
    });
    this.publishFrom("outbox", streamArn, props);
    this.publishFrom("escrow_outbox", escrowStreamArn, props);
    failures.grantSend(roles.schedules, "KeepCalls");
    for (const [scheduleId, target, description] of [
      ["recovery", functions.recovery, "Finishes what was left open."],
      ["publisher", functions.publisher, "Publishes what the stream lost."],
    ] as const)
      new EachMinute(this, scheduleId, {
        name: nameOf(naming, `payment-${scheduleId}`, NAME_LIMITS.schedule),
        description,
        target,
        role: roles.schedules,
        failures,
        input: { source: "schedule" },
      });
  }

  /** New items of the outbox that this Region wrote; a replica's Region publishes its own. */
  private publishFrom(
    mappingId: string,
    streamArn: string,
    { surroundings, roles, functions, failures }: TriggersProps,
  ): void {
    new LambdaEventSourceMapping(this, mappingId, {
      eventSourceArn: streamArn,
      functionName: functions.publisher.liveArn,
      startingPosition: "LATEST",
      batchSize: 100,
      parallelizationFactor: 2,
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: RECORD_ATTEMPTS_MAX,
      maximumRecordAgeInSeconds: RECORD_AGE_SECONDS_MAX,
      functionResponseTypes: ["ReportBatchItemFailures"],
      destinationConfig: { onFailure: { destinationArn: failures.arn } },
      filterCriteria: {
        filter: [
          {
            pattern: Fn.jsonencode({
              eventName: ["INSERT"],
              dynamodb: {
                Keys: { pk: { S: [{ prefix: "OUTBOX#" }] } },
                NewImage: { region: { S: [surroundings.region] } },
              },
            }),
          },
        ],
      },
      // Lambda tries the role's permissions when the mapping is made.
      dependsOn: roles.publisher.dependencies,
    });
  }
}

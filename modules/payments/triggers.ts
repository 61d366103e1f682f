import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { conditional, Fn, Token } from "cdktf";
import { Construct } from "constructs";
import {
  EachMinute,
  type FailureQueue,
  isEmpty,
  isVariable,
  NAME_LIMITS,
  nameOf,
  type Naming,
  type Surroundings,
} from "../shared";
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
  /** Empty without ACH, and so is its stream. */
  readonly achTableName: string;
  readonly achStreamArn: string;
}

/** A record is tried for an hour; the sweep finds it whatever becomes of it. */
const RECORD_AGE_SECONDS_MAX = 3600;
const RECORD_ATTEMPTS_MAX = 10;

/** What sets payments' functions going besides the API: the streams of the tables' outboxes, and the minute. */
export class Triggers extends Construct {
  constructor(scope: Construct, id: string, props: TriggersProps) {
    super(scope, id);
    const { naming, roles, functions, failures, streamArn, escrowStreamArn, achTableName, achStreamArn } = props;
    const isAchUnknown = isVariable(this, achStreamArn);
    // A list cannot be empty, and a statement names a stream once.
    const achStreams = isAchUnknown ? [Token.asString(Fn.coalesce([achStreamArn, escrowStreamArn]))] : [achStreamArn];
    roles.publisher.allow({
      sid: "ReadStream",
      effect: "Allow",
      actions: [...READ_STREAM],
      resources: [streamArn, escrowStreamArn, ...(achStreamArn === "" ? [] : achStreams)],
    });
    this.publishFrom("outbox", streamArn, props);
    this.publishFrom("escrow_outbox", escrowStreamArn, props);
    if (achStreamArn !== "") {
      const mapping = this.publishFrom("ach_outbox", achStreamArn, props);
      // By the table's name, which a plan knows, and not by an ARN.
      if (isAchUnknown) mapping.addOverride("count", Token.asString(conditional(isEmpty(achTableName), 0, 1)));
    }
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
  ): LambdaEventSourceMapping {
    return new LambdaEventSourceMapping(this, mappingId, {
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

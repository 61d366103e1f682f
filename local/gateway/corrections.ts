import type { AlarmKeeper } from "../alarms/keeper";
import type { EventSourceMappings } from "../pumps/event-source-mappings";
import type { Correction, CorrectionContext } from "./correction";
import { cloudWatchAlarms } from "./services/cloudwatch-alarms";
import { dynamoDbRecoveryDays } from "./services/dynamodb-recovery";
import { eventSourceMappings } from "./services/event-source-mappings";
import { eventSchemas } from "./services/event-schemas";
import { kmsTrail } from "./services/kms-trail";
import { codeSigningConfigs } from "./services/lambda-code-signing";
import { logsDataProtection } from "./services/logs-data-protection";
import { restApis } from "./services/rest-api/corrections";
import { transferConnectors } from "./services/transfer/corrections";
import { wafLogging } from "./services/waf-logging";

/** All corrections, one file a subject; the first sees a request first. */
export function corrections(
  context: CorrectionContext,
  keeper: AlarmKeeper,
  mappings: EventSourceMappings,
): readonly Correction[] {
  return [
    codeSigningConfigs(context),
    eventSourceMappings(mappings),
    cloudWatchAlarms(context, keeper),
    dynamoDbRecoveryDays(),
    logsDataProtection(context),
    kmsTrail(context),
    ...restApis(context),
    wafLogging(context),
    eventSchemas(context),
    transferConnectors(context),
  ];
}

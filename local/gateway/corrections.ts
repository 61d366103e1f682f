import type { AlarmKeeper } from "../alarms/keeper";
import type { Correction, CorrectionContext } from "./correction";
import { cloudWatchAlarms } from "./services/cloudwatch-alarms";
import { dynamoDbRecoveryDays } from "./services/dynamodb-recovery";
import { kmsTrail } from "./services/kms-trail";
import { codeSigningConfigs } from "./services/lambda-code-signing";
import { logsDataProtection } from "./services/logs-data-protection";

/** All corrections, one file a subject; the first sees a request first. */
export function corrections(context: CorrectionContext, keeper: AlarmKeeper): readonly Correction[] {
  return [
    codeSigningConfigs(context),
    cloudWatchAlarms(context, keeper),
    dynamoDbRecoveryDays(),
    logsDataProtection(context),
    kmsTrail(context),
  ];
}

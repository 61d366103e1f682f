import { editJson, isSuccess, objectIn, parseObject, textIn } from "../answers";
import type { Correction } from "../correction";

/** How many days a table can be taken back where nobody says (DynamoDB: 1 to 35, default 35). */
const DEFAULT_DAYS = 35;

/** Point-in-time recovery reads back with its days, which the emulator forgets. */
export function dynamoDbRecoveryDays(): Correction {
  const days = new Map<string, number>();
  return {
    subject: "days of point-in-time recovery",
    service: "dynamodb",
    operations: ["UpdateContinuousBackups", "DescribeContinuousBackups"],
    handle: async (request, forward) => {
      const response = await forward(request);
      const input = parseObject(request.body);
      const key = `${request.region}/${textIn(input["TableName"]).split("/").at(-1)}`;
      if (request.operation === "UpdateContinuousBackups" && isSuccess(response)) {
        days.set(
          key,
          Number(objectIn(input["PointInTimeRecoverySpecification"])["RecoveryPeriodInDays"] ?? DEFAULT_DAYS),
        );
      }
      return editJson(response, (answer) => {
        const backups = objectIn(answer["ContinuousBackupsDescription"]);
        const recovery = objectIn(backups["PointInTimeRecoveryDescription"]);
        if (recovery["PointInTimeRecoveryStatus"] !== "ENABLED") return answer;
        const described = { ...recovery, RecoveryPeriodInDays: days.get(key) ?? DEFAULT_DAYS };
        return { ...answer, ContinuousBackupsDescription: { ...backups, PointInTimeRecoveryDescription: described } };
      });
    },
  };
}

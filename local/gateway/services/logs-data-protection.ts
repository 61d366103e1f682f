import { errorAnswer, jsonAnswer, listIn, objectIn, parseObject, textIn } from "../answers";
import type { Correction, CorrectionContext } from "../correction";
import type { GatewayRequest } from "../request";

/** Data-protection policies of log groups are kept and given back; what they say is not done to log lines. */
export function logsDataProtection({ emulator, clock }: Pick<CorrectionContext, "emulator" | "clock">): Correction {
  const policies = new Map<string, { policyDocument: string; lastUpdatedTime: number }>();
  return {
    subject: "data-protection policies of log groups",
    service: "logs",
    operations: ["PutDataProtectionPolicy", "GetDataProtectionPolicy", "DeleteDataProtectionPolicy", "DeleteLogGroup"],
    handle: async (request, forward) => {
      const input = parseObject(request.body);
      const group = groupName(textIn(input["logGroupIdentifier"]) || textIn(input["logGroupName"]));
      const key = `${request.region}/${group}`;
      if (request.operation === "DeleteLogGroup") {
        policies.delete(key);
        return forward(request);
      }
      if (!(await exists(request, group)))
        return errorAnswer(
          request,
          400,
          "ResourceNotFoundException",
          `The specified log group does not exist: ${group}`,
        );
      if (request.operation === "PutDataProtectionPolicy")
        policies.set(key, { policyDocument: textIn(input["policyDocument"]), lastUpdatedTime: clock() });
      if (request.operation === "DeleteDataProtectionPolicy") {
        policies.delete(key);
        return jsonAnswer(200, {});
      }
      return jsonAnswer(200, { logGroupIdentifier: group, ...policies.get(key) });
    },
  };

  async function exists(request: GatewayRequest, group: string): Promise<boolean> {
    const answer = await emulator.json("logs", request.region, "Logs_20140328.DescribeLogGroups", {
      logGroupNamePrefix: group,
    });
    return listIn(answer["logGroups"]).some((found) => objectIn(found)["logGroupName"] === group);
  }
}

/** A log group's name, from the name or from an ARN (arn:aws:logs:REGION:ACCOUNT:log-group:NAME). */
function groupName(identifier: string): string {
  return identifier.startsWith("arn:") ? (identifier.split(":")[6] ?? "") : identifier;
}

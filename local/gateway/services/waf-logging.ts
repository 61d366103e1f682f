import { errorAnswer, jsonAnswer, listIn, objectIn, parseObject, textIn, type JsonObject } from "../answers";
import type { Correction, CorrectionContext } from "../correction";
import type { GatewayRequest, GatewayResponse } from "../request";

const OPERATIONS = [
  "PutLoggingConfiguration",
  "GetLoggingConfiguration",
  "DeleteLoggingConfiguration",
  "ListLoggingConfigurations",
  "DeleteWebACL",
];

/** Destinations of a web ACL's logs must be named so (WAF, "Logging destinations"). */
const DESTINATION = /(:log-group:|:deliverystream\/|^arn:[\w-]+:s3:::)aws-waf-logs-/;

/** Logging configurations of web ACLs are kept and given back; nothing is logged, since no rule is evaluated. */
export function wafLogging({ emulator }: Pick<CorrectionContext, "emulator">): Correction {
  const configurations = new Map<string, JsonObject>();
  return {
    subject: "logging configurations of web ACLs",
    service: "wafv2",
    operations: OPERATIONS,
    handle: async (request, forward) => {
      const input = parseObject(request.body);
      if (request.operation === "DeleteWebACL") {
        const response = await forward(request);
        const ends = `/${textIn(input["Name"])}/${textIn(input["Id"])}`;
        for (const arn of configurations.keys())
          if (response.status === 200 && arn.endsWith(ends)) configurations.delete(arn);
        return response;
      }
      if (request.operation === "PutLoggingConfiguration") return put(request, objectIn(input["LoggingConfiguration"]));
      if (request.operation === "ListLoggingConfigurations")
        return jsonAnswer(200, { LoggingConfigurations: [...configurations.values()] });
      const arn = textIn(input["ResourceArn"]);
      const found = configurations.get(arn);
      if (found === undefined) return noSuch(request, `There is no logging configuration of ${arn}.`);
      if (request.operation === "GetLoggingConfiguration") return jsonAnswer(200, { LoggingConfiguration: found });
      configurations.delete(arn);
      return jsonAnswer(200, {});
    },
  };

  async function put(request: GatewayRequest, configuration: JsonObject): Promise<GatewayResponse> {
    const arn = textIn(configuration["ResourceArn"]);
    const [, , , , , resource = ""] = arn.split(":");
    const [scope = "", , name, id] = resource.split("/");
    const acls = await emulator.json("wafv2", request.region, "AWSWAF_20190729.ListWebACLs", {
      Scope: scope === "global" ? "CLOUDFRONT" : "REGIONAL",
    });
    if (!listIn(acls["WebACLs"]).some((acl) => objectIn(acl)["ARN"] === arn))
      return noSuch(request, `There is no web ACL ${name ?? ""} ${id ?? ""}.`);
    const wrong = listIn(configuration["LogDestinationConfigs"])
      .map(textIn)
      .find((each) => !DESTINATION.test(each));
    if (wrong !== undefined)
      return errorAnswer(
        request,
        400,
        "WAFInvalidParameterException",
        `The destination ${wrong} is not named aws-waf-logs-...`,
      );
    configurations.set(arn, configuration);
    return jsonAnswer(200, { LoggingConfiguration: configuration });
  }
}

function noSuch(request: GatewayRequest, message: string): GatewayResponse {
  return errorAnswer(request, 400, "WAFNonexistentItemException", message);
}

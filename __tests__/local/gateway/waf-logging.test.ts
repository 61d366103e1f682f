import type { JsonObject } from "../../../local/gateway/answers";
import type { GatewayResponse } from "../../../local/gateway/request";
import { wafLogging } from "../../../local/gateway/services/waf-logging";
import { bodyOf, fakeEmulator, fakeUpstream, jsonCall } from "./fake-upstream";

const ARN = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/payments/1";
const GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-payments";

function service(): (operation: string, input: JsonObject) => Promise<GatewayResponse> {
  const { emulator } = fakeEmulator((_target, { Scope }) => ({ WebACLs: Scope === "REGIONAL" ? [{ ARN }] : [] }));
  const { handle } = wafLogging({ emulator });
  const { forward } = fakeUpstream();
  return (operation, input) => handle(jsonCall("wafv2", `AWSWAF_20190729.${operation}`, input), forward);
}
const configuration = (more: JsonObject = {}): JsonObject => ({
  LoggingConfiguration: {
    ResourceArn: ARN,
    LogDestinationConfigs: [GROUP],
    RedactedFields: [{ SingleHeader: { Name: "authorization" } }],
    ...more,
  },
});

describe("a web ACL's logging configuration", () => {
  it("reads back as put, by itself and in the list, until it is deleted", async () => {
    const call = service();
    expect(bodyOf(await call("PutLoggingConfiguration", configuration()))).toEqual(configuration());
    expect(bodyOf(await call("GetLoggingConfiguration", { ResourceArn: ARN }))).toEqual(configuration());
    expect(bodyOf(await call("ListLoggingConfigurations", {}))).toEqual({
      LoggingConfigurations: [configuration()["LoggingConfiguration"]],
    });
    expect((await call("DeleteLoggingConfiguration", { ResourceArn: ARN })).status).toBe(200);
    expect(await call("GetLoggingConfiguration", { ResourceArn: ARN })).toMatchObject({
      status: 400,
      headers: { "x-amzn-errortype": "WAFNonexistentItemException" },
    });
    expect((await call("DeleteLoggingConfiguration", { ResourceArn: ARN })).status).toBe(400);
  });

  it("ends with its web ACL", async () => {
    const call = service();
    await call("PutLoggingConfiguration", configuration());
    await call("DeleteWebACL", { Name: "payments", Id: "1", Scope: "REGIONAL" });
    expect((await call("GetLoggingConfiguration", { ResourceArn: ARN })).status).toBe(400);
  });

  it("is refused for a web ACL that is not there", async () => {
    const other = ARN.replace("payments/1", "payments/2");
    const global = ARN.replace("regional", "global");
    for (const ResourceArn of [other, global])
      expect((await service()("PutLoggingConfiguration", configuration({ ResourceArn }))).status).toBe(400);
  });

  it("is refused with a destination whose name does not begin as WAF asks", async () => {
    const answer = await service()(
      "PutLoggingConfiguration",
      configuration({ LogDestinationConfigs: [GROUP.replace("aws-waf-logs-", "")] }),
    );
    expect(answer).toMatchObject({ status: 400, headers: { "x-amzn-errortype": "WAFInvalidParameterException" } });
  });
});

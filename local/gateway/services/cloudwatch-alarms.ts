import type { AlarmKeeper } from "../../alarms/keeper";
import { UnsupportedAlarmError } from "../../alarms/keeper";
import type { JsonObject } from "../answers";
import {
  editJson,
  errorAnswer,
  isSuccess,
  listIn,
  objectIn,
  parseObject,
  textIn,
  unescapeXml,
  withBody,
} from "../answers";
import type { Correction, CorrectionContext } from "../correction";
import { readForm, toXml } from "../form";
import type { Forward, GatewayRequest, GatewayResponse } from "../request";

/** What an alarm's description has beside its definition; the emulator knows these. */
const STATE_MEMBERS = [
  "AlarmArn",
  "StateValue",
  "StateReason",
  "StateReasonData",
  "StateUpdatedTimestamp",
  "StateTransitionedTimestamp",
  "AlarmConfigurationUpdatedTimestamp",
];

/**
 * Alarms read back as they were put: the emulator's descriptions lack most members, over the form protocol that Terraform speaks and, for
 * metric math, over JSON too. Their evaluation is the keeper's.
 */
export function cloudWatchAlarms({ emulator }: Pick<CorrectionContext, "emulator">, keeper: AlarmKeeper): Correction {
  const definitions = new Map<string, JsonObject>();
  return {
    subject: "alarms read back as put",
    service: "monitoring",
    operations: [
      "PutMetricAlarm",
      "PutCompositeAlarm",
      "DescribeAlarms",
      "DeleteAlarms",
      "EnableAlarmActions",
      "DisableAlarmActions",
      "SetAlarmState",
    ],
    handle: async (request, forward) => {
      switch (request.operation) {
        case "PutMetricAlarm":
        case "PutCompositeAlarm":
          return put(request, forward);
        case "DescribeAlarms":
          return describe(request, await forward(request));
        default:
          return change(request, await forward(request));
      }
    },
  };

  async function put(request: GatewayRequest, forward: Forward): Promise<GatewayResponse> {
    const input = inputOf(request);
    const isMetricAlarm = request.operation === "PutMetricAlarm";
    try {
      if (isMetricAlarm) keeper.check(input);
    } catch (error) {
      if (error instanceof UnsupportedAlarmError) return errorAnswer(request, 400, "ValidationError", error.message);
      throw error;
    }
    const response = await forward(request);
    if (!isSuccess(response)) return response;
    // Read from a form, the emulator forgets members that its notifications need; as JSON it keeps them.
    if (isForm(request))
      await emulator.json("monitoring", request.region, `GraniteServiceVersion20100801.${request.operation}`, input);
    const { Tags: _tags, ...definition } = input;
    definitions.set(keyOf(request.region, textIn(input["AlarmName"])), { ActionsEnabled: true, ...definition });
    if (isMetricAlarm) keeper.put(request.region, input);
    return response;
  }

  function change(request: GatewayRequest, response: GatewayResponse): GatewayResponse {
    if (!isSuccess(response)) return response;
    const input = inputOf(request);
    const names = listIn(input["AlarmNames"]).map(textIn);
    if (request.operation === "SetAlarmState") keeper.forgetState(request.region, textIn(input["AlarmName"]));
    if (request.operation === "DeleteAlarms") {
      keeper.delete(request.region, names);
      for (const name of names) definitions.delete(keyOf(request.region, name));
    }
    if (request.operation === "EnableAlarmActions" || request.operation === "DisableAlarmActions") {
      for (const name of names) {
        const definition = definitions.get(keyOf(request.region, name));
        if (definition !== undefined) definition["ActionsEnabled"] = request.operation === "EnableAlarmActions";
      }
    }
    return response;
  }

  function describe(request: GatewayRequest, response: GatewayResponse): GatewayResponse {
    if (!isSuccess(response)) return response;
    const completed = (described: JsonObject): JsonObject => {
      const definition = definitions.get(keyOf(request.region, textIn(described["AlarmName"])));
      if (definition === undefined) return described;
      const complete: JsonObject = { ...definition };
      for (const member of STATE_MEMBERS) if (described[member] !== undefined) complete[member] = described[member];
      return complete;
    };
    if (isForm(request)) return withBody(response, editXml(response.body.toString("utf8"), completed));
    return editJson(response, (answer) => ({
      ...answer,
      MetricAlarms: listIn(answer["MetricAlarms"]).map((alarm) => completed(objectIn(alarm))),
      CompositeAlarms: listIn(answer["CompositeAlarms"]).map((alarm) => completed(objectIn(alarm))),
    }));
  }
}

function isForm(request: GatewayRequest): boolean {
  return request.headers["x-amz-target"] === undefined;
}

function inputOf(request: GatewayRequest): JsonObject {
  return isForm(request) ? readForm(request.body) : parseObject(request.body);
}

function keyOf(region: string, name: string): string {
  return `${region}/${name}`;
}

/** Replaces each alarm of the emulator's XML; its members are flat, so that an alarm ends at the first `</member>`. */
function editXml(xml: string, complete: (described: JsonObject) => JsonObject): string {
  return xml.replaceAll(/<member>(<AlarmName>.*?)<\/member>/gs, (_whole, members: string) => {
    const described: JsonObject = {};
    for (const [, name = "", text = ""] of members.matchAll(/<(\w+)>(.*?)<\/\1>/gs))
      described[name] = unescapeXml(text);
    return `<member>${toXml(complete(described))}</member>`;
  });
}

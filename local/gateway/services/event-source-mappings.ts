import type { EventSourceMappings } from "../../pumps/event-source-mappings";
import { MappingRefusal } from "../../pumps/mapping";
import { emptyAnswer, errorAnswer, jsonAnswer, objectIn, parseObject } from "../answers";
import type { Correction } from "../correction";
import type { GatewayRequest, GatewayResponse } from "../request";
import { pathOf } from "../request";

/** Event source mappings: kept and pumped here (local/pumps), since the emulator loses records of streams. It never hears of them. */
export function eventSourceMappings(mappings: EventSourceMappings): Correction {
  return {
    subject: "event source mappings",
    service: "lambda",
    handle: async (request, forward) => {
      const path = decodeURIComponent(pathOf(request.target));
      const uuid = /^\/2015-03-31\/event-source-mappings(?:\/([^/]*))?$/.exec(path);
      const tagged = /^\/2017-03-31\/tags\/arn:[^/]+:event-source-mapping:([^/]+)$/.exec(path)?.[1];
      if (uuid === null && tagged === undefined) return forward(request);
      try {
        return tagged === undefined
          ? await answer(request, uuid?.[1] ?? "", mappings)
          : answerTags(request, tagged, mappings);
      } catch (error) {
        if (error instanceof MappingRefusal) return errorAnswer(request, error.status, error.code, error.message);
        throw error;
      }
    },
  };
}

async function answer(request: GatewayRequest, uuid: string, mappings: EventSourceMappings): Promise<GatewayResponse> {
  const { method, region } = request;
  const input = parseObject(request.body);
  if (uuid === "" && method === "POST") return jsonAnswer(202, await mappings.create(region, input));
  if (uuid === "" && method === "GET") return list(request, mappings);
  if (method === "GET") return jsonAnswer(200, mappings.get(region, uuid));
  if (method === "PUT") return jsonAnswer(202, await mappings.update(region, uuid, input));
  if (method === "DELETE") return jsonAnswer(202, mappings.delete(region, uuid));
  return errorAnswer(request, 400, "UnsupportedOperationException", `no ${method} of event source mappings`);
}

async function list(request: GatewayRequest, mappings: EventSourceMappings): Promise<GatewayResponse> {
  const query = new URLSearchParams(request.target.split("?")[1]);
  const found = await mappings.list(request.region, query.get("EventSourceArn"), query.get("FunctionName"));
  const start = Number(query.get("Marker") ?? 0);
  const end = start + Number(query.get("MaxItems") ?? 100);
  return jsonAnswer(200, {
    EventSourceMappings: found.slice(start, end),
    ...(end < found.length ? { NextMarker: String(end) } : {}),
  });
}

function answerTags(request: GatewayRequest, uuid: string, mappings: EventSourceMappings): GatewayResponse {
  const { method, region } = request;
  if (method === "GET") return jsonAnswer(200, { Tags: mappings.tags(region, uuid) });
  if (method === "POST") mappings.setTags(region, uuid, objectIn(parseObject(request.body)["Tags"]));
  else mappings.setTags(region, uuid, {}, new URLSearchParams(request.target.split("?")[1]).getAll("tagKeys"));
  return emptyAnswer(204);
}

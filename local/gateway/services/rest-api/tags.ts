import type { JsonObject } from "../../answers";
import { emptyAnswer, isSuccess, jsonAnswer, objectIn, parseObject, textIn, withBody } from "../../answers";
import type { Correction } from "../../correction";
import type { Forward, GatewayRequest, GatewayResponse } from "../../request";
import { pathOf } from "../../request";

/** Collections whose members have tags, and the member that names one of them. */
const COLLECTIONS: readonly (readonly [RegExp, string])[] = [
  [/^\/(restapis|apikeys|usageplans)$/, "id"],
  [/^\/restapis\/[^/]+\/stages$/, "stageName"],
  [/^\/domainnames$/, "domainName"],
];
const TAGGED = /^\/((restapis|apikeys|usageplans|domainnames)\/[^/]+|restapis\/[^/]+\/stages\/[^/]+)$/;

/** Tags of API Gateway's resources: the emulator shows for ever those that a resource was made with. */
export function apiGatewayTags(): Correction {
  // By Region and path, which is also the end of the resource's ARN.
  const tags = new Map<string, JsonObject>();
  return {
    subject: "API Gateway: tags",
    service: "apigateway",
    handle: async (request, forward) => {
      const path = decodeURIComponent(pathOf(request.target));
      if (path.startsWith("/tags/")) return answerTags(request, path, forward);
      const response = await forward(request);
      if (!isSuccess(response)) return response;
      const key = `${request.region}${path}`;
      if (request.method === "DELETE") {
        for (const tagged of tags.keys()) if (tagged === key || tagged.startsWith(`${key}/`)) tags.delete(tagged);
        return response;
      }
      const member = COLLECTIONS.find(([pattern]) => pattern.test(path))?.[1];
      const body = parseObject(response.body);
      if (member !== undefined && request.method === "POST")
        tags.set(`${key}/${textIn(body[member])}`, objectIn(parseObject(request.body)["tags"]));
      if (TAGGED.test(path)) return withBody(response, JSON.stringify({ ...body, tags: tags.get(key) ?? {} }));
      const items = body["item"];
      if (member === undefined || !Array.isArray(items)) return response;
      const item = items
        .map(objectIn)
        .map((one) => ({ ...one, tags: tags.get(`${key}/${textIn(one[member])}`) ?? {} }));
      return withBody(response, JSON.stringify({ ...body, item }));
    },
  };

  async function answerTags(request: GatewayRequest, path: string, forward: Forward): Promise<GatewayResponse> {
    // The emulator says whether there is such a resource, and whether the caller may.
    const response = await forward(request);
    if (!isSuccess(response)) return response;
    const key = `${request.region}${path.slice(path.indexOf("::") + 2)}`;
    if (request.method === "GET") return jsonAnswer(200, { tags: tags.get(key) ?? {} });
    if (request.method === "DELETE") {
      const removed = new Set(new URLSearchParams(request.target.split("?")[1]).getAll("tagKeys"));
      tags.set(key, Object.fromEntries(Object.entries(tags.get(key) ?? {}).filter(([name]) => !removed.has(name))));
    } else tags.set(key, { ...tags.get(key), ...objectIn(parseObject(request.body)["tags"]) });
    return emptyAnswer(204);
  }
}

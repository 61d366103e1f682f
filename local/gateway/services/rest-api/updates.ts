import type { JsonObject } from "../../answers";
import { isSuccess, listIn, objectIn, parseObject, textIn, withBody } from "../../answers";
import type { Correction } from "../../correction";
import type { Forward, GatewayRequest, GatewayResponse } from "../../request";
import { pathOf } from "../../request";
import { patched, readOperations } from "./patch";
import { restCalls } from "./rest-calls";

/** Resources whose updates the emulator would keep as the text that was sent. */
const TYPED = /^\/(restapis\/[^/]+|usageplans\/[^/]+|apikeys\/[^/]+)$/;
/** Resources that the emulator makes, but cannot change. */
const DOMAIN = /^\/domainnames\/([^/]+)$/;
const MAPPING = /^\/domainnames\/[^/]+\/basepathmappings\/[^/]+$/;
/** How API Gateway writes a mapping of the whole domain. */
const WHOLE_DOMAIN = "(none)";

/**
 * Updates of APIs, usage plans, keys, domain names and mappings; values that Terraform sends empty; and members that the emulator shows
 * though nobody has set them.
 */
export function apiGatewayUpdates(): Correction {
  return {
    subject: "API Gateway: updates and read-back",
    service: "apigateway",
    handle: async (request, forward) => {
      const path = pathOf(request.target);
      if (request.method === "PATCH" && TYPED.test(path)) return shown(await updateTyped(request, forward));
      if (request.method === "PATCH" && DOMAIN.test(path)) return updateDomain(request, forward);
      if (request.method === "PATCH" && MAPPING.test(path)) return updateMapping(request, forward);
      const body = request.method === "POST" ? withoutEmpty(path, parseObject(request.body)) : undefined;
      return shown(body === undefined ? await forward(request) : await send(request, forward, "POST", path, body));
    },
  };
}

/** The emulator puts a value where the path says, as it stands: the whole members are sent, already changed. */
async function updateTyped(request: GatewayRequest, forward: Forward): Promise<GatewayResponse> {
  const before = await send(request, forward, "GET", request.target);
  if (!isSuccess(before)) return before;
  const resource = parseObject(before.body);
  const operations = readOperations(parseObject(request.body));
  const after = patched(resource, operations);
  const members = [...new Set(operations.map(({ steps }) => steps[0] ?? ""))];
  const patchOperations = members.map((member) =>
    after[member] === undefined
      ? { op: "remove", path: `/${member}` }
      : { op: "replace", path: `/${member}`, value: after[member] },
  );
  return send(request, forward, "PATCH", request.target, { patchOperations });
}

/** A domain name is made anew under its name, and so are its mappings, which the emulator drops. */
async function updateDomain(request: GatewayRequest, forward: Forward): Promise<GatewayResponse> {
  const path = pathOf(request.target);
  const before = await send(request, forward, "GET", path);
  if (!isSuccess(before)) return before;
  const mappings = listIn(
    parseObject((await send(request, forward, "GET", `${path}/basepathmappings?limit=500`)).body)["item"],
  );
  const after = patched(parseObject(before.body), readOperations(parseObject(request.body)));
  const answer = await send(request, forward, "POST", "/domainnames", after);
  for (const mapping of mappings) await send(request, forward, "POST", `${path}/basepathmappings`, objectIn(mapping));
  return { ...answer, status: isSuccess(answer) ? 200 : answer.status };
}

async function updateMapping(request: GatewayRequest, forward: Forward): Promise<GatewayResponse> {
  const path = pathOf(request.target);
  const before = await send(request, forward, "GET", path);
  if (!isSuccess(before)) return before;
  const after = patched(parseObject(before.body), readOperations(parseObject(request.body)));
  if (after["basePath"] !== parseObject(before.body)["basePath"]) await send(request, forward, "DELETE", path);
  const answer = await send(request, forward, "POST", path.slice(0, path.lastIndexOf("/")), after);
  return { ...answer, status: isSuccess(answer) ? 200 : answer.status };
}

/** What the provider leaves empty stands for "choose one" (a key's value) or for the whole domain (a mapping's path). */
function withoutEmpty(path: string, body: JsonObject): JsonObject | undefined {
  if (path === "/apikeys" && body["value"] === "") {
    const { value: _empty, ...rest } = body;
    return rest;
  }
  if (path.endsWith("/basepathmappings") && textIn(body["basePath"]) === "") return { ...body, basePath: WHOLE_DOMAIN };
  return undefined;
}

/** Members that API Gateway leaves out where nobody has set them. */
const LEFT_OUT = ["quota", "throttle", "accessLogSettings", "mutualTlsAuthentication"];

function shown(response: GatewayResponse): GatewayResponse {
  if (!isSuccess(response) || response.body.length === 0) return response;
  const clean = (resource: JsonObject): JsonObject => ({
    ...Object.fromEntries(
      Object.entries(resource).filter(
        ([name, value]) => !LEFT_OUT.includes(name) || Object.keys(objectIn(value)).length > 0,
      ),
    ),
    ...("regionalDomainName" in resource ? { domainNameStatus: "AVAILABLE" } : {}),
  });
  const body = parseObject(response.body);
  const items = body["item"];
  return withBody(
    response,
    JSON.stringify(clean(Array.isArray(items) ? { ...body, item: items.map((one) => clean(objectIn(one))) } : body)),
  );
}

/** A call beside the caller's own: by the account's root, since a signature holds for one request alone. */
function send(
  { region }: GatewayRequest,
  forward: Forward,
  method: string,
  path: string,
  body?: JsonObject,
): Promise<GatewayResponse> {
  return restCalls(forward).send({ service: "apigateway", region, method, path, ...(body && { body }) });
}

import type { JsonObject } from "../../answers";
import { isSuccess, jsonAnswer, parseObject, textIn } from "../../answers";
import type { Correction } from "../../correction";
import type { Forward, GatewayRequest, GatewayResponse } from "../../request";
import { pathOf } from "../../request";
import { readDeployment, UndeployableError } from "./deployment";
import { importDefinition } from "./import";
import { readOpenApi } from "./openapi-document";
import { readOperations } from "./patch";
import type { RestApis } from "./registry";
import { restCalls } from "./rest-calls";

const API = /^\/restapis\/([^/]+)$/;
const DEPLOYMENTS = /^\/restapis\/([^/]+)\/deployments$/;
const DEPLOYMENT = /^\/restapis\/([^/]+)\/deployments\/([^/]+)$/;
const STAGE = /^\/restapis\/([^/]+)\/stages(\/[^/]+)?$/;
/** How the emulator refuses what it has no code for. */
const UNKNOWN = /^Unknown (API Gateway v1 )?path/;

/**
 * The making of REST APIs: PutRestApi and ImportRestApi of an OpenAPI document, deployments that stay as they were made, and the rules that
 * the emulator does not hold. A call that it has no code for is refused by name.
 */
export function restApiControlPlane(apis: RestApis): Correction {
  return {
    subject: "API Gateway: REST APIs from OpenAPI documents, deployments",
    service: "apigateway",
    handle: async (request, forward) => {
      if (request.method !== "GET") apis.forget();
      const response = await carryOut(request, forward);
      if (request.method !== "GET") apis.forget();
      return response;
    },
  };

  async function carryOut(request: GatewayRequest, forward: Forward): Promise<GatewayResponse> {
    const path = pathOf(request.target);
    const query = new URLSearchParams(request.target.split("?")[1]);
    const api = API.exec(path)?.[1];
    const unserved = unservedSetting(request, path);
    if (unserved !== undefined) return refusal(`The embedded AWS does not serve ${unserved}.`);
    if (request.method === "PUT" && api !== undefined) return putApi(request, forward, api, query);
    if (path === "/restapis" && request.method === "POST")
      return query.get("mode") === "import" ? importApi(request, forward) : createApi(request, forward);
    if (request.method === "POST" && DEPLOYMENTS.test(path))
      return createDeployment(request, forward, DEPLOYMENTS.exec(path)?.[1] ?? "");
    const [, owner = "", deployment = ""] = DEPLOYMENT.exec(path) ?? [];
    if (request.method === "DELETE" && deployment !== "") return deleteDeployment(request, forward, owner, deployment);
    if (STAGE.test(path) && logsSomething(request) && !(await hasLogRole(request, forward)))
      return refusal("CloudWatch Logs role ARN must be set in account settings to enable logging");
    const response = await forward(request);
    if (request.method === "DELETE" && api !== undefined && isSuccess(response)) apis.deleted(api);
    if (response.status === 404 && UNKNOWN.test(textIn(parseObject(response.body)["message"])))
      return refusal(`The embedded AWS does not serve ${request.method} ${path} of API Gateway.`);
    return response;
  }

  async function createApi(request: GatewayRequest, forward: Forward): Promise<GatewayResponse> {
    const response = await forward(request);
    if (isSuccess(response)) apis.created(textIn(parseObject(response.body)["id"]), request.region);
    return response;
  }

  async function importApi(request: GatewayRequest, forward: Forward): Promise<GatewayResponse> {
    const reading = readOpenApi(request.body);
    if ("faults" in reading) return importRefusal(reading.faults);
    const { name } = reading.definition;
    const calls = restCalls(forward);
    const created = await calls.json({
      service: "apigateway",
      region: request.region,
      method: "POST",
      path: "/restapis",
      body: { name },
    });
    const apiId = textIn(created["id"]);
    apis.created(apiId, request.region);
    await importDefinition(calls, { region: request.region, apiId }, reading.definition);
    return { ...(await read(request, forward, `/restapis/${apiId}`)), status: 201 };
  }

  async function putApi(
    request: GatewayRequest,
    forward: Forward,
    apiId: string,
    query: URLSearchParams,
  ): Promise<GatewayResponse> {
    // The emulator says whether the caller may; that it has no such call, the front door knows.
    const asked = await forward(request);
    if (asked.status !== 404) return asked;
    const path = `/restapis/${apiId}`;
    const before = await read(request, forward, path);
    if (!isSuccess(before)) return before;
    if (query.get("mode") !== "overwrite")
      return refusal(`The embedded AWS serves PutRestApi in mode overwrite, not ${query.get("mode") ?? "merge"}.`);
    const reading = readOpenApi(request.body);
    if ("faults" in reading) return importRefusal(reading.faults);
    await importDefinition(restCalls(forward), { region: request.region, apiId }, reading.definition);
    return read(request, forward, path);
  }

  /** The API is read before it is deployed, so that what cannot be served is refused and not deployed. */
  async function createDeployment(request: GatewayRequest, forward: Forward, apiId: string): Promise<GatewayResponse> {
    try {
      if (apis.regionOf(apiId) === undefined) return await forward(request);
      const snapshot = await readDeployment(restCalls(forward), request.region, apiId);
      const response = await forward(request);
      if (isSuccess(response)) apis.deployed(textIn(parseObject(response.body)["id"]), snapshot);
      return response;
    } catch (error) {
      if (error instanceof UndeployableError) return refusal(error.message);
      throw error;
    }
  }

  async function deleteDeployment(
    request: GatewayRequest,
    forward: Forward,
    apiId: string,
    deploymentId: string,
  ): Promise<GatewayResponse> {
    const stages = await stagesOf(request, forward, apiId);
    if (stages.some((stage) => stage["deploymentId"] === deploymentId))
      return refusal("Active stages pointing to this deployment must be moved or deleted");
    const response = await forward(request);
    if (isSuccess(response)) apis.undeployed(apiId, deploymentId);
    return response;
  }
}

async function stagesOf(request: GatewayRequest, forward: Forward, apiId: string): Promise<readonly JsonObject[]> {
  const response = await read(request, forward, `/restapis/${apiId}/stages`);
  const stages = parseObject(response.body)["item"];
  return Array.isArray(stages) ? (stages as JsonObject[]) : [];
}

/** What a call sets that would be kept and not carried out, though something depends on it. */
function unservedSetting(request: GatewayRequest, path: string): string | undefined {
  if (request.method !== "PATCH" && request.method !== "POST") return undefined;
  const body = parseObject(request.body);
  const set = new Set(
    readOperations(body)
      .filter(({ op, value }) => op !== "remove" && value !== "" && value !== "false")
      .map(({ steps }) => steps[0]),
  );
  const sets = (member: string): boolean => set.has(member) || Boolean(body[member]);
  if ((path === "/restapis" || API.test(path)) && sets("policy")) return "resource policies of REST APIs";
  if (!STAGE.test(path) && !DEPLOYMENTS.test(path)) return undefined;
  if (sets("canarySettings")) return "canaries of stages";
  return sets("cacheClusterEnabled") ? "caches of stages" : undefined;
}

/** Whether a call makes a stage write logs, which needs the account's role. */
function logsSomething(request: GatewayRequest): boolean {
  if (request.method !== "PATCH") return false;
  return readOperations(parseObject(request.body)).some(
    ({ op, steps, value }) =>
      op !== "remove" &&
      ((steps[0] === "accessLogSettings" && value !== "") || (steps.at(-1) === "loglevel" && value !== "OFF")),
  );
}

async function hasLogRole(request: GatewayRequest, forward: Forward): Promise<boolean> {
  const account = await read(request, forward, "/account");
  return textIn(parseObject(account.body)["cloudwatchRoleArn"]) !== "";
}

/** A reading beside the caller's own call: by the account's root, since a signature holds for one request alone. */
function read({ region }: GatewayRequest, forward: Forward, path: string): Promise<GatewayResponse> {
  return restCalls(forward).send({ service: "apigateway", region, method: "GET", path });
}

function importRefusal(faults: readonly string[]): GatewayResponse {
  return refusal(`Errors found during import:\n${faults.map((fault) => `\t${fault}`).join("\n")}`);
}

function refusal(message: string): GatewayResponse {
  const answer = jsonAnswer(400, { message });
  return { ...answer, headers: { ...answer.headers, "x-amzn-errortype": "BadRequestException" } };
}

import type { JsonObject } from "../../answers";
import type { Correction, CorrectionContext } from "../../correction";
import type { Forward, GatewayRequest, GatewayResponse } from "../../request";
import { AccessLogs, accessLogLine } from "./access-log";
import { Authorisers, type CallFunction } from "./authorisers";
import { type ApiCall, type Caller, contextOf, Headers, identifiers, queryOf } from "./call";
import { Configuration } from "./configuration";
import type { DeployedMethod, DeployedResource } from "./deployment";
import { type FaultSurroundings, gatewayResponse, type GatewayFault } from "./gateway-responses";
import { type ApiAnswer, BAD_GATEWAY, functionCaller, mockAnswer, proxyAnswer } from "./integrations";
import { metricsOf } from "./metrics";
import { Meters } from "./metering";
import { findPlace } from "./places";
import { proxyEvent } from "./proxy-event";
import type { RestApis } from "./registry";
import { missingParameters } from "./request-validation";
import { restCalls } from "./rest-calls";
import { route } from "./routing";

/** Largest request, in bytes (API Gateway quotas: 10 MB). */
const REQUEST_MAX = 10_485_760;

/** An answer on its way out, with what an access log tells of it. */
interface Outcome {
  readonly answer: ApiAnswer;
  readonly caller: Caller;
  readonly told: JsonObject;
}

/** Serves REST APIs at their addresses: what a deployment was made of, in API Gateway's order of checks. */
export function restApiDataPlane(
  apis: RestApis,
  { account, clock, emulator, log }: Pick<CorrectionContext, "account" | "clock" | "emulator" | "log">,
): readonly Correction[] {
  const authorisers = new Authorisers();
  const meters = new Meters();
  const logs = new AccessLogs(emulator);

  const handle = async (request: GatewayRequest, forward: Forward): Promise<GatewayResponse> => {
    const calls = restCalls(forward);
    const configurationIn = (region: string): Configuration => new Configuration(apis, calls, region);
    const place = await findPlace(request, apis, configurationIn);
    if (place === undefined) return forward(request);
    const deployment = place.stage && apis.deployment(place.apiId, place.stage.deploymentId);
    if (place.stage === undefined || deployment === undefined) return FORBIDDEN;
    const configuration = configurationIn(place.region);
    const receivedAt = clock();
    const found = route<DeployedMethod, DeployedResource>(deployment.resources, request.method, place.path);
    const ids = identifiers(receivedAt);
    const added = {
      "X-Amzn-Trace-Id": ids.traceId,
      "X-Forwarded-For": "127.0.0.1",
      "X-Forwarded-Port": "443",
      "X-Forwarded-Proto": "https",
    };
    const call: ApiCall = {
      request,
      account,
      apiId: place.apiId,
      stage: place.stage,
      deployment,
      path: place.path,
      shownPath: place.domainPath ?? place.path,
      contextPath: place.domainPath ?? `/${place.stage.name}${place.path}`,
      resource: found?.resource,
      method: found?.method,
      pathParameters: found?.pathParameters ?? {},
      headers: new Headers(request.rawHeaders, added),
      query: queryOf(request.target),
      receivedAt,
      ...ids,
    };
    const outcome = await carryOut(
      call,
      forward,
      configuration,
      functionCaller(calls, configuration, { account, log }),
    );
    await Promise.all([writeLog(call, outcome), writeMetrics(call, outcome)]);
    const { answer } = outcome;
    const own = {
      "x-amzn-requestid": call.requestId,
      "x-amz-apigw-id": call.extendedRequestId,
      "x-amzn-trace-id": call.traceId,
    };
    return { ...answer, headers: { ...answer.headers, ...own } };
  };
  return ["", "execute-api"].map((service) => ({ subject: "API Gateway: calls of REST APIs", service, handle }));

  /** The checks in the order in which API Gateway makes them, then the integration. */
  async function carryOut(
    call: ApiCall,
    forward: Forward,
    configuration: Configuration,
    callFunction: CallFunction,
  ): Promise<Outcome> {
    const { method, resource, stage, apiId, deployment } = call;
    if (method === undefined || resource === undefined)
      return failed(call, {}, { type: "MISSING_AUTHENTICATION_TOKEN", message: "Missing Authentication Token" });
    const source = `arn:aws:execute-api:${deployment.region}:${account}:${apiId}/${stage.name}/${call.request.method}`;
    const authorisation = await authorisers.authorise(call, `${source}${call.path}`, forward, callFunction);
    if ("fault" in authorisation) return failed(call, {}, authorisation.fault);
    if ("refused" in authorisation) return { answer: authorisation.refused, caller: {}, told: {} };
    const { usageKey } = authorisation;
    const sent = deployment.keySource === "AUTHORIZER" ? usageKey : call.headers.get("x-api-key");
    const key = method.apiKeyRequired && sent !== undefined ? await configuration.key(sent) : undefined;
    const plans = key === undefined ? [] : await configuration.plans(key.id, apiId, stage.name);
    if (method.apiKeyRequired && (key === undefined || plans.length === 0))
      return failed(call, authorisation.caller, { type: "INVALID_API_KEY", message: "Forbidden" });
    const caller = key === undefined ? authorisation.caller : { ...authorisation.caller, apiKey: key };

    const place = `${resource.path.slice(1)}/${call.request.method}`;
    const stageLimits = stage.methodLimits[place] ?? stage.methodLimits["*/*"];
    const buckets = [
      ...plans.map(({ id, limits }) => [`plan ${id} ${key?.id ?? ""}`, limits] as const),
      ...plans.map(({ id, methodLimits }) => [`plan ${id} ${key?.id ?? ""} ${place}`, methodLimits[place]] as const),
      [`stage ${apiId} ${stage.name} ${place}`, stageLimits] as const,
    ];
    for (const [bucket, limits] of buckets)
      if (limits !== undefined && !meters.take(bucket, limits, call.receivedAt))
        return failed(call, caller, { type: "THROTTLED", message: "Too Many Requests" });
    if (key !== undefined && !plans.every((plan) => meters.count(key.id, plan, call.receivedAt)))
      return failed(call, caller, { type: "QUOTA_EXCEEDED", message: "Limit Exceeded" });

    const fault = validate(call);
    if (fault !== undefined) return failed(call, caller, fault);
    const { integration } = method;
    if (integration.type === "MOCK") return { answer: mockAnswer(integration), caller, told: {} };
    const started = clock();
    const pattern = resource.path.replaceAll(/\{[^}]+\}/g, "*");
    const invoked = callFunction(
      integration.functionArn,
      proxyEvent(call, caller),
      `${source}${pattern}`,
      integration.byRole,
    );
    const result = await within(invoked, integration.timeoutMs);
    const told = { integrationLatency: clock() - started, "integration.latency": clock() - started };
    if (result === "late")
      return failed(call, caller, { type: "INTEGRATION_TIMEOUT", message: "Endpoint request timed out" }, told);
    if (result === undefined)
      return failed(call, caller, { type: "API_CONFIGURATION_ERROR", message: "Internal server error" }, told);
    if (result.error !== undefined)
      return failed(call, caller, BAD_GATEWAY, { ...told, integrationErrorMessage: result.error });
    const answer = proxyAnswer(result.payload, call);
    if ("type" in answer)
      return failed(call, caller, answer, { ...told, integrationErrorMessage: "Malformed Lambda proxy response" });
    return { answer, caller, told: { ...told, integrationStatus: 200, "integration.status": answer.status } };
  }

  async function writeLog(call: ApiCall, { answer, caller, told }: Outcome): Promise<void> {
    const { accessLog } = call.stage;
    if (accessLog === undefined) return;
    const now = clock();
    const context = {
      ...contextOf(call, caller),
      ...told,
      status: answer.status,
      responseLength: answer.body.length,
      responseLatency: now - call.receivedAt,
    };
    const line = accessLogLine(accessLog.format, context);
    try {
      await logs.write(call.deployment.region, accessLog.group, call.apiId, call.stage.name, line, now);
    } catch (error) {
      log(`no access log in ${accessLog.group}: ${String(error)}`);
    }
  }

  async function writeMetrics(call: ApiCall, { answer, told }: Outcome): Promise<void> {
    const data = metricsOf({
      apiName: call.deployment.apiName,
      stage: call.stage.name,
      status: answer.status,
      latencyMs: clock() - call.receivedAt,
      integrationLatencyMs: typeof told["integrationLatency"] === "number" ? told["integrationLatency"] : undefined,
    });
    try {
      const input = { Namespace: "AWS/ApiGateway", MetricData: data };
      await emulator.json("monitoring", call.deployment.region, "GraniteServiceVersion20100801.PutMetricData", input);
    } catch (error) {
      log(`no metrics of ${call.deployment.apiName}: ${String(error)}`);
    }
  }
}

/** The answer where no stage is reached, so that nothing customised applies. */
const FORBIDDEN: GatewayResponse = {
  status: 403,
  headers: { "content-type": "application/json", "x-amzn-errortype": "ForbiddenException" },
  body: Buffer.from('{"message":"Forbidden"}'),
};

function failed(call: ApiCall, caller: Caller, fault: GatewayFault, told: JsonObject = {}): Outcome {
  const surroundings: FaultSurroundings = {
    context: contextOf(call, caller),
    stageVariables: call.stage.variables,
    header: (name) => call.headers.get(name),
    query: (name) => call.query[name]?.at(-1),
    path: (name) => call.pathParameters[name],
  };
  const { body, ...answer } = gatewayResponse(fault, call.deployment.gatewayResponses, surroundings);
  const error = {
    "error.message": fault.message ?? "",
    "error.messageString": JSON.stringify(fault.message),
    "error.responseType": fault.type,
    "error.validationErrorString": fault.validation ?? "",
  };
  return { answer: { ...answer, body: Buffer.from(body) }, caller, told: { ...told, ...error } };
}

function validate(call: ApiCall): GatewayFault | undefined {
  const { method, request } = call;
  if (request.body.length > REQUEST_MAX) return { type: "REQUEST_TOO_LARGE", message: "Request Too Long" };
  if (method === undefined) return undefined;
  const { validateRequestParameters, validateRequestBody } = method.validator;
  if (validateRequestParameters) {
    const missing = missingParameters(method.requestParameters, { ...call, header: (name) => call.headers.get(name) });
    if (missing.length > 0)
      return {
        type: "BAD_REQUEST_PARAMETERS",
        message: `Missing required request parameters: [${missing.join(", ")}]`,
      };
  }
  const mediaType = (call.headers.get("content-type") ?? "application/json").split(";")[0]?.trim() ?? "";
  const check = method.bodies[mediaType] ?? method.bodies["application/json"];
  const validation = validateRequestBody ? check?.(request.body.toString("utf8")) : undefined;
  return validation === undefined
    ? undefined
    : { type: "BAD_REQUEST_BODY", message: "Invalid request body", validation };
}

async function within<Value>(answer: Promise<Value>, milliseconds: number): Promise<Value | "late"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => (timer = setTimeout(() => resolve("late"), milliseconds)));
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

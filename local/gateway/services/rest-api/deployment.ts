import type { JsonObject } from "../../answers";
import { listIn, objectIn, textIn, textOf } from "../../answers";
import type { IntegrationResponseDefinition, MethodSecurity, ValidatorDefinition } from "./definition";
import { functionInUri } from "./openapi-security";
import { modelAddress } from "./models";
import { type BodyCheck, bodyChecks } from "./request-validation";
import type { RestCalls } from "./rest-calls";

/** An API as it was when it was deployed: what a stage serves. */
export interface Deployment {
  readonly apiId: string;
  readonly apiName: string;
  readonly region: string;
  readonly binaryMediaTypes: readonly string[];
  readonly keySource: "HEADER" | "AUTHORIZER";
  readonly resources: readonly DeployedResource[];
  readonly authorizers: Readonly<Record<string, DeployedAuthorizer>>;
  /** The customised ones by type. */
  readonly gatewayResponses: Readonly<Record<string, DeployedGatewayResponse>>;
}

/** A path with its methods. */
export interface DeployedResource {
  readonly id: string;
  readonly path: string;
  readonly methods: Readonly<Record<string, DeployedMethod>>;
}

/** A method as it is served. */
export interface DeployedMethod extends MethodSecurity {
  /** Empty where the document gives the operation no id. */
  readonly operationName: string;
  readonly requestParameters: Readonly<Record<string, boolean>>;
  readonly validator: ValidatorDefinition;
  /** Checks of a body by media type. */
  readonly bodies: Readonly<Record<string, BodyCheck>>;
  readonly integration: DeployedIntegration;
}

/** What answers a method. */
export type DeployedIntegration =
  | { readonly type: "AWS_PROXY"; readonly functionArn: string; readonly byRole: boolean; readonly timeoutMs: number }
  | { readonly type: "MOCK"; readonly status: string; readonly responses: readonly IntegrationResponseDefinition[] };

/** An authoriser as it is asked. */
export interface DeployedAuthorizer {
  readonly id: string;
  readonly type: "TOKEN" | "REQUEST" | "COGNITO_USER_POOLS";
  readonly functionArn: string | undefined;
  /** Whether a role calls the function, so that the function's own policy is not asked. */
  readonly byRole: boolean;
  /** `method.request.header.Authorization`, ...; empty for none. */
  readonly identitySources: readonly string[];
  readonly validation: string | undefined;
  readonly ttlSeconds: number;
  readonly userPools: readonly string[];
}

/** A customised gateway response. */
export interface DeployedGatewayResponse {
  readonly statusCode: string | undefined;
  readonly responseParameters: Readonly<Record<string, string>>;
  readonly template: string | undefined;
}

/** What cannot be deployed, with the reason. */
export class UndeployableError extends Error {
  override readonly name = "UndeployableError";
}

/** Reads an API as it stands, for a deployment. @throws UndeployableError where a method cannot be served. */
export async function readDeployment(calls: RestCalls, region: string, apiId: string): Promise<Deployment> {
  const path = `/restapis/${apiId}`;
  const list = (collection: string): Promise<JsonObject[]> => calls.items({ region, path: `${path}${collection}` });
  const api = await calls.json({ service: "apigateway", region, method: "GET", path });
  const models = await list("/models");
  const validators = new Map((await list("/requestvalidators")).map((one) => [textIn(one["id"]), one]));
  const schemas = Object.fromEntries(
    models.map(({ name, schema }) => [modelAddress(apiId, textIn(name)), objectIn(JSON.parse(textIn(schema) || "{}"))]),
  );
  const checks = bodyChecks(schemas);
  const resources = (await list("/resources?embed=methods")).map((resource) => ({
    id: textIn(resource["id"]),
    path: textIn(resource["path"]),
    methods: Object.fromEntries(
      Object.entries(objectIn(resource["resourceMethods"])).map(([name, value]) => {
        const where = `${name} ${textIn(resource["path"])}`;
        const method = objectIn(value);
        const { validateRequestBody, validateRequestParameters } = objectIn(
          validators.get(textIn(method["requestValidatorId"])),
        );
        return [
          name,
          {
            ...deployedSecurity(method),
            operationName: textIn(method["operationName"]),
            requestParameters: flags(method["requestParameters"]),
            validator: {
              validateRequestBody: validateRequestBody === true,
              validateRequestParameters: validateRequestParameters === true,
            },
            bodies: Object.fromEntries(
              Object.entries(objectIn(method["requestModels"])).map(([mediaType, model]) => [
                mediaType,
                checks(modelAddress(apiId, textIn(model))),
              ]),
            ),
            integration: deployedIntegration(objectIn(method["methodIntegration"]), where),
          },
        ];
      }),
    ),
  }));
  if (resources.every(({ methods }) => Object.keys(methods).length === 0))
    throw new UndeployableError("The REST API doesn't contain any methods");
  return {
    apiId,
    apiName: textIn(api["name"]),
    region,
    binaryMediaTypes: listIn(api["binaryMediaTypes"]).map(textIn),
    keySource: api["apiKeySource"] === "AUTHORIZER" ? "AUTHORIZER" : "HEADER",
    resources,
    authorizers: Object.fromEntries(
      (await list("/authorizers")).map((one) => [textIn(one["id"]), deployedAuthorizer(one)]),
    ),
    gatewayResponses: Object.fromEntries(
      (await list("/gatewayresponses"))
        .filter((response) => response["defaultResponse"] !== true)
        .map((response) => [textIn(response["responseType"]), deployedGatewayResponse(response)]),
    ),
  };
}

function deployedSecurity(method: JsonObject): MethodSecurity {
  const type = textIn(method["authorizationType"]);
  return {
    authorizationType: type === "AWS_IAM" || type === "CUSTOM" || type === "COGNITO_USER_POOLS" ? type : "NONE",
    authorizer: textIn(method["authorizerId"]),
    authorizationScopes: listIn(method["authorizationScopes"]).map(textIn),
    apiKeyRequired: method["apiKeyRequired"] === true,
  };
}

function deployedIntegration(integration: JsonObject, where: string): DeployedIntegration {
  const type = textIn(integration["type"]);
  const templates = objectIn(integration["requestTemplates"]);
  if (type === "MOCK") {
    const responses = Object.values(objectIn(integration["integrationResponses"])).map((value) => {
      const response = objectIn(value);
      return {
        statusCode: textIn(response["statusCode"]),
        selectionPattern: textIn(response["selectionPattern"]),
        responseParameters: texts(response["responseParameters"]),
        responseTemplates: texts(response["responseTemplates"]),
      };
    });
    const status = /"statusCode"\s*:\s*(\d{3})/.exec(textIn(templates["application/json"]))?.[1] ?? "200";
    return { type: "MOCK", status, responses };
  }
  const functionArn = functionInUri(textIn(integration["uri"]));
  if (type !== "AWS_PROXY" || functionArn === undefined)
    throw new UndeployableError(
      `The embedded AWS serves AWS_PROXY integrations of functions and MOCK; ${where} has ${type || "none"}`,
    );
  const byRole = textIn(integration["credentials"]) !== "";
  return { type: "AWS_PROXY", functionArn, byRole, timeoutMs: Number(integration["timeoutInMillis"] ?? 29_000) };
}

/** How long an authoriser's answer is kept where nobody says, in seconds (CreateAuthorizer). */
const TTL_DEFAULT = 300;

function deployedAuthorizer(authorizer: JsonObject): DeployedAuthorizer {
  const type = textIn(authorizer["type"]);
  const sources = textIn(authorizer["identitySource"]).split(",");
  return {
    id: textIn(authorizer["id"]),
    type: type === "COGNITO_USER_POOLS" || type === "REQUEST" ? type : "TOKEN",
    functionArn: functionInUri(textIn(authorizer["authorizerUri"])),
    byRole: textIn(authorizer["authorizerCredentials"]) !== "",
    identitySources: sources.map((source) => source.trim()).filter((source) => source !== ""),
    validation: textIn(authorizer["identityValidationExpression"]) || undefined,
    ttlSeconds: Number(authorizer["authorizerResultTtlInSeconds"] ?? TTL_DEFAULT),
    userPools: listIn(authorizer["providerARNs"]).map(textIn),
  };
}

function deployedGatewayResponse(response: JsonObject): DeployedGatewayResponse {
  return {
    statusCode: textOf(response["statusCode"]) || undefined,
    responseParameters: texts(response["responseParameters"]),
    template: textIn(objectIn(response["responseTemplates"])["application/json"]) || undefined,
  };
}

function texts(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(objectIn(value)).map(([name, text]) => [name, textOf(text)]));
}

function flags(value: unknown): Record<string, boolean> {
  return Object.fromEntries(Object.entries(objectIn(value)).map(([name, flag]) => [name, flag === true]));
}

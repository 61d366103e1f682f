import type { JsonObject } from "../../answers";
import { listIn, objectIn, textIn, textOf } from "../../answers";
import type {
  IntegrationDefinition,
  IntegrationResponseDefinition,
  MethodDefinition,
  ValidatorDefinition,
} from "./definition";
import type { Models } from "./models";
import { functionInUri, readSecurity, type SecurityScheme } from "./openapi-security";

/** The rest of the document, as an operation needs it. */
interface Surroundings {
  readonly document: JsonObject;
  readonly validators: Readonly<Record<string, ValidatorDefinition>>;
  readonly models: Models;
  readonly schemes: Readonly<Record<string, SecurityScheme>>;
  readonly faults: string[];
}

/** How long API Gateway waits for an answer, in milliseconds: at least, at most, and where nobody says. */
const TIMEOUT_MIN = 50;
const TIMEOUT_MAX = 29_000;

/** Kinds of parameters by where OpenAPI puts them; cookies are headers to API Gateway. */
const LOCATIONS: Readonly<Record<string, string>> = { query: "querystring", header: "header", path: "path" };

/** Reads one operation. */
export function readMethod(
  { path, httpMethod, where }: { path: string; httpMethod: string; where: string },
  operation: JsonObject,
  { document, validators, models, schemes, faults }: Surroundings,
): MethodDefinition {
  const resolve = (value: unknown): JsonObject => resolveReference(document, objectIn(value), where, faults);
  const validator =
    textIn(operation["x-amazon-apigateway-request-validator"]) ||
    textIn(document["x-amazon-apigateway-request-validator"]) ||
    undefined;
  if (validator !== undefined && validators[validator] === undefined)
    faults.push(`${where}: request validator "${validator}" is not in x-amazon-apigateway-request-validators`);
  const bodies = Object.entries(objectIn(resolve(operation["requestBody"])["content"]));
  return {
    path,
    httpMethod,
    operationName: textIn(operation["operationId"]),
    ...readSecurity(operation["security"], schemes, where, faults),
    requestParameters: readParameters(listIn(operation["parameters"]).map(resolve), path, where, faults),
    requestModels: modelsOf(bodies, models, where),
    validator,
    responses: Object.fromEntries(
      Object.entries(objectIn(operation["responses"]))
        // API Gateway has no default method response: it is left out at import.
        .filter(([status]) => /^\d{3}$/.test(status))
        .map(([status, value]) => {
          const response = resolve(value);
          const headers = Object.keys(objectIn(response["headers"]));
          return [
            status,
            {
              responseParameters: Object.fromEntries(headers.map((name) => [`method.response.header.${name}`, false])),
              responseModels: modelsOf(Object.entries(objectIn(response["content"])), models, where),
            },
          ];
        }),
    ),
    integration: readIntegration(objectIn(operation["x-amazon-apigateway-integration"]), where, faults),
  };
}

function modelsOf(contents: [string, unknown][], models: Models, where: string): Record<string, string> {
  return Object.fromEntries(
    contents.flatMap(([mediaType, content]) => {
      const schema = objectIn(content)["schema"];
      const name = schema === undefined ? undefined : models.nameOf(objectIn(schema), where);
      return name === undefined ? [] : [[mediaType, name]];
    }),
  );
}

function readParameters(
  parameters: readonly JsonObject[],
  path: string,
  where: string,
  faults: string[],
): Record<string, boolean> {
  const read: Record<string, boolean> = {};
  for (const parameter of parameters) {
    const name = textIn(parameter["name"]);
    const location = LOCATIONS[textIn(parameter["in"])];
    if (location === undefined) faults.push(`${where}: parameter ${name} is in "${textIn(parameter["in"])}"`);
    else read[`method.request.${location}.${name}`] = parameter["required"] === true;
    if (location === "path" && !path.includes(`{${name}}`) && !path.includes(`{${name}+}`))
      faults.push(`${where}: path parameter ${name} is not in the path`);
  }
  return read;
}

function readIntegration(integration: JsonObject, where: string, faults: string[]): IntegrationDefinition {
  const name = textIn(integration["type"]);
  const type = name.toUpperCase();
  const uri = textIn(integration["uri"]);
  const timeout = integration["timeoutInMillis"] ?? TIMEOUT_MAX;
  if (type !== "AWS_PROXY" && type !== "MOCK")
    faults.push(`${where}: an integration of type "${name}" is not served; served: aws_proxy, mock`);
  if (type === "AWS_PROXY" && functionInUri(uri) === undefined)
    faults.push(`${where}: the integration's uri names no function`);
  if (type === "AWS_PROXY" && integration["httpMethod"] !== "POST")
    faults.push(`${where}: a function is called by httpMethod POST, not "${textIn(integration["httpMethod"])}"`);
  if (typeof timeout !== "number" || timeout < TIMEOUT_MIN || timeout > TIMEOUT_MAX)
    faults.push(`${where}: timeoutInMillis is ${textOf(timeout)}; allowed: ${TIMEOUT_MIN} to ${TIMEOUT_MAX}`);
  const templates = texts(integration["requestTemplates"]);
  const responses = Object.entries(objectIn(integration["responses"])).map(([pattern, value]) =>
    readIntegrationResponse(pattern, objectIn(value)),
  );
  const all = [templates, ...responses.map((response) => response.responseTemplates)].flatMap(Object.values<string>);
  if (all.some((template) => /[#$]/.test(template)))
    faults.push(`${where}: templates with # or $ (VTL) are not served`);
  return {
    type: type === "MOCK" ? "MOCK" : "AWS_PROXY",
    httpMethod: textIn(integration["httpMethod"]) || undefined,
    uri: uri || undefined,
    credentials: textIn(integration["credentials"]) || undefined,
    passthroughBehavior: (textIn(integration["passthroughBehavior"]) || "WHEN_NO_MATCH").toUpperCase(),
    timeoutInMillis: Number(timeout),
    requestTemplates: templates,
    responses,
  };
}

function readIntegrationResponse(pattern: string, response: JsonObject): IntegrationResponseDefinition {
  return {
    statusCode: textOf(response["statusCode"]),
    selectionPattern: pattern === "default" ? "" : pattern,
    responseParameters: texts(response["responseParameters"]),
    responseTemplates: texts(response["responseTemplates"]),
  };
}

function texts(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(objectIn(value)).map(([name, text]) => [name, textOf(text)]));
}

/** What a `$ref` into the same document stands for. */
function resolveReference(document: JsonObject, value: JsonObject, where: string, faults: string[]): JsonObject {
  const reference = value["$ref"];
  if (typeof reference !== "string") return value;
  const found = reference.startsWith("#/")
    ? reference
        .slice(2)
        .split("/")
        .reduce<unknown>((at, step) => objectIn(at)[step.replaceAll("~1", "/").replaceAll("~0", "~")], document)
    : undefined;
  if (found === undefined) faults.push(`${where}: ${reference} is not in the document`);
  return objectIn(found);
}

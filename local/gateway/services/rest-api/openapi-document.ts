import type { JsonObject } from "../../answers";
import { listIn, objectIn, textIn } from "../../answers";
import type { ApiDefinition, ValidatorDefinition } from "./definition";
import { Models } from "./models";
import { readMethod } from "./openapi-method";
import { readSecuritySchemes } from "./openapi-security";
import { samePlaceFaults } from "./routing";

/** The reading of a document: what it says, or all that is wrong with it. */
export type Reading = { readonly definition: ApiDefinition } | { readonly faults: readonly string[] };

/** Keys of a path item that name a method, and the method they name. */
const METHODS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["get", "put", "post", "delete", "options", "head", "patch"].map((name) => [name, name.toUpperCase()]),
  ),
  "x-amazon-apigateway-any-method": "ANY",
};

/** Extensions at the document's root that have no effect here, and would have one on AWS. */
const NOT_SERVED = [
  "x-amazon-apigateway-policy",
  "x-amazon-apigateway-endpoint-configuration",
  "x-amazon-apigateway-tls-policy",
];

/** Parts of a path: letters, digits and a few marks, or a parameter, greedy or not (CreateResource). */
const PATH_PART = /^([\w.\-:~]+|\{[\w.-]+\+?\})$/;

/** Reads an OpenAPI 3.0 document with API Gateway's extensions, as PutRestApi does; what is not served here is a fault, too. */
export function readOpenApi(body: Buffer): Reading {
  let document: JsonObject;
  try {
    document = objectIn(JSON.parse(body.toString("utf8")));
  } catch {
    return { faults: ["the body is no JSON; YAML is not served"] };
  }
  const faults: string[] = [];
  if (!textIn(document["openapi"]).startsWith("3.0."))
    faults.push(`openapi is "${textIn(document["openapi"])}"; served: 3.0.x`);
  for (const name of NOT_SERVED) if (document[name] !== undefined) faults.push(`${name} is not served`);
  // API Gateway takes security from operations alone; what is only written here would be open there.
  if (document["security"] !== undefined)
    faults.push("security at the root has no effect on API Gateway: write it on each operation");
  const components = objectIn(document["components"]);
  const validators = readValidators(document, faults);
  const models = new Models(objectIn(components["schemas"]), faults);
  const schemes = readSecuritySchemes(objectIn(components["securitySchemes"]), faults);
  const info = objectIn(document["info"]);
  if (textIn(info["title"]) === "") faults.push("info.title is missing");
  const paths = Object.entries(objectIn(document["paths"]));
  for (const [path] of paths) faults.push(...pathFaults(path));
  faults.push(...samePlaceFaults(paths.map(([path]) => path)));
  const methods = paths.flatMap(([path, value]) => {
    const item = objectIn(value);
    if (item["$ref"] !== undefined) faults.push(`${path}: $ref of a path is not served`);
    return Object.entries(METHODS)
      .filter(([key]) => item[key] !== undefined)
      .map(([key, httpMethod]) => {
        const operation = objectIn(item[key]);
        const parameters = [...listIn(item["parameters"]), ...listIn(operation["parameters"])];
        const place = { path, httpMethod, where: `${httpMethod} ${path}` };
        return readMethod(place, { ...operation, parameters }, { document, validators, models, schemes, faults });
      });
  });
  if (faults.length > 0) return { faults };
  const keySource = document["x-amazon-apigateway-api-key-source"];
  const types = document["x-amazon-apigateway-binary-media-types"];
  const compression = document["x-amazon-apigateway-minimum-compression-size"];
  return {
    definition: {
      name: textIn(info["title"]),
      description: textIn(info["description"]),
      version: textIn(info["version"]),
      apiKeySource: keySource === undefined ? undefined : keySource === "AUTHORIZER" ? "AUTHORIZER" : "HEADER",
      binaryMediaTypes: types === undefined ? undefined : listIn(types).map(textIn),
      minimumCompressionSize: typeof compression === "number" ? compression : undefined,
      models: models.all(),
      validators,
      authorizers: Object.fromEntries(
        Object.entries(schemes).flatMap(([name, scheme]) =>
          scheme.kind === "authorizer" ? [[name, scheme.authorizer]] : [],
        ),
      ),
      gatewayResponses: Object.fromEntries(
        Object.entries(objectIn(document["x-amazon-apigateway-gateway-responses"])).map(([type, response]) => [
          type,
          objectIn(response),
        ]),
      ),
      methods,
    },
  };
}

function readValidators(document: JsonObject, faults: string[]): Record<string, ValidatorDefinition> {
  const extension = "x-amazon-apigateway-request-validators";
  return Object.fromEntries(
    Object.entries(objectIn(document[extension])).map(([name, value]) => {
      const { validateRequestBody: body, validateRequestParameters: parameters } = objectIn(value);
      if (typeof body !== "boolean" || typeof parameters !== "boolean")
        faults.push(`${extension}.${name}: validateRequestBody and validateRequestParameters must be true or false`);
      return [name, { validateRequestBody: body === true, validateRequestParameters: parameters === true }];
    }),
  );
}

function pathFaults(path: string): string[] {
  if (!path.startsWith("/")) return [`path "${path}" does not begin with /`];
  const parts = path === "/" ? [] : path.slice(1).split("/");
  const faults = parts.filter((part) => !PATH_PART.test(part)).map((part) => `path ${path}: "${part}" is no path part`);
  if (parts.slice(0, -1).some((part) => part.endsWith("+}")))
    faults.push(`path ${path}: a greedy parameter must come last`);
  return faults;
}

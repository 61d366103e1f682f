import type { JsonObject } from "../../answers";
import { textIn } from "../../answers";
import type { ApiDefinition, MethodDefinition } from "./definition";
import { storedModel } from "./models";
import type { RestCalls } from "./rest-calls";

/** Makes an API what a definition says, by the calls that the emulator serves: all that was there goes first (mode overwrite). */
export async function importDefinition(
  calls: RestCalls,
  { region, apiId }: { readonly region: string; readonly apiId: string },
  definition: ApiDefinition,
): Promise<void> {
  const api = `/restapis/${apiId}`;
  const call = (method: string, path: string, body?: JsonObject): Promise<JsonObject> =>
    calls.json({ service: "apigateway", region, method, path: `${api}${path}`, ...(body && { body }) });
  const list = (path: string): Promise<JsonObject[]> => calls.items({ region, path: `${api}${path}` });

  const root = await empty();
  await call("PATCH", "", { patchOperations: settings(definition) });
  for (const [name, schema] of Object.entries(definition.models))
    await call("POST", "/models", { name, contentType: "application/json", schema: storedModel(apiId, schema) });
  const validators = await makeNamed("/requestvalidators", definition.validators);
  const authorizers = await makeNamed("/authorizers", definition.authorizers);
  for (const [type, response] of Object.entries(definition.gatewayResponses))
    await call("PUT", `/gatewayresponses/${type}`, response);
  const resources = new Map([["/", root]]);
  for (const method of definition.methods) await makeMethod(await resourceFor(method.path), method);

  /** Takes everything away but the root resource, whose id it gives. */
  async function empty(): Promise<string> {
    let rootId = "";
    for (const { id, path, resourceMethods } of await list("/resources?embed=methods")) {
      if (path !== "/") {
        await call("DELETE", `/resources/${textIn(id)}`);
        continue;
      }
      rootId = textIn(id);
      for (const name of Object.keys(resourceMethods ?? {}))
        await call("DELETE", `/resources/${rootId}/methods/${name}`);
    }
    for (const { name } of await list("/models")) await call("DELETE", `/models/${textIn(name)}`);
    for (const { id } of await list("/requestvalidators")) await call("DELETE", `/requestvalidators/${textIn(id)}`);
    for (const { id } of await list("/authorizers")) await call("DELETE", `/authorizers/${textIn(id)}`);
    for (const { responseType, defaultResponse } of await list("/gatewayresponses"))
      if (defaultResponse !== true) await call("DELETE", `/gatewayresponses/${textIn(responseType)}`);
    return rootId;
  }

  async function makeNamed(path: string, wanted: Readonly<Record<string, object>>): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    for (const [name, value] of Object.entries(wanted))
      ids.set(name, textIn((await call("POST", path, { name, ...value }))["id"]));
    return ids;
  }

  /** The id of a path's resource, which is made with all its parents. */
  async function resourceFor(path: string): Promise<string> {
    const known = resources.get(path);
    if (known !== undefined) return known;
    const slash = path.lastIndexOf("/");
    const parent = await resourceFor(path.slice(0, slash) || "/");
    const id = textIn((await call("POST", `/resources/${parent}`, { pathPart: path.slice(slash + 1) }))["id"]);
    resources.set(path, id);
    return id;
  }

  async function makeMethod(resource: string, method: MethodDefinition): Promise<void> {
    const path = `/resources/${resource}/methods/${method.httpMethod}`;
    const { integration } = method;
    await call("PUT", path, {
      authorizationType: method.authorizationType,
      authorizerId: authorizers.get(method.authorizer ?? ""),
      authorizationScopes: method.authorizationScopes,
      apiKeyRequired: method.apiKeyRequired,
      operationName: method.operationName,
      requestParameters: method.requestParameters,
      requestModels: method.requestModels,
      requestValidatorId: validators.get(method.validator ?? ""),
    });
    for (const [status, response] of Object.entries(method.responses))
      await call("PUT", `${path}/responses/${status}`, response);
    const { responses, ...put } = integration;
    await call("PUT", `${path}/integration`, put);
    for (const { statusCode, ...response } of responses)
      await call("PUT", `${path}/integration/responses/${statusCode}`, response);
  }
}

/** The API's own settings. What the document does not say falls back to its default. */
function settings(definition: ApiDefinition): JsonObject[] {
  const { name, description, version, apiKeySource = "HEADER", binaryMediaTypes = [] } = definition;
  const values = {
    name,
    description,
    version,
    apiKeySource,
    binaryMediaTypes,
    minimumCompressionSize: definition.minimumCompressionSize ?? null,
  };
  return Object.entries(values).map(([member, value]) => ({ op: "replace", path: `/${member}`, value }));
}

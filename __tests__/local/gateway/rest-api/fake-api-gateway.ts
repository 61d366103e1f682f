import { emptyAnswer, jsonAnswer, parseObject, textIn, type JsonObject } from "../../../../local/gateway/answers";
import type { Forward, GatewayRequest, GatewayResponse } from "../../../../local/gateway/request";

/** A function of the fake account: gives a result, or throws. */
export type FakeFunction = (event: JsonObject) => unknown;

/** What the emulator serves of API Gateway and Lambda, in memory: resources by path, and functions by name. */
export class FakeApiGateway {
  readonly functions: Record<string, FakeFunction> = {};
  /** Policies of functions, by name and qualifier: statements. */
  readonly policies: Record<string, JsonObject[]> = {};
  readonly requests: GatewayRequest[] = [];
  /** The answer to a signed call of an API. */
  signed: GatewayResponse = {
    ...jsonAnswer(200, { userArn: "arn:aws:iam::1:user/ann" }),
    headers: { "x-local-identity": "1" },
  };
  /** What a function's call waits for. */
  invocationTakes: Promise<unknown> = Promise.resolve();
  /** The keys of user pools, by id. */
  readonly pools: Record<string, JsonObject> = {};
  readonly #kept = new Map<string, JsonObject>();
  #count = 0;

  readonly forward: Forward = async (request) => {
    this.requests.push(request);
    const path = decodeURIComponent(request.target.split("?")[0] ?? "");
    if (path.endsWith("/invocations")) await this.invocationTakes;
    if (request.service === "lambda") return this.#lambda(request, path);
    if (request.service === "apigateway") return this.#answer(request.method, path, parseObject(request.body));
    const pool = /^\/([\w-]+)\/\.well-known\/jwks\.json$/.exec(path)?.[1];
    return pool === undefined ? this.signed : jsonAnswer(200, this.pools[pool]);
  };

  /** What is kept under paths that begin so, by path. */
  kept(prefix: string): Record<string, JsonObject> {
    return Object.fromEntries([...this.#kept].filter(([path]) => path.startsWith(prefix)));
  }

  keep(path: string, value: JsonObject): void {
    this.#kept.set(path, value);
  }

  #lambda(request: GatewayRequest, path: string): GatewayResponse {
    const [, name = "", what = ""] = /^\/2015-03-31\/functions\/([^/]+)\/(\w+)$/.exec(path) ?? [];
    const qualifier = new URLSearchParams(request.target.split("?")[1]).get("Qualifier");
    const known = name.split(":")[6] ?? name;
    if (what === "policy") {
      const Statement = this.policies[qualifier === null ? known : `${known}:${qualifier}`];
      return Statement === undefined ? emptyAnswer(404) : jsonAnswer(200, { Policy: JSON.stringify({ Statement }) });
    }
    const called = this.functions[known];
    if (called === undefined) return emptyAnswer(404);
    try {
      return jsonAnswer(200, called(parseObject(request.body)) ?? null);
    } catch (error) {
      const failure = jsonAnswer(200, { errorMessage: error instanceof Error ? error.message : "" });
      return { ...failure, headers: { "x-amz-function-error": "Unhandled" } };
    }
  }

  #answer(method: string, path: string, body: JsonObject): GatewayResponse {
    if (method === "PUT" && /^\/restapis\/[^/]+$/.test(path)) return this.#unknown(path);
    switch (method) {
      case "POST":
        return this.#create(path, body);
      case "PUT":
        this.#kept.set(
          path,
          path.includes("/gatewayresponses/") ? { responseType: path.split("/").at(-1), ...body } : body,
        );
        return jsonAnswer(201, body);
      case "PATCH":
        return this.#update(path, body);
      case "DELETE":
        for (const kept of this.#kept.keys()) if (kept === path || kept.startsWith(`${path}/`)) this.#kept.delete(kept);
        return emptyAnswer(202);
      default:
        return this.#read(path);
    }
  }

  #create(path: string, body: JsonObject): GatewayResponse {
    const id = `id${String((this.#count += 1))}`;
    const parent = /^(\/restapis\/[^/]+\/resources)\/([^/]+)$/.exec(path);
    if (parent !== null) {
      const [, resources = "", parentId = ""] = parent;
      const above = textIn(this.#kept.get(`${resources}/${parentId}`)?.["path"]);
      const resource = { id, parentId, path: `${above === "/" ? "" : above}/${textIn(body["pathPart"])}` };
      this.#kept.set(`${resources}/${id}`, resource);
      return jsonAnswer(201, resource);
    }
    const name = path.endsWith("/models")
      ? body["name"]
      : (body["stageName"] ?? body["domainName"] ?? body["basePath"] ?? body["keyId"]);
    const key = textIn(name) || id;
    const made: JsonObject = { id: key, ...(path === "/apikeys" ? { value: `value-of-${key}` } : {}), ...body };
    this.#kept.set(`${path}/${key}`, made);
    if (path === "/restapis") this.#kept.set(`/restapis/${id}/resources/top`, { id: "top", path: "/" });
    return jsonAnswer(201, made);
  }

  /** As the emulator does: a value is put where the path says, as it stands. */
  #update(path: string, body: JsonObject): GatewayResponse {
    const before = this.#kept.get(path);
    if (before === undefined) return this.#unknown(path);
    for (const operation of body["patchOperations"] as JsonObject[]) {
      const member = textIn(operation["path"]).slice(1);
      if (operation["op"] === "remove") Reflect.deleteProperty(before, member);
      else before[member] = operation["value"];
    }
    return jsonAnswer(200, before);
  }

  #read(path: string): GatewayResponse {
    const one = this.#kept.get(path);
    if (one !== undefined) return jsonAnswer(200, one);
    if (path === "/account") return jsonAnswer(200, {});
    if (!/(s|apikeys|keys)$/.test(path)) return jsonAnswer(404, { message: "Invalid identifier specified" });
    const depth = path.split("/").length + 1;
    const item = Object.entries(this.kept(`${path}/`))
      .filter(([kept]) => kept.split("/").length === depth)
      .map(([kept, value]) =>
        path.endsWith("/resources") ? { ...value, resourceMethods: this.#methods(kept) } : value,
      );
    return jsonAnswer(200, { item });
  }

  #methods(resource: string): JsonObject {
    const kept = this.kept(`${resource}/methods/`);
    const depth = resource.split("/").length + 2;
    const methods: JsonObject = {};
    for (const [path, method] of Object.entries(kept)) {
      if (path.split("/").length !== depth) continue;
      const integrationResponses: JsonObject = {};
      for (const [key, value] of Object.entries(this.kept(`${path}/integration/responses/`)))
        integrationResponses[lastOf(key)] = { statusCode: lastOf(key), ...value };
      const methodIntegration = { ...kept[`${path}/integration`], integrationResponses };
      methods[lastOf(path)] = { ...method, methodIntegration };
    }
    return methods;
  }

  #unknown(path: string): GatewayResponse {
    return jsonAnswer(404, { message: `Unknown API Gateway v1 path: ${path}` });
  }
}

/** The last part of a path. */
function lastOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

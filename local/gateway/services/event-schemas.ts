import { emptyAnswer, errorAnswer, jsonAnswer, objectIn, parseObject, textIn, type JsonObject } from "../answers";
import type { Correction, CorrectionContext } from "../correction";
import { iso8601 } from "../ports";
import type { GatewayRequest, GatewayResponse } from "../request";
import { pathOf } from "../request";

interface Registry {
  readonly description: string;
  readonly schemas: Map<string, Schema>;
}

interface Schema {
  readonly type: string;
  readonly description: string;
  /** The content of each version, the first at 0. */
  readonly versions: readonly { readonly content: string; readonly at: string }[];
}

/** Kinds of schemas that EventBridge takes. */
const TYPES = ["OpenApi3", "JSONSchemaDraft4"];

/** EventBridge's schema registries, which the emulator does not have: kept and given back. Nothing is discovered and no code is made. */
export function eventSchemas({ account, clock }: Pick<CorrectionContext, "account" | "clock">): Correction {
  // By Region and name; tags by ARN.
  const registries = new Map<string, Registry>();
  const tags = new Map<string, JsonObject>();
  return {
    subject: "EventBridge schema registries",
    service: "schemas",
    handle: async (request) => {
      const path = decodeURIComponent(pathOf(request.target));
      if (path.startsWith("/tags/")) return answerTags(request, path.slice("/tags/".length));
      const [, name, , schema, rest] =
        /^\/v1\/registries\/name\/([^/]+)(\/schemas\/name\/([^/]+))?(\/.+)?$/.exec(path) ?? [];
      if (name === undefined || rest !== undefined) return notServed(request);
      return schema === undefined ? answerRegistry(request, name) : answerSchema(request, name, schema);
    },
  };

  function answerRegistry(request: GatewayRequest, name: string): GatewayResponse {
    const key = `${request.region}/${name}`;
    const arn = `arn:aws:schemas:${request.region}:${account}:registry/${name}`;
    const known = registries.get(key);
    const input = parseObject(request.body);
    switch (request.method) {
      case "POST":
        if (known !== undefined) return conflict(request, `registry ${name}`);
        registries.set(key, { description: textIn(input["Description"]), schemas: new Map() });
        tags.set(arn, objectIn(input["tags"]));
        break;
      case "PUT":
        if (known !== undefined) registries.set(key, { ...known, description: textIn(input["Description"]) });
        break;
      case "DELETE":
        if (known !== undefined && known.schemas.size > 0)
          return errorAnswer(request, 400, "BadRequestException", `Registry ${name} still has schemas.`);
        if (registries.delete(key)) return emptyAnswer(204);
        break;
      case "GET":
        break;
      default:
        return notServed(request);
    }
    const found = registries.get(key);
    if (found === undefined) return notFound(request, `registry ${name}`);
    const status = request.method === "POST" ? 201 : 200;
    return jsonAnswer(status, {
      RegistryName: name,
      RegistryArn: arn,
      Description: found.description,
      tags: tags.get(arn),
    });
  }

  function answerSchema(request: GatewayRequest, registryName: string, name: string): GatewayResponse {
    const registry = registries.get(`${request.region}/${registryName}`);
    if (registry === undefined) return notFound(request, `registry ${registryName}`);
    const arn = `arn:aws:schemas:${request.region}:${account}:schema/${registryName}/${name}`;
    const known = registry.schemas.get(name);
    const input = parseObject(request.body);
    const at = iso8601(clock());
    switch (request.method) {
      case "POST": {
        if (known !== undefined) return conflict(request, `schema ${name}`);
        const type = textIn(input["Type"]);
        const content = textIn(input["Content"]);
        if (!TYPES.includes(type) || !isJson(content))
          return errorAnswer(
            request,
            400,
            "BadRequestException",
            `Schema ${name} is no JSON, or "${type}" is none of ${TYPES.join(", ")}.`,
          );
        registry.schemas.set(name, { type, description: textIn(input["Description"]), versions: [{ content, at }] });
        tags.set(arn, objectIn(input["tags"]));
        break;
      }
      case "PUT":
        if (known !== undefined) registry.schemas.set(name, changed(known, input, at));
        break;
      case "DELETE":
        if (registry.schemas.delete(name)) return emptyAnswer(204);
        break;
      case "GET":
        break;
      default:
        return notServed(request);
    }
    const schema = registry.schemas.get(name);
    const latest = schema?.versions.at(-1);
    if (schema === undefined || latest === undefined) return notFound(request, `schema ${name}`);
    return jsonAnswer(request.method === "POST" ? 201 : 200, {
      SchemaName: name,
      SchemaArn: arn,
      SchemaVersion: String(schema.versions.length),
      Type: schema.type,
      Description: schema.description,
      LastModified: latest.at,
      VersionCreatedDate: latest.at,
      ...(request.method === "GET" ? { Content: latest.content } : {}),
      tags: tags.get(arn),
    });
  }

  function answerTags(request: GatewayRequest, arn: string): GatewayResponse {
    if (!tags.has(arn)) return notFound(request, arn);
    if (request.method === "GET") return jsonAnswer(200, { tags: tags.get(arn) });
    if (request.method === "POST") tags.set(arn, { ...tags.get(arn), ...objectIn(parseObject(request.body)["tags"]) });
    else {
      const removed = new Set(new URLSearchParams(request.target.split("?")[1]).getAll("tagKeys"));
      tags.set(arn, Object.fromEntries(Object.entries(tags.get(arn) ?? {}).filter(([key]) => !removed.has(key))));
    }
    return emptyAnswer(204);
  }
}

/** A schema after an update: other content is a new version. */
function changed(schema: Schema, input: JsonObject, at: string): Schema {
  const content = textIn(input["Content"]);
  const isNew = content !== "" && content !== schema.versions.at(-1)?.content;
  return {
    type: textIn(input["Type"]) || schema.type,
    description: "Description" in input ? textIn(input["Description"]) : schema.description,
    versions: isNew ? [...schema.versions, { content, at }] : schema.versions,
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function notFound(request: GatewayRequest, what: string): GatewayResponse {
  return errorAnswer(request, 404, "NotFoundException", `There is no ${what}.`);
}

function conflict(request: GatewayRequest, what: string): GatewayResponse {
  return errorAnswer(request, 409, "ConflictException", `There is a ${what} already.`);
}

function notServed(request: GatewayRequest): GatewayResponse {
  return errorAnswer(
    request,
    400,
    "BadRequestException",
    `The embedded AWS does not serve schemas ${request.operation}.`,
  );
}

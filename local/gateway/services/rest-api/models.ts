import { createHash } from "node:crypto";
import type { JsonObject } from "../../answers";
import { objectIn, textIn } from "../../answers";

/**
 * Words of JSON Schema draft 4 that a model may use ("Amazon API Gateway important notes": discriminator, example, exclusiveMinimum and
 * readOnly are not supported; nullable is OpenAPI's own). The others fail the import, or are ignored on AWS.
 */
const KEYWORDS = new Set([
  ...["$ref", "$schema", "title", "description", "default", "type", "enum", "format"],
  ...["properties", "patternProperties", "additionalProperties", "required", "minProperties", "maxProperties"],
  ...["items", "additionalItems", "minItems", "maxItems", "uniqueItems"],
  ...["minimum", "maximum", "multipleOf", "minLength", "maxLength", "pattern"],
  ...["allOf", "anyOf", "oneOf", "not", "dependencies", "definitions"],
]);
/** Keywords whose value is a schema, a list of schemas, or schemas by name. */
const SCHEMA = ["items", "additionalProperties", "additionalItems", "not"];
const SCHEMAS = ["allOf", "anyOf", "oneOf"];
const NAMED_SCHEMAS = ["properties", "patternProperties", "definitions"];

const REFERENCE = /^#\/components\/schemas\/(.+)$/;
/** Names of models (CreateModel: letters and digits). */
const MODEL_NAME = /^[a-zA-Z0-9]+$/;

/** The models of a document: those of `components.schemas`, and one for each schema that stands in a body itself. */
export class Models {
  readonly #models: Record<string, JsonObject> = {};
  readonly #faults: string[];

  constructor(schemas: JsonObject, faults: string[]) {
    this.#faults = faults;
    for (const [name, schema] of Object.entries(schemas)) {
      if (!MODEL_NAME.test(name)) faults.push(`model name "${name}" has other characters than letters and digits`);
      this.#models[name] = objectIn(schema);
    }
    for (const [name, schema] of Object.entries(this.#models))
      this.#faults.push(...schemaFaults(schema, `model ${name}`, this.#models));
  }

  /** The name of the model that a body's schema stands for; undefined where it names none that is there. */
  nameOf(schema: JsonObject, where: string): string | undefined {
    const named = REFERENCE.exec(textIn(schema["$ref"]))?.[1];
    if (named !== undefined) {
      if (this.#models[named] !== undefined) return named;
      this.#faults.push(`${where}: there is no model ${named}`);
      return undefined;
    }
    const name = `MODEL${createHash("sha256").update(JSON.stringify(schema)).digest("hex").slice(0, 10)}`;
    if (this.#models[name] === undefined) this.#faults.push(...schemaFaults(schema, where, this.#models));
    this.#models[name] = schema;
    return name;
  }

  all(): Readonly<Record<string, JsonObject>> {
    return this.#models;
  }
}

/** What API Gateway would refuse in a model. */
function schemaFaults(schema: JsonObject, where: string, models: Readonly<Record<string, JsonObject>>): string[] {
  const faults: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const node = objectIn(value);
    const unknown = Object.keys(node).filter((word) => !KEYWORDS.has(word) && !word.startsWith("x-"));
    if (unknown.length > 0)
      faults.push(`${where}: Invalid model schema specified. Unsupported keyword(s): ${JSON.stringify(unknown)}`);
    if (typeof node["$ref"] === "string") {
      const name = REFERENCE.exec(node["$ref"])?.[1];
      if (name === undefined || models[name] === undefined) faults.push(`${where}: ${node["$ref"]} is no model`);
    }
    for (const word of SCHEMA) (Array.isArray(node[word]) ? (node[word] as unknown[]) : [node[word]]).forEach(visit);
    for (const word of SCHEMAS) if (Array.isArray(node[word])) (node[word] as unknown[]).forEach(visit);
    for (const word of NAMED_SCHEMAS) Object.values(objectIn(node[word])).forEach(visit);
  };
  visit(schema);
  return faults;
}

/** The address by which a model of an API refers to another (Models and mapping templates: canonical form). */
export function modelAddress(apiId: string, name: string): string {
  return `https://apigateway.amazonaws.com/restapis/${apiId}/models/${name}`;
}

/** A model as it is stored: its references in canonical form. */
export function storedModel(apiId: string, schema: JsonObject): string {
  return JSON.stringify({ $schema: "http://json-schema.org/draft-04/schema#", ...schema }, (key, value: unknown) => {
    const name = key === "$ref" ? REFERENCE.exec(textIn(value))?.[1] : undefined;
    return name === undefined ? value : modelAddress(apiId, name);
  });
}

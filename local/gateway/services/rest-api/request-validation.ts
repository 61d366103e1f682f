import { Ajv, type ErrorObject } from "ajv";
import formats from "ajv-formats";
import type { JsonObject } from "../../answers";

/** Checks a body, as sent; undefined where it is right, else what `$context.error.validationErrorString` says. */
export type BodyCheck = (body: string) => string | undefined;

/** Checks of bodies by a model's address; the models may refer to each other. */
export function bodyChecks(schemas: Readonly<Record<string, JsonObject>>): (address: string) => BodyCheck {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  formats(ajv);
  for (const [address, { $schema: _draft4, ...schema }] of Object.entries(schemas)) ajv.addSchema(schema, address);
  return (address) => (body) => {
    let value: unknown;
    try {
      value = JSON.parse(body);
    } catch {
      return "[]";
    }
    if (ajv.validate(address, value)) return undefined;
    return `[${(ajv.errors ?? []).map(sentence).join(", ")}]`;
  };
}

/** API Gateway's words for what is wrong with a body, for the commonest; no value is repeated. */
function sentence({ keyword, params, message }: ErrorObject): string {
  switch (keyword) {
    case "required":
      return `object has missing required properties (["${String(params["missingProperty"])}"])`;
    case "additionalProperties":
      return `object instance has properties which are not allowed by the schema: ["${String(params["additionalProperty"])}"]`;
    case "type":
      return `instance type does not match any allowed primitive type (allowed: ["${String(params["type"])}"])`;
    default:
      return message ?? keyword;
  }
}

/** What a request has that validators look at. */
export interface ValidatedRequest {
  readonly header: (name: string) => string | undefined;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Names of the required parameters that a request lacks, in the order of their declaration. */
export function missingParameters(
  declared: Readonly<Record<string, boolean>>,
  { header, query, pathParameters }: ValidatedRequest,
): string[] {
  return Object.entries(declared).flatMap(([address, required]) => {
    const [, , location, ...rest] = address.split(".");
    const name = rest.join(".");
    const value =
      location === "header" ? header(name) : location === "querystring" ? query[name]?.at(-1) : pathParameters[name];
    return required && (value ?? "") === "" ? [name] : [];
  });
}

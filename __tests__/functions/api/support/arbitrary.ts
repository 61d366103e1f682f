import fc from "fast-check";
import { isTree, type Tree, treeOf } from "../../../../tools/openapi/document";
import { listOf } from "../../../../tools/openapi/operations";

/** An amount in a generated body: its decimal text, written as a number token. */
export class Decimal {
  constructor(readonly text: string) {}
}

/** Values that a schema of the document takes, request side; amounts as `Decimal`, in whole units of any currency. */
export function valueOf(schema: Tree): fc.Arbitrary<unknown> {
  const { type, enum: values, pattern, format, items, minimum, maximum } = schema;
  if (Array.isArray(values)) return fc.constantFrom(...(values as unknown[]));
  if (format === "decimal") return fc.integer({ min: 1, max: 999_999_999 }).map((whole) => new Decimal(String(whole)));
  if (format === "date-time")
    return fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((date) => date.toISOString());
  if (format === "uri") return fc.webUrl({ validSchemes: ["https"] }).filter((url) => url.length <= 2048);
  if (pattern === "^[A-Z]{3}$") return fc.constantFrom("USD", "EUR", "JPY", "KWD");
  if (typeof pattern === "string") {
    const { maxLength = Number.POSITIVE_INFINITY } = schema as { maxLength?: number };
    return fc.stringMatching(new RegExp(pattern)).filter((text) => text.length <= maxLength);
  }
  if (type === "string") return fc.string();
  if (type === "integer") return fc.integer({ min: numberOr(minimum, -1000), max: numberOr(maximum, 1000) });
  if (type === "boolean") return fc.boolean();
  if (type === "array") return fc.uniqueArray(valueOf(treeOf(items, "items")), { minLength: 1, maxLength: 5 });
  return objectOf(schema);
}

const numberOr = (value: unknown, otherwise: number): number => (typeof value === "number" ? value : otherwise);

function objectOf(schema: Tree): fc.Arbitrary<Record<string, unknown>> {
  const properties = isTree(schema["properties"]) ? schema["properties"] : {};
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, field]) => [name, valueOf(treeOf(field, name))]),
  );
  const requiredKeys = listOf(schema["required"]).map(String);
  const { minProperties = 0 } = schema as { minProperties?: number };
  return fc.record(fields, { requiredKeys }).filter((object) => Object.keys(object).length >= minProperties);
}

/** JSON with the amounts as number tokens. */
export function jsonOf(value: unknown): string {
  if (value instanceof Decimal) return value.text;
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(",")}]`;
  if (!isTree(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, field]) => `${JSON.stringify(name)}:${jsonOf(field)}`)
    .join(",")}}`;
}

import { isLosslessNumber } from "lossless-json";
import { isTree, type Tree, treeOf } from "../document";
import { listOf } from "../operations";
import { html, type Html, inline } from "./html";

/** A row of a table of fields. */
export interface FieldRow {
  /** Its path, such as `card.exp_month` or `data[].status`. */
  readonly name: string;
  readonly required: boolean;
  readonly schema: Tree;
}

/** All fields of an object's schema, those within objects and lists after their own; a resource's own stand with it. */
export function fieldRows(schema: Tree, path = ""): FieldRow[] {
  const whole = merged(schema);
  const required = [...listOf(whole["required"]), ...listOf(whole["x-required"])];
  return Object.entries(isTree(whole["properties"]) ? whole["properties"] : {}).flatMap(([name, written]) => {
    const field = merged(treeOf(written, name));
    const row = { name: path === "" ? name : `${path}.${name}`, required: required.includes(name), schema: field };
    const items = isTree(field["items"]) ? merged(field["items"]) : undefined;
    const inside = items ? { schema: items, path: `${row.name}[]` } : { schema: field, path: row.name };
    return [row, ...(resourceOf(inside.schema) === undefined ? fieldRows(inside.schema, inside.path) : [])];
  });
}

/** The name of an object that has one, and a section of its own. */
export function resourceOf(schema: Tree): string | undefined {
  const name = schema["x-schema"];
  return typeof name === "string" && isTree(merged(schema)["properties"]) ? name : undefined;
}

/** A schema of all that `allOf` says together. */
function merged(schema: Tree): Tree {
  const { allOf, ...rest } = schema;
  if (!Array.isArray(allOf)) return schema;
  const parts = allOf.map((part) => merged(treeOf(part, "allOf")));
  const properties = Object.assign({}, ...parts.map((part) => part["properties"] ?? {})) as Tree;
  const required = parts.flatMap((part) => listOf(part["required"]));
  return { type: "object", properties, required, ...rest };
}

/** A table of fields: names, types, rules. */
export function fieldTable(rows: readonly FieldRow[], caption: string): Html | undefined {
  if (rows.length === 0) return undefined;
  return html`<table>
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">Field</th>
        <th scope="col">Type</th>
        <th scope="col">What it is</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(tableRow)}
    </tbody>
  </table> `;
}

function tableRow({ name, required, schema }: FieldRow): Html {
  const mark = required ? html` <span class="required">required</span>` : undefined;
  return html`<tr>
    <th scope="row"><code>${name}</code>${mark}</th>
    <td>${typeCell(schema)}</td>
    <td>${inline(descriptionOf(schema))}${rulesOf(schema)}</td>
  </tr> `;
}

function descriptionOf(schema: Tree): string | undefined {
  return typeof schema["description"] === "string" ? schema["description"].trim() : undefined;
}

function typeCell(schema: Tree): Html {
  const { type, items } = schema;
  if (type === "array" && isTree(items)) return html`list of ${typeCell(merged(items))}`;
  const name = resourceOf(schema);
  return name === undefined ? html`${typeOf(schema)}` : html`<a href="#resource-${name}">${name}</a>`;
}

function typeOf(schema: Tree): string {
  const { type, format } = schema;
  if (format === "decimal") return "decimal number";
  if (format === "date-time") return "moment";
  return typeof type === "string" ? type : "any";
}

/** The rules that a schema keeps, each in a few words. */
function rulesOf(schema: Tree): Html[] {
  const rules: Html[] = [];
  const items = isTree(schema["items"]) ? merged(schema["items"]) : {};
  const values = listOf(schema["enum"]);
  if (values.length > 0) rules.push(html`One of ${joined(values)}.`);
  for (const { "x-allowed": allowed } of [schema, items])
    if (typeof allowed === "string") rules.push(html`${sentence(allowed)}`);
  if (schema["default"] !== undefined) rules.push(html`Default: <code>${text(schema["default"])}</code>.`);
  const { minimum, maximum, format, maxLength } = schema;
  if (format !== "decimal" && minimum !== undefined && maximum !== undefined) {
    rules.push(html`${text(minimum)} to ${text(maximum)}.`);
  }
  if (maxLength !== undefined) rules.push(html`At most ${text(maxLength)} characters.`);
  return rules.map((rule) => html` <span class="rule">${rule}</span>`);
}

function sentence(allowed: string): string {
  return `${allowed.slice(0, 1).toUpperCase()}${allowed.slice(1)}${allowed.endsWith(".") ? "" : "."}`;
}

function joined(values: readonly unknown[]): Html[] {
  return values.map((value, index) => html`${index > 0 ? ", " : ""}<code>${text(value)}</code>`);
}

function text(value: unknown): string {
  if (isLosslessNumber(value)) return value.value;
  return typeof value === "string" ? value : JSON.stringify(value);
}

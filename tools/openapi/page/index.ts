import { PROBLEM_CODES, statusOf, titleOf } from "../../../functions/api/problem";
import { resolved, type Tree, treeOf } from "../document";
import { listOf, type OperationEntry, textOf } from "../operations";
import { fieldRows, fieldTable, resourceOf } from "./fields";
import { html, type Html, prose } from "./html";
import { operationSection } from "./operation";
import { STYLE } from "./style";

/** The reference page of the API: one file without scripts, and nothing that it asks from elsewhere. */
export function page(document: Tree, operations: readonly OperationEntry[]): string {
  const info = treeOf(document["info"], "info");
  const title = textOf(info["title"], "info.title");
  const groups = listOf(document["tags"]).map((tag) => groupOf(treeOf(tag, "tags"), operations));
  const body = html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="generator" content="tools/openapi/main.ts" />
        <title>${title}: API reference</title>
        <style>
          ${{ markup: STYLE }}
        </style>
      </head>
      <body>
        <nav aria-label="Operations">
          <p><strong>${title}</strong> ${textOf(info["version"], "info.version")}</p>
          ${groups.map(contents)}
          <p><a href="#resources">Resources</a></p>
          <p><a href="#errors">Errors</a></p>
        </nav>
        <main>
          <h1>${title}: API reference</h1>
          ${prose(textOf(info["description"], "info.description"))}${groups.map(groupSection)}${resources(document)}${errors()}
        </main>
      </body>
    </html> `;
  return body.markup;
}

interface Group {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly operations: readonly OperationEntry[];
}

function groupOf(tag: Tree, operations: readonly OperationEntry[]): Group {
  const name = textOf(tag["name"], "tag name");
  const description = textOf(tag["description"], `tag ${name}`);
  const id = name.toLowerCase().replaceAll(/[^a-z]+/g, "-");
  return { id, name, description, operations: operations.filter((operation) => operation.tag === name) };
}

function contents({ id, name, operations }: Group): Html {
  const entries = operations.map((operation) => html`<li><a href="#${operation.id}">${operation.summary}</a></li> `);
  return html`<p><a href="#${id}">${name}</a></p>
    <ul>
      ${entries}
    </ul> `;
}

function groupSection({ id, name, description, operations }: Group): Html {
  return html`<section id="${id}">
    <h2>${name}</h2>
    ${prose(description)}${operations.map(operationSection)}
  </section> `;
}

/** The objects that have a name, each once. */
function resources(document: Tree): Html {
  const schemas = treeOf(treeOf(document["components"], "components")["schemas"], "schemas");
  const sections = Object.keys(schemas)
    .sort()
    .map((name) => treeOf(resolved(document, { $ref: `#/components/schemas/${name}` }), name))
    .map((schema) => ({ schema, name: resourceOf(schema) }))
    .filter(({ name }) => name !== undefined)
    .map(({ schema, name = "" }) => resource(schema, name));
  return html`<section id="resources">
    <h2>Resources</h2>
    ${sections}
  </section> `;
}

function resource(schema: Tree, name: string): Html {
  const description = typeof schema["description"] === "string" ? schema["description"] : undefined;
  return html`<section id="resource-${name}">
    <h3>${name}</h3>
    ${prose(description)}${fieldTable(fieldRows(schema), "Fields")}
  </section> `;
}

function errors(): Html {
  const rows = PROBLEM_CODES.map(
    (code) =>
      html`<tr>
        <th scope="row"><code>${code}</code></th>
        <td>${statusOf(code)}</td>
        <td>${titleOf(code)}.</td>
      </tr> `,
  );
  return html`<section id="errors">
    <h2>Errors</h2>
    <p>
      Every operation may answer by those that tell of the request itself (400, 413, 415), of who asks (401, 403, 429)
      and of ourselves (500, 503).
    </p>
    <table>
      <thead>
        <tr>
          <th scope="col">Code</th>
          <th scope="col">Status</th>
          <th scope="col">What it means</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section> `;
}

import { stringify } from "lossless-json";
import { PROBLEM_CODES, statusOf, titleOf } from "../../../functions/api/problem";
import { ToolError } from "../../shared/errors";
import type { Answer, Body, OperationEntry, Parameter } from "../operations";
import { fieldRows, fieldTable, resourceOf } from "./fields";
import { html, type Html, inline, prose } from "./html";

const BASE = "https://api.example.com/prod";

/** The section of one operation: what it does, a call, its fields, its answers, its errors. */
export function operationSection(operation: OperationEntry): Html {
  const { id, method, path, summary, description, parameters, body, answers, errors } = operation;
  const parameterRows = parameters.map((parameter) => ({ ...parameter, name: placeOf(parameter) }));
  const bodyRows = body && !operation.raw ? fieldRows(body.schema) : [];
  return html`<section id="${id}">
    <h3>${summary}</h3>
    <p class="call"><span class="method ${method.toLowerCase()}">${method}</span> <code>${path}</code></p>
    ${prose(description)}${marks(operation)}
    <pre><code>${curl(operation)}</code></pre>
    ${moreExamples(body)}${fieldTable(parameterRows, "Parameters")}${fieldTable(bodyRows, "Fields of the body")}
    <h4>Answers</h4>
    ${answers.filter(({ status }) => status !== "default").map((answer) => answerOf(answer))}${errorTable(errors, id)}
  </section> `;
}

const placeOf = ({ name, in: place }: Parameter): string =>
  place === "header" ? `${name}:` : place === "query" ? `?${name}` : name;

function marks({ money, cardData, secured }: OperationEntry): Html {
  const access = !secured
    ? "Open to whoever signs: no API key."
    : money
      ? "An API key; in staging and prod also IAM, Cognito or a JWT."
      : "An API key.";
  const card = cardData ? html` A card number passes: nothing of the request is logged.` : undefined;
  return html`<p class="access">${access}${card}</p> `;
}

/** A call that can be copied: the first example of the body. */
export function curl({ method, path, parameters, body, secured, raw }: OperationEntry): string {
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => exampleOf(parameters, name));
  const data = body?.examples[0]?.value;
  const lines = [
    `curl ${method === "GET" ? "" : `-X ${method} `}${BASE}${url}`,
    ...(secured ? ['-H "x-api-key: $API_KEY"'] : []),
    ...(raw ? ['-H "webhook-signature: ..."'] : []),
    ...(data === undefined
      ? []
      : ['-H "Content-Type: application/json"', `-d '${json(data).replaceAll("'", "'\\''")}'`]),
  ];
  return lines.join(" \\\n  ");
}

function exampleOf(parameters: readonly Parameter[], name: string): string {
  const example = parameters.find((parameter) => parameter.in === "path" && parameter.name === name)?.example;
  if (typeof example === "string") return encodeURIComponent(example);
  throw new ToolError(`${name}: a path parameter must have an example.`);
}

function moreExamples(body: Body | undefined): Html[] {
  return (body?.examples.slice(1) ?? []).map(
    ({ name, summary, value }) =>
      html`<details>
        <summary>${summary ?? name}</summary>
        <pre><code>${json(value)}</code></pre>
      </details> `,
  );
}

function answerOf({ status, description, headers, body }: Answer): Html {
  const name = body && resourceOf(body.schema);
  const table =
    name === undefined
      ? fieldTable(body ? fieldRows(body.schema) : [], `Fields of ${status}`)
      : html`<p>A <a href="#resource-${name}">${name}</a>.</p> `;
  const shown = headers.filter((name) => name !== "x-request-id");
  const examples = (body?.examples ?? []).map(
    ({ summary, value }) =>
      html`${summary === undefined ? undefined : html`<p>${summary}:</p> `}
        <pre><code>${json(value)}</code></pre> `,
  );
  return html`<details>
    <summary><strong>${status}</strong> ${inline(description)}</summary>
    ${shown.length > 0 ? html`<p>Headers: ${shown.join(", ")}.</p> ` : undefined}${examples}${table}
  </details> `;
}

function errorTable(errors: readonly string[], id: string): Html | undefined {
  if (errors.length === 0) return undefined;
  const rows = errors.map((error) => {
    const code = PROBLEM_CODES.find((each) => each === error);
    if (code === undefined)
      throw new ToolError(`${id}: x-errors names ${error}, which functions/api/problem.ts does not have.`);
    return html`<tr>
      <th scope="row"><code>${code}</code></th>
      <td>${statusOf(code)}</td>
      <td>${titleOf(code)}.</td>
    </tr> `;
  });
  return html`<table>
    <caption>
      Its own errors
    </caption>
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
  </table> `;
}

function json(value: unknown): string {
  return stringify(value, undefined, 2) ?? "";
}

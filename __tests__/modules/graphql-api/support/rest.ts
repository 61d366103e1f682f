/** The REST API's document, as a comparison with the schema needs it. */
import { readDocument, type Tree, withPlainNumbers } from "../../../../tools/openapi/document";
import { type OperationEntry, operationsOf } from "../../../../tools/openapi/operations";
import { withoutAliases } from "../../../../tools/openapi/request-schema";
import { repositoryRoot } from "../../../../tools/shared/root";

const entries = operationsOf(readDocument(repositoryRoot()));

/** All operations of the REST API. */
export const OPERATIONS: readonly OperationEntry[] = entries;

/** An operation by its id. */
export function operationNamed(id: string): OperationEntry {
  const found = entries.find((entry) => entry.id === id);
  if (!found) throw new Error(`${id} is no operation of the document.`);
  return found;
}

/** The schema of a request's body, without other names of fields. */
export function bodySchema({ body }: OperationEntry): Tree {
  return withPlainNumbers(withoutAliases(body?.schema ?? { type: "object", properties: {} })) as Tree;
}

/** The schema of what an operation answers where all went well. */
export function answerSchema({ answers }: OperationEntry): Tree {
  return answers.find(({ status }) => status.startsWith("2"))?.body?.schema ?? {};
}

/** What the document gives as an example of it, amounts as the number tokens that functions answer with. */
export function exampleAnswer({ answers }: OperationEntry): object {
  return answers.find(({ status }) => status.startsWith("2"))?.body?.examples[0]?.value as object;
}

/** A schema that stands in a list of one, with a description of its own. */
export function plain(schema: Tree): Tree {
  const { allOf, ...more } = schema;
  return Array.isArray(allOf) ? { ...plain(allOf[0] as Tree), ...more } : schema;
}

export const camel = (name: string): string =>
  name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

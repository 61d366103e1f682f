import Ajv from "ajv";
import addFormats from "ajv-formats";
import { mapTree, readDocument, type Tree, treeOf, withPlainNumbers } from "../../../../tools/openapi/document";
import { listOf, operationsOf } from "../../../../tools/openapi/operations";
import { repositoryRoot } from "../../../../tools/shared/root";

const operations = operationsOf(readDocument(repositoryRoot()));

/**
 * What is wrong with an answer's body by the API's document, which is read as strictly as can be: no field that it does not
 * name. An answer that the document does not have for the operation is a fault too.
 *
 * @param body parsed JSON.
 */
export function answerFaults(operationId: string, status: number, body: unknown): readonly unknown[] {
  const operation = operations.find(({ id }) => id === operationId);
  if (!operation) return [`${operationId}: is no operation of the document`];
  const exact = operation.answers.find((answer) => answer.status === String(status));
  const answer = exact ?? (status >= 400 ? operation.answers.find((each) => each.status === "default") : undefined);
  if (!answer) return [`${operationId}: has no answer ${status}`];
  return answer.body ? schemaFaults(answer.body.schema, body) : [];
}

/** What is wrong with a value by a schema of the document. */
export function schemaFaults(schema: Tree, value: unknown): readonly unknown[] {
  const ajv = new Ajv({ allErrors: true, strict: true, strictSchema: false, formats: { decimal: true } });
  addFormats(ajv);
  const validate = ajv.compile(closed(schema));
  return validate(withPlainNumbers(value)) ? [] : (validate.errors ?? []);
}

/** A schema whose objects have no field that it does not name. */
function closed(schema: Tree): Tree {
  const whole = mapTree(withPlainNumbers(schema), (tree) => {
    const { allOf, ...rest } = tree;
    const parts = listOf(allOf).map((part) => treeOf(part, "allOf"));
    const properties = Object.assign({}, rest["properties"] ?? {}, ...parts.map((part) => part["properties"])) as Tree;
    const required = [rest, ...parts].flatMap((part) => listOf(part["required"]));
    if (Object.keys(properties).length === 0) return rest;
    return { additionalProperties: false, ...rest, type: "object", properties, required };
  });
  return treeOf(whole, "schema");
}

import fc from "fast-check";
import { readDocument, type Tree, treeOf, withPlainNumbers } from "../../../tools/openapi/document";
import { listOf, type OperationEntry, operationsOf } from "../../../tools/openapi/operations";
import { withoutAliases } from "../../../tools/openapi/request-schema";
import { repositoryRoot } from "../../../tools/shared/root";
import { looksLikeCardNumber } from "../../../functions/shared/card-number-guard";
import { jsonOf, valueOf } from "../../functions/api/support/arbitrary";

import type { Platform } from "./platform";

/** A request that an operation must refuse. */
export interface InvalidRequest {
  readonly operation: string;
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/**
 * For every operation with a body that a deployed function serves, requests generated from the document and made wrong in
 * one way each; the same at each run.
 */
export function invalidRequests({ outputs }: Platform): InvalidRequest[] {
  const deployed = Object.values(outputs).join(" ");
  const operations = operationsOf(readDocument(repositoryRoot())).filter(
    (operation) => !operation.raw && deployed.includes(`:function:${operation.function}-`),
  );
  return operations.flatMap((operation) => (operation.body ? madeWrong(operation, operation.body.schema) : []));
}

function madeWrong(
  { id, method, path, parameters, body: documented }: OperationEntry,
  written: Tree,
): InvalidRequest[] {
  const schema = treeOf(withPlainNumbers(withoutAliases(written)), "schema");
  const [good = {}] = fc.sample(
    (valueOf(schema) as fc.Arbitrary<Record<string, unknown>>).filter((each) => !looksLikeCardNumber(jsonOf(each))),
    { numRuns: 1, seed: 4 },
  );
  const [missing] = listOf(schema["required"]).map(String);
  const wrong: Record<string, string> = {
    "a field that it does not have": jsonOf({ ...good, no_such: 1 }),
    "a card number where none belongs": jsonOf({ ...good, note: "4242 4242 4242 4242" }),
    "no JSON": jsonOf(good).slice(0, -1),
    "a list": "[]",
    ...(Object.keys(good).length > 0 && {
      "fields of another type": jsonOf(Object.fromEntries(Object.keys(good).map((name) => [name, true]))),
    }),
    ...(missing !== undefined && {
      "a field is missing": jsonOf(Object.fromEntries(Object.entries(good).filter(([name]) => name !== missing))),
    }),
    ...(documented?.required === true && { "no body": "" }),
  };
  const address = parameters.reduce((text, { name, example }) => text.replace(`{${name}}`, String(example)), path);
  return Object.entries(wrong).map(([what, body]) => ({ operation: id, what, method, path: address, body }));
}

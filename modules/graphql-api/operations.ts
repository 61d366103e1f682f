import { apiDocument, servedOperations } from "../api";

/** The deployed name of the function that serves an operation of the REST API, and so the GraphQL field of its name. */
export function servedBy(operationId: string): string {
  const found = servedOperations(apiDocument(), { uriOf: (name) => name }).find(({ id }) => id === operationId);
  return found?.functionName ?? "";
}

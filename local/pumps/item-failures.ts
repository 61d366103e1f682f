import { listIn, objectIn } from "../gateway/answers";

/** What a function's answer says of a batch: all done, none done, or these items failed. */
export type BatchOutcome = { readonly failed: "none" | "all" } | { readonly failed: readonly string[] };

/**
 * Reads a partial batch response. No list, or an empty one, means that all is done; an identifier that is missing, empty or of no item
 * of the batch means that nothing is.
 * Source: AWS Lambda, reporting batch item failures, success and failure conditions.
 */
export function readItemFailures(answer: string, identifiers: readonly string[]): BatchOutcome {
  let value: unknown;
  try {
    value = JSON.parse(answer === "" ? "null" : answer);
  } catch {
    return { failed: "all" };
  }
  const failures = objectIn(value)["batchItemFailures"];
  if (failures === undefined || failures === null) return { failed: "none" };
  if (!Array.isArray(failures)) return { failed: "all" };
  if (failures.length === 0) return { failed: "none" };
  const named = listIn(failures).map((failure) => objectIn(failure)["itemIdentifier"]);
  const known = named.filter((name) => typeof name === "string" && identifiers.includes(name));
  return known.length === named.length ? { failed: known as string[] } : { failed: "all" };
}

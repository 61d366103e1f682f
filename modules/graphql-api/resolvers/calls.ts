/** What resolvers send to functions, and what they make of the answers (functions/api/graphql.ts). */
import { type Context, util } from "@aws-appsync/utils";

interface Answer {
  readonly data?: unknown;
  readonly problem?: { readonly detail: string; readonly code: string };
}

/** The call of an operation. AppSync runs a part of JavaScript alone: no classes, exceptions, loops by index or recursion. */
export function call(operation: string, asked: unknown, identity: Context["identity"]) {
  return {
    operation: "Invoke",
    payload: { graphql: { operation, arguments: asked, identity, requestId: util.autoId() } },
  };
}

/** The field's value, or the error that its function answered with. */
export function valueOf({ error, result }: { readonly error?: unknown; readonly result?: unknown }): unknown {
  // The function's own text stays in its logs.
  if (error) util.error("Something went wrong on our side; nothing more is told here.", "internal_error");
  const { problem, data } = result as Answer;
  if (problem) util.error(problem.detail, problem.code, null, problem);
  return data;
}

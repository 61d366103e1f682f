/** The one resolver of all fields that functions serve: the field's name is the operation's id (functions/api/graphql.ts). */
import { type Context, util } from "@aws-appsync/utils";

interface Answer {
  readonly data?: unknown;
  readonly problem?: { readonly detail: string; readonly code: string };
}

/** What the function gets. AppSync runs a part of JavaScript alone: no classes, exceptions, loops by index or recursion. */
export function request(context: Pick<Context, "info" | "args" | "identity">) {
  return {
    operation: "Invoke",
    payload: {
      graphql: {
        operation: context.info.fieldName,
        arguments: context.args as unknown,
        identity: context.identity,
        requestId: util.autoId(),
      },
    },
  };
}

/** The field's value, or the error that its function answered with. */
export function response({ error, result }: { readonly error?: unknown; readonly result?: unknown }): unknown {
  // The function's own text stays in its logs.
  if (error) util.error("Something went wrong on our side; nothing more is told here.", "internal_error");
  const { problem, data } = result as Answer;
  if (problem) util.error(problem.detail, problem.code, null, problem);
  return data;
}

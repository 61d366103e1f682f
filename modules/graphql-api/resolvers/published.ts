/** The resolver of what the bus publishes to subscribers: the argument is the change itself, and nothing is asked or stored. */
import type { Context } from "@aws-appsync/utils";

/** The change. EventBridge writes what an event does not have as an empty text, which here is nothing. */
export function request({ args }: Pick<Context<{ readonly input: Readonly<Record<string, unknown>> }>, "args">) {
  const change: Record<string, unknown> = {};
  for (const name of Object.keys(args.input)) {
    if (args.input[name] !== "") change[name] = args.input[name];
  }
  return { payload: change };
}

export function response({ result }: { readonly result?: unknown }): unknown {
  return result;
}

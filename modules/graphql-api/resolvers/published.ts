/** The resolver of what the bus publishes to subscribers: the argument is the change itself, and nothing is asked or stored. */
import type { Context } from "@aws-appsync/utils";

export function request({ args }: Pick<Context<{ readonly input: unknown }>, "args">) {
  return { payload: args.input };
}

export function response({ result }: { readonly result?: unknown }): unknown {
  return result;
}

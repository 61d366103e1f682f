/** The one resolver of all fields of Query and Mutation that functions serve: the field's name is the operation's id. */
import type { Context } from "@aws-appsync/utils";
import { call, valueOf } from "./calls";

export function request({ info, args, identity }: Pick<Context, "info" | "args" | "identity">) {
  return call(info.fieldName, args as unknown, identity);
}

export function response(answer: Parameters<typeof valueOf>[0]): unknown {
  return valueOf(answer);
}

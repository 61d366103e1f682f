/** The one resolver of all fields that are resources within a resource (./nested-fields.ts): one call of a function each. */
import { type Context, runtime } from "@aws-appsync/utils";
import { call, valueOf } from "./calls";
import { NESTED_FIELDS } from "./nested-fields";

type NestedContext = Pick<Context, "info" | "identity"> & { readonly source: Readonly<Record<string, unknown>> };

/** What the function gets; nothing is asked where the resource around it has none. */
export function request({ info, identity, source }: NestedContext) {
  const nested = NESTED_FIELDS[`${info.parentTypeName}.${info.fieldName}`];
  if (!nested) return runtime.earlyReturn(null);
  const id = source[nested.key];
  if (!id) return runtime.earlyReturn(null);
  const asked: Record<string, unknown> = {};
  asked[nested.key] = id;
  return call(nested.operation, asked, identity);
}

export function response(answer: Parameters<typeof valueOf>[0]): unknown {
  return valueOf(answer);
}

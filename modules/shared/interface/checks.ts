/** The rules that inputs are held to, each written once for TypeScript (synthesis) and for Terraform (plan). */
import { Token } from "cdktf";
import type { Check } from "./table";

/** A Terraform string literal; `${` and `%{` would start a template there, doubled they do not. */
const hclString = (text: string): string => JSON.stringify(text).replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);

/** A number from `low` to `high`, both allowed. */
export const between = (low: number, high: number): Check<number> => ({
  allowed: `Between ${String(low)} and ${String(high)}.`,
  ok: (n) => n >= low && n <= high,
  hcl: (v) => `${v} >= ${String(low)} && ${v} <= ${String(high)}`,
});

/** A number of at least `low`. */
export const atLeast = (low: number): Check<number> => ({
  allowed: `At least ${String(low)}.`,
  ok: (n) => n >= low,
  hcl: (v) => `${v} >= ${String(low)}`,
});

/** One number of a list. */
export const oneOfNumbers = (...values: readonly number[]): Check<number> => ({
  allowed: `One of ${values.join(", ")}.`,
  ok: (n) => values.includes(n),
  hcl: (v) => `contains(${JSON.stringify(values)}, ${v})`,
});

/** One text of a list. */
export const oneOf = (...values: readonly string[]): Check<string> => ({
  allowed: `One of ${values.join(", ")}.`,
  ok: (s) => values.includes(s),
  hcl: (v) => `contains([${values.map(hclString).join(", ")}], ${v})`,
});

/** `pattern` must mean the same in JavaScript and in RE2: no look-around, no back-references, no flags; it brings its own anchors. */
export const matches = (pattern: RegExp, allowed: string): Check<string> => ({
  allowed,
  ok: (s) => pattern.test(s),
  hcl: (v) => `can(regex(${hclString(pattern.source)}, ${v}))`,
});

/** Each item of a list. A list may hold values that only the apply knows: those are left to Terraform. */
export const each = (check: Check<string>): Check<readonly string[]> => ({
  allowed: `Each: ${check.allowed}`,
  ok: (list) => list.every((item) => Token.isUnresolved(item) || check.ok(item)),
  hcl: (v) => `alltrue([for item in ${v} : ${check.hcl("item")}])`,
});

/** A list with `low` to `high` items. */
export const countBetween = (low: number, high: number): Check<readonly string[]> => ({
  allowed: `${String(low)} to ${String(high)} of them.`,
  ok: (list) => list.length >= low && list.length <= high,
  hcl: (v) => `length(${v}) >= ${String(low)} && length(${v}) <= ${String(high)}`,
});

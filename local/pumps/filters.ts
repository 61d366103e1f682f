import type { JsonObject } from "../gateway/answers";
import { objectIn } from "../gateway/answers";

/** Says of a record whether it passes. */
export type Filter = (record: JsonObject) => boolean;

/** A filter's pattern is none, or has what is not carried out here. */
export class FilterPatternError extends Error {
  override readonly name = "FilterPatternError";
}

/** A condition on one value; `undefined` stands for a member that is not there. */
type Condition = (value: unknown) => boolean;

/**
 * The filter of all patterns of a mapping: a record passes that matches one of them; without any, all pass.
 * Source: AWS Lambda, event filtering syntax.
 * @throws FilterPatternError which names the member.
 */
export function filterOf(patterns: readonly string[]): Filter {
  const filters = patterns.map((pattern) => compilePattern(parsePattern(pattern), ""));
  return (record) => filters.length === 0 || filters.some((passes) => passes(record));
}

function parsePattern(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FilterPatternError("a filter's pattern is no JSON");
  }
}

function compilePattern(pattern: unknown, at: string): Filter {
  if (typeof pattern !== "object" || pattern === null || Array.isArray(pattern))
    throw new FilterPatternError(
      `${at || "a filter's pattern"} is no object; allowed: members that are patterns or lists`,
    );
  const members = Object.entries(pattern).map(([name, value]) =>
    compileMember(name, value, `${at}${at && "."}${name}`),
  );
  return (record) => members.every((passes) => passes(record));
}

function compileMember(name: string, value: unknown, at: string): Filter {
  if (name === "$or") {
    if (!Array.isArray(value)) throw new FilterPatternError(`${at} is no list of patterns`);
    const alternatives = value.map((alternative, index) => compilePattern(alternative, `${at}[${index}]`));
    return (record) => alternatives.some((passes) => passes(record));
  }
  if (Array.isArray(value)) {
    const conditions = value.map((condition: unknown) => compileCondition(condition, at));
    return (record) => {
      const found = record[name];
      const values: readonly unknown[] = Array.isArray(found) ? found : [found];
      return values.some((each) => conditions.some((holds) => holds(each)));
    };
  }
  const inner = compilePattern(value, at);
  return (record) => {
    const found = record[name];
    return Array.isArray(found) ? found.some((each) => inner(objectIn(each))) : inner(objectIn(found));
  };
}

function compileCondition(condition: unknown, at: string): Condition {
  if (typeof condition !== "object" || condition === null) return (value) => value === condition;
  const [[operator, operand] = ["", undefined], ...more] = Object.entries(condition as JsonObject);
  const make = OPERATORS[operator];
  if (make === undefined || more.length > 0)
    throw new FilterPatternError(
      `${at} has the condition ${Object.keys(condition).join(", ") || "{}"}; allowed: one of ${Object.keys(OPERATORS).join(", ")}`,
    );
  return make(operand, at);
}

const OPERATORS: Readonly<Record<string, (operand: unknown, at: string) => Condition>> = {
  prefix: (operand, at) => {
    const text = textOperand(operand, at);
    return (value) => typeof value === "string" && value.startsWith(text);
  },
  suffix: (operand, at) => {
    const text = textOperand(operand, at);
    return (value) => typeof value === "string" && value.endsWith(text);
  },
  "equals-ignore-case": (operand, at) => {
    const text = textOperand(operand, at).toLowerCase();
    return (value) => typeof value === "string" && value.toLowerCase() === text;
  },
  exists: (operand, at) => {
    if (typeof operand !== "boolean") throw new FilterPatternError(`${at}: exists takes true or false`);
    return (value) => isLeaf(value) === operand;
  },
  "anything-but": (operand, at) => {
    const excluded = (Array.isArray(operand) ? operand : [operand]).map((each: unknown) => compileCondition(each, at));
    return (value) => isLeaf(value) && !excluded.some((holds) => holds(value));
  },
  numeric: numericCondition,
};

const COMPARISONS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  "=": (left, right) => left === right,
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
};

/** `[">", 0, "<=", 5]`: comparisons that must all hold. */
function numericCondition(operand: unknown, at: string): Condition {
  const parts: readonly unknown[] = Array.isArray(operand) ? operand : [];
  const comparisons: Condition[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const compare = COMPARISONS[String(parts[index])];
    const bound = parts[index + 1];
    if (compare === undefined || typeof bound !== "number") break;
    comparisons.push((value) => typeof value === "number" && compare(value, bound));
  }
  if (comparisons.length === 0 || comparisons.length * 2 !== parts.length)
    throw new FilterPatternError(
      `${at}: numeric takes comparisons (${Object.keys(COMPARISONS).join(" ")}) with numbers`,
    );
  return (value) => comparisons.every((holds) => holds(value));
}

function textOperand(operand: unknown, at: string): string {
  if (typeof operand !== "string") throw new FilterPatternError(`${at}: the condition takes text`);
  return operand;
}

/** Conditions are on values; an object or a missing member is none. */
function isLeaf(value: unknown): boolean {
  return value !== undefined && (typeof value !== "object" || value === null);
}

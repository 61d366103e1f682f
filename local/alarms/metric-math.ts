/** Values of a metric or expression by period start, in seconds since 1970. */
export type Series = ReadonlyMap<number, number>;

/** The result of a part of an expression: a number for all periods, one series, or a list of series. */
type Value = number | Series | readonly Series[];

/** Metric math that is not understood here: an unknown name or function, or a wrong shape. */
export class MetricMathError extends Error {
  override readonly name = "MetricMathError";
}

/** A parsed expression: gives its series from those of the other queries and the periods in question. */
export type Expression = (series: ReadonlyMap<string, Series>, periods: readonly number[]) => Series;

/**
 * Parses metric math: numbers, query ids, + - * / ^, comparisons, AND, OR, and the functions ABS, AVG, CEIL, FILL, FLOOR, IF, MAX, METRICS,
 * MIN, SUM. A period in which an operand has no value has no result, as in CloudWatch.
 * @throws MetricMathError
 */
export function parseMetricMath(text: string): Expression {
  const evaluate = new Parser(text).parse();
  return (series, periods) => {
    const value = evaluate({ series, periods });
    if (typeof value === "number") return new Map(periods.map((period) => [period, value]));
    if (isSeries(value)) return value;
    throw new MetricMathError(`"${text}" gives a list of series; an alarm needs one`);
  };
}

interface Scope {
  readonly series: ReadonlyMap<string, Series>;
  readonly periods: readonly number[];
}

type Node = (scope: Scope) => Value;

/** Binary operators by how tightly they bind, loosest first. */
const LEVELS: readonly Readonly<Record<string, (left: number, right: number) => number>>[] = [
  { OR: (a, b) => truth(a !== 0 || b !== 0), "||": (a, b) => truth(a !== 0 || b !== 0) },
  { AND: (a, b) => truth(a !== 0 && b !== 0), "&&": (a, b) => truth(a !== 0 && b !== 0) },
  {
    "==": (a, b) => truth(a === b),
    "!=": (a, b) => truth(a !== b),
    "<=": (a, b) => truth(a <= b),
    ">=": (a, b) => truth(a >= b),
    "<": (a, b) => truth(a < b),
    ">": (a, b) => truth(a > b),
  },
  { "+": (a, b) => a + b, "-": (a, b) => a - b },
  { "*": (a, b) => a * b, "/": (a, b) => a / b },
  { "^": (a, b) => a ** b },
];

const FUNCTIONS: Readonly<Record<string, (parameters: readonly Value[], scope: Scope) => Value>> = {
  ABS: ([value]) => mapped(one(value), Math.abs),
  CEIL: ([value]) => mapped(one(value), Math.ceil),
  FLOOR: ([value]) => mapped(one(value), Math.floor),
  SUM: ([list]) => folded(list, (values) => values.reduce((sum, value) => sum + value, 0)),
  AVG: ([list]) => folded(list, (values) => values.reduce((sum, value) => sum + value, 0) / values.length),
  MAX: ([list]) => folded(list, (values) => Math.max(...values)),
  MIN: ([list]) => folded(list, (values) => Math.min(...values)),
  METRICS: (_none, scope) => [...scope.series.values()],
  FILL: ([value, filler], scope) => filled(one(value), filler, scope.periods),
  IF: ([condition, then, otherwise]) =>
    chosen(one(condition), one(then), otherwise === undefined ? undefined : one(otherwise)),
};

class Parser {
  readonly #text: string;
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = text.match(/\d+(?:\.\d+)?(?:e[+-]?\d+)?|[A-Za-z_]\w*|==|!=|<=|>=|&&|\|\||[^\s]/gi) ?? [];
  }

  parse(): Node {
    const node = this.#binary(0);
    if (this.#at < this.#tokens.length) throw this.#unexpected();
    return node;
  }

  #binary(level: number): Node {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      const operator = operators[this.#peek()];
      if (operator === undefined) return left;
      this.#at += 1;
      const [first, second] = [left, this.#binary(level + 1)];
      left = (scope) => combined(one(first(scope)), one(second(scope)), operator);
    }
  }

  #unary(): Node {
    if (this.#peek() !== "-") return this.#primary();
    this.#at += 1;
    const operand = this.#unary();
    return (scope) => mapped(one(operand(scope)), (value) => -value);
  }

  #primary(): Node {
    const token = this.#next();
    if (/^\d/.test(token)) return () => Number(token);
    if (token === "(") return this.#closed(this.#binary(0), ")");
    if (token === "[") return this.#list();
    if (!/^[A-Za-z]/.test(token)) throw this.#unexpected(token);
    if (this.#peek() === "(") return this.#call(token.toUpperCase());
    if (token === "REPEAT" || token === "LINEAR")
      throw new MetricMathError(`FILL with ${token} is not evaluated by the embedded AWS`);
    return (scope) => {
      const series = scope.series.get(token);
      if (series === undefined)
        throw new MetricMathError(`"${this.#text}" names ${token}, which is no query of the alarm`);
      return series;
    };
  }

  #call(name: string): Node {
    const evaluate = FUNCTIONS[name];
    if (evaluate === undefined)
      throw new MetricMathError(`the function ${name} in "${this.#text}" is not evaluated by the embedded AWS`);
    this.#at += 1;
    const parameters = this.#items(")");
    return (scope) =>
      evaluate(
        parameters.map((parameter) => parameter(scope)),
        scope,
      );
  }

  #list(): Node {
    const items = this.#items("]");
    return (scope) => items.flatMap((item) => list(item(scope)));
  }

  #items(end: string): Node[] {
    const items: Node[] = [];
    while (this.#peek() !== end) {
      items.push(this.#binary(0));
      if (this.#peek() === ",") this.#at += 1;
      else if (this.#peek() !== end) throw this.#unexpected();
    }
    this.#at += 1;
    return items;
  }

  #closed(node: Node, end: string): Node {
    if (this.#next() !== end) throw this.#unexpected();
    return node;
  }

  #peek(): string {
    return this.#tokens[this.#at] ?? "";
  }

  #next(): string {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #unexpected(token = this.#peek()): MetricMathError {
    return new MetricMathError(`"${this.#text}": ${token === "" ? "it ends too early" : `"${token}" is not expected`}`);
  }
}

function truth(value: boolean): number {
  return value ? 1 : 0;
}

function isSeries(value: Value): value is Series {
  return value instanceof Map;
}

function one(value: Value | undefined): number | Series {
  if (typeof value === "number" || (value !== undefined && isSeries(value))) return value;
  throw new MetricMathError("a number or one series is needed where there is a list or nothing");
}

function list(value: Value | undefined): readonly Series[] {
  if (value === undefined || typeof value === "number")
    throw new MetricMathError("a series is needed where there is a number or nothing");
  return isSeries(value) ? [value] : value;
}

function mapped(value: number | Series, change: (value: number) => number): number | Series {
  return typeof value === "number"
    ? change(value)
    : new Map([...value].map(([period, each]) => [period, change(each)]));
}

function combined(
  left: number | Series,
  right: number | Series,
  operator: (left: number, right: number) => number,
): number | Series {
  if (typeof left === "number") return mapped(right, (value) => operator(left, value));
  if (typeof right === "number") return mapped(left, (value) => operator(value, right));
  const result = new Map<number, number>();
  for (const [period, value] of left) {
    const other = right.get(period);
    if (other !== undefined) result.set(period, operator(value, other));
  }
  return result;
}

function folded(value: Value | undefined, fold: (values: readonly number[]) => number): Value {
  // One series folds to a number over time; a list folds period by period.
  if (value !== undefined && typeof value !== "number" && isSeries(value)) return fold([...value.values()]);
  const all = list(value);
  const periods = new Set(all.flatMap((series) => [...series.keys()]));
  return new Map([...periods].map((period) => [period, fold(all.flatMap((series) => series.get(period) ?? []))]));
}

function filled(value: number | Series, filler: Value | undefined, periods: readonly number[]): number | Series {
  if (typeof value === "number") return value;
  const other = one(filler);
  return new Map(
    periods.flatMap((period) => {
      const each = value.get(period) ?? (typeof other === "number" ? other : other.get(period));
      return each === undefined ? [] : [[period, each] as const];
    }),
  );
}

function chosen(
  condition: number | Series,
  then: number | Series,
  otherwise: number | Series | undefined,
): number | Series {
  if (typeof condition === "number") return (condition !== 0 ? then : otherwise) ?? new Map<number, number>();
  const at = (value: number | Series | undefined, period: number): number | undefined =>
    typeof value === "number" ? value : value?.get(period);
  return new Map(
    [...condition].flatMap(([period, flag]) => {
      const value = at(flag !== 0 ? then : otherwise, period);
      return value === undefined ? [] : [[period, value] as const];
    }),
  );
}

/**
 * As much of Terraform's expression language as the conditions of our variables use: comparisons, `&&`, `||`, lists, `contains`, `length`,
 * `can(regex())`, `alltrue([for])`, `try(..., false)`, `keys(jsondecode())`, `setsubtract`. The end-to-end tests hold the same conditions against Terraform itself.
 */

type Value = string | number | boolean | readonly Value[];
type Scope = Readonly<Record<string, Value>>;

/** Raised where `regex` does not match, or a value is of another type; `can` makes it false, and so does `try` with `false`. */
class NoMatch extends Error {}

/** What an expression over variables comes to. */
export function evaluate(expression: string, scope: Scope): Value {
  const parser = new Parser(expression, scope);
  const value = parser.or();
  parser.end();
  return value;
}

const TOKEN = /\s*(?:("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w.]*)|(&&|\|\||[<>]=?|[[\](),:]))/y;

/** Evaluates while it reads; `for` reads its body once for each item. */
class Parser {
  private position = 0;

  constructor(
    private readonly source: string,
    private readonly scope: Scope,
  ) {}

  or(): Value {
    let left = this.and();
    while (this.take("||")) {
      const right = this.and();
      left = left === true || right === true;
    }
    return left;
  }

  private and(): Value {
    let left = this.comparison();
    while (this.take("&&")) {
      const right = this.comparison();
      left = left === true && right === true;
    }
    return left;
  }

  end(): void {
    if (this.source.slice(this.position).trim() !== "") throw this.fault();
  }

  private comparison(): Value {
    const left = this.term();
    for (const [sign, compare] of Object.entries(COMPARE)) {
      if (this.take(sign)) return compare(Number(left), Number(this.term()));
    }
    return left;
  }

  private term(): Value {
    const [, text, number, name] = this.next();
    if (text !== undefined) return literal(text);
    if (number !== undefined) return Number(number);
    if (name === undefined) return this.list();
    if (!this.take("(")) return this.valueOf(name);
    return this.call(name);
  }

  private valueOf(name: string): Value {
    const value = this.scope[name];
    if (value === undefined) throw new Error(`${name} is not known in: ${this.source}`);
    return value;
  }

  private call(name: string): Value {
    if (name === "can") return this.can((inner) => inner);
    if (name === "try") return this.can((inner) => inner.replace(/, false$/, ""));
    const parameters: Value[] = [];
    do parameters.push(this.or());
    while (this.take(","));
    this.expect(")");
    const [first, second] = parameters;
    if (name === "contains") return (first as readonly Value[]).includes(second!);
    if (name === "length") return (first as readonly Value[]).length;
    if (name === "alltrue") return (first as readonly Value[]).every((each) => each === true);
    if (name === "regex") return match(first as string, second as string);
    if (name === "keys") return first as readonly Value[];
    if (name === "jsondecode") return keysOf(first as string);
    if (name === "setsubtract")
      return (first as readonly Value[]).filter((each) => !(second as readonly Value[]).includes(each));
    throw new Error(`The function ${name} is not known here.`);
  }

  /** What fails inside `can` is false; its end is found by counting parentheses outside of texts. */
  private can(part: (inner: string) => string): boolean {
    const rest = this.source.slice(this.position).replace(/"(?:[^"\\]|\\.)*"/g, (text) => "_".repeat(text.length));
    let depth = 1;
    let length = 0;
    for (; depth > 0; length++) depth += rest[length] === "(" ? 1 : rest[length] === ")" ? -1 : 0;
    const inner = this.source.slice(this.position, this.position + length - 1);
    this.position += length;
    try {
      const value = evaluate(part(inner), this.scope);
      return part(inner) === inner || value === true;
    } catch (error) {
      if (error instanceof NoMatch) return false;
      throw error;
    }
  }

  private list(): readonly Value[] {
    if (this.take("for")) {
      const [, , , item] = this.next();
      this.expect("in");
      const over = this.term() as readonly Value[];
      this.expect(":");
      const body = this.source.slice(this.position, this.source.lastIndexOf("]"));
      this.position = this.source.lastIndexOf("]") + 1;
      return over.map((value) => evaluate(body, { ...this.scope, [item!]: value }));
    }
    const items: Value[] = [];
    while (!this.take("]")) {
      items.push(this.or());
      this.take(",");
    }
    return items;
  }

  private next(): RegExpExecArray {
    TOKEN.lastIndex = this.position;
    const found = TOKEN.exec(this.source);
    if (found === null) throw this.fault();
    this.position = TOKEN.lastIndex;
    return found;
  }

  private take(sign: string): boolean {
    const before = this.position;
    TOKEN.lastIndex = before;
    const found = TOKEN.exec(this.source);
    if (found?.[0].trim() !== sign) return false;
    this.position = TOKEN.lastIndex;
    return true;
  }

  private expect(sign: string): void {
    if (!this.take(sign)) throw this.fault();
  }

  private fault(): Error {
    return new Error(`Not understood at ${this.position}: ${this.source}`);
  }
}

const COMPARE: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  ">=": (left, right) => left >= right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  "<": (left, right) => left < right,
};

/** A text as Terraform reads it: `$${` is `${`, and `${` alone begins a template, which no rule of ours wants. */
function literal(quoted: string): string {
  const text = JSON.parse(quoted) as string;
  if (/(^|[^$])(\$\$)*\$\{|(^|[^%])(%%)*%\{/.test(text)) throw new Error(`${quoted} begins a template.`);
  return text.replaceAll("$${", "${").replaceAll("%%{", "%{");
}

/** The names in a JSON object, which is all that our conditions ask of one. */
function keysOf(text: string): readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new NoMatch();
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new NoMatch();
  return Object.keys(value);
}

/** What means one thing in JavaScript and another, or nothing, in RE2. */
const NOT_PORTABLE = /\(\?|\\[1-9bBsSkpPu]|\./;

function match(pattern: string, text: string): string {
  const bare = pattern
    .replace(/\[(?:[^\]\\]|\\.)*\]/g, (set) => (/\\[sSbBpPu]/.test(set) ? set : "[]"))
    .replaceAll("\\.", "");
  if (NOT_PORTABLE.test(bare)) throw new Error(`${pattern} does not mean the same in JavaScript and in RE2.`);
  const found = new RegExp(pattern).exec(text);
  if (found === null) throw new NoMatch();
  return found[0];
}

import type { AttributeValue } from "@aws-sdk/client-dynamodb";

export type Item = Record<string, AttributeValue>;

/** The part of a request that expressions take names and values from. */
export interface Expressions {
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Item;
}

/** Whether a condition holds of an item: comparisons, BETWEEN, `begins_with`, `attribute_(not_)exists`, AND, OR, brackets. */
export function conditionHolds(input: Expressions, item: Item | undefined): boolean {
  if (input.ConditionExpression === undefined) return true;
  const tokens = input.ConditionExpression.match(/[()]|[<>=]+|[#:\w]+/g) ?? [];
  let next = 0;
  const take = () => tokens[next++];

  const either = (): boolean => {
    let result = both();
    while (tokens[next] === "OR") {
      take();
      result = both() || result;
    }
    return result;
  };
  const both = (): boolean => {
    let result = one();
    while (tokens[next] === "AND") {
      take();
      result = one() && result;
    }
    return result;
  };
  const one = (): boolean => {
    const token = take() ?? "";
    if (token === "(") {
      const result = either();
      take();
      return result;
    }
    if (token === "attribute_exists" || token === "attribute_not_exists") {
      const exists = item?.[nameOf(input, tokens[next + 1])] !== undefined;
      next += 3;
      return exists === (token === "attribute_exists");
    }
    if (token === "begins_with") {
      const text = item?.[nameOf(input, tokens[next + 1])]?.S;
      const prefix = valueOf(input, tokens[next + 2]).S ?? "";
      next += 4;
      return text?.startsWith(prefix) ?? false;
    }
    const left = item?.[nameOf(input, token)];
    const operator = take();
    const right = valueOf(input, take());
    if (operator !== "BETWEEN") return compares(left, operator, right);
    take();
    const upper = valueOf(input, take());
    return compares(left, ">=", right) && compares(left, "<=", upper);
  };

  const holds = either();
  if (next !== tokens.length) throw new Error(`What is the condition ${input.ConditionExpression}?`);
  return holds;
}

function compares(left: AttributeValue | undefined, operator: string | undefined, right: AttributeValue): boolean {
  const [a, b] = left?.N !== undefined ? [Number(left.N), Number(right.N)] : [left?.S, right.S];
  if (a === undefined || b === undefined) return false;
  switch (operator) {
    case "=":
      return a === b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">=":
      return a >= b;
    default:
      throw new Error(`What is the operator ${operator}?`);
  }
}

/** An item after an update: SET of values (also `if_not_exists`), ADD of numbers, REMOVE. */
export function updated(input: Expressions, before: Item): Item {
  const after = { ...before };
  const sections = (input.UpdateExpression ?? "").matchAll(/(SET|ADD|REMOVE) (.*?)(?= (?:SET|ADD|REMOVE) |$)/g);
  for (const [, section, text = ""] of sections) {
    for (const assignment of text.split(/, (?!:)/)) {
      if (section === "REMOVE") {
        Reflect.deleteProperty(after, nameOf(input, assignment));
        continue;
      }
      const [name, value] = assignment.split(section === "SET" ? " = " : " ");
      const place = nameOf(input, name);
      const [, unless] = /^if_not_exists\(#\w+, (:\w+)\)$/.exec(value ?? "") ?? [];
      const kept = unless === undefined ? undefined : before[place];
      const attribute = kept ?? valueOf(input, unless ?? value);
      after[place] = section === "SET" ? attribute : { N: String(Number(after[place]?.N ?? 0) + Number(attribute.N)) };
    }
  }
  return after;
}

function nameOf({ ExpressionAttributeNames }: Expressions, token: string | undefined): string {
  if (!token?.startsWith("#")) return token ?? "";
  const name = ExpressionAttributeNames?.[token];
  if (name === undefined) throw new Error(`The name ${token} is not given.`);
  return name;
}

function valueOf({ ExpressionAttributeValues }: Expressions, token: string | undefined): AttributeValue {
  const value = ExpressionAttributeValues?.[token ?? ""];
  if (value === undefined) throw new Error(`The value ${token} is not given.`);
  return value;
}

import type { ErrorObject } from "ajv";
import { shownValue } from "../shared/card-number-guard";
import { fieldPath, isFields, shownName, subjectOf } from "./fields";
import type { ApiFault } from "./problem";

/** What the faults of an operation's validator are told by. */
export interface Wording {
  /** Patterns to what they allow, in words. */
  readonly allowed: Readonly<Record<string, string>>;
  /** Whether values are kept back. */
  readonly cardData: boolean;
  /** Fields that the request gave under another name: field to that name. */
  readonly names: Readonly<Record<string, string>>;
}

/** The faults that a validator told, in the platform's words. */
export function validationFaults(errors: readonly ErrorObject[], request: unknown, wording: Wording): ApiFault[] {
  return errors.map((error) => faultOf(error, request, wording));
}

function faultOf(error: ErrorObject, request: unknown, wording: Wording): ApiFault {
  const steps = error.instancePath.split("/").slice(1).map(unescaped);
  const [, ...inside] = steps;
  const path = inside.reduce(withStep, "");
  const { missingProperty, additionalProperty } = error.params as {
    missingProperty?: string;
    additionalProperty?: string;
  };
  if (additionalProperty !== undefined) {
    const param = shownName(fieldPath(path, additionalProperty));
    return {
      code: "unknown_field",
      param,
      message: `${param}: there is no such ${steps[0] === "query" ? "parameter" : "field"}.`,
    };
  }
  if (missingProperty !== undefined) {
    const param = fieldPath(path, missingProperty);
    return { code: "required", param, message: `${param}: is required.` };
  }
  const param = shownName(wording.names[path] ?? path);
  return {
    code: "invalid",
    param,
    message: `${subjectOf(param)}: ${ruleOf(error, valueAt(request, steps), wording)}.`,
  };
}

const unescaped = (step: string): string => step.replaceAll("~1", "/").replaceAll("~0", "~");

function withStep(path: string, step: string): string {
  return /^\d+$/.test(step) && path !== "" ? `${path}[${step}]` : fieldPath(path, step);
}

function valueAt(value: unknown, steps: readonly string[]): unknown {
  let current = value;
  for (const step of steps) {
    if (Array.isArray(current)) current = current[Number(step)];
    else current = isFields(current) ? current[step] : undefined;
  }
  return current;
}

interface Params {
  readonly type?: string;
  readonly pattern?: string;
  readonly format?: string;
  readonly limit?: number;
  readonly allowedValues?: readonly unknown[];
}

function ruleOf({ keyword, params }: ErrorObject, value: unknown, { allowed, cardData }: Wording): string {
  const { type = "", pattern = "", format = "", limit = 0, allowedValues = [] } = params as Params;
  const saw = cardData || typeof value === "object" ? "" : `saw ${shownValue(value)}, `;
  switch (keyword) {
    case "type":
      return `must be ${TYPES[type] ?? `of the type ${type}`}`;
    case "pattern":
      return `must be ${allowed[pattern] ?? "of its form"}`;
    case "format":
      return `must be ${FORMATS[format] ?? `a ${format}`}`;
    case "enum":
      return `${saw}allowed is ${allowedValues.map(String).join(", ")}`;
    case "minLength":
      return `must have at least ${limit} ${limit === 1 ? "character" : "characters"}`;
    case "maxLength":
      return `must have at most ${limit} characters`;
    case "minimum":
      return `${saw}allowed is ${limit} or more`;
    case "maximum":
      return `${saw}allowed is ${limit} or less`;
    case "minItems":
      return `must have at least ${limit} ${limit === 1 ? "entry" : "entries"}`;
    case "maxItems":
      return `must have at most ${limit} entries`;
    case "uniqueItems":
      return "must not have an entry twice";
    case "minProperties":
      return "must have at least one field";
    default:
      return `does not keep the rule ${keyword}`;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

const FORMATS: Readonly<Record<string, string>> = {
  "date-time": "a moment as ISO 8601 has it, with its offset, such as 2026-03-01T12:00:00Z",
  uri: "an absolute address, such as https://example.com/path",
};

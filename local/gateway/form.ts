import type { JsonObject } from "./answers";
import { escapeXml, textOf } from "./answers";

/** Names of members that are numbers or flags, in the inputs that are read here; a form carries them as text. */
const NUMBERS = new Set([
  "Period",
  "EvaluationPeriods",
  "DatapointsToAlarm",
  "Threshold",
  "ActionsSuppressorWaitPeriod",
  "ActionsSuppressorExtensionPeriod",
]);
const FLAGS = new Set(["ActionsEnabled", "ReturnData"]);

/** Reads the input of a form call as the JSON it stands for: `Dimensions.member.1.Name=x` is `{ Dimensions: [{ Name: "x" }] }`. */
export function readForm(body: Buffer): JsonObject {
  const input: JsonObject = {};
  for (const [key, text] of new URLSearchParams(body.toString("utf8"))) {
    if (key !== "Action" && key !== "Version") place(input, key.split("."), text);
  }
  return input;
}

type Container = JsonObject | unknown[];

function place(root: JsonObject, steps: readonly string[], text: string): void {
  let container: Container = root;
  const names = steps.filter((step) => step !== "member");
  names.forEach((name, index) => {
    const next = names[index + 1];
    const key = Array.isArray(container) ? Number(name) - 1 : name;
    if (next === undefined) {
      write(container, key, typed(name, text));
      return;
    }
    const existing = read(container, key);
    const child: Container = existing ?? (/^\d+$/.test(next) ? [] : {});
    write(container, key, child);
    container = child;
  });
}

function read(container: Container, key: string | number): Container | undefined {
  const value: unknown = Array.isArray(container) ? container[Number(key)] : container[key];
  if (Array.isArray(value)) return value as unknown[];
  return typeof value === "object" && value !== null ? (value as JsonObject) : undefined;
}

function write(container: Container, key: string | number, value: unknown): void {
  if (Array.isArray(container)) container[Number(key)] = value;
  else container[key] = value;
}

function typed(name: string, text: string): unknown {
  if (NUMBERS.has(name)) return Number(text);
  return FLAGS.has(name) ? text === "true" : text;
}

/** Writes a value as the XML of a form service's answer: lists as `member` elements, objects as an element a member. */
export function toXml(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => `<member>${toXml(item)}</member>`).join("");
  if (typeof value !== "object" || value === null) return escapeXml(textOf(value));
  return Object.entries(value)
    .filter(([, member]) => member !== undefined && member !== null)
    .map(([name, member]) => `<${name}>${toXml(member)}</${name}>`)
    .join("");
}

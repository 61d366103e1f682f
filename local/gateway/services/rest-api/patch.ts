import type { JsonObject } from "../../answers";
import { listIn, objectIn, textIn, textOf } from "../../answers";

/** One operation of an update: API Gateway's form of JSON Patch, whose values are always text. */
export interface PatchOperation {
  readonly op: "add" | "replace" | "remove";
  /** Steps of the path, decoded. */
  readonly steps: readonly string[];
  readonly value: string;
}

/** Members that are numbers or flags, whatever resource has them. */
const NUMBERS = new Set(["rateLimit", "burstLimit", "limit", "offset", "minimumCompressionSize"]);
const FLAGS = new Set(["enabled", "disableExecuteApiEndpoint"]);
/** Members that are lists of texts: the path's next step, or the value, says which. */
const LISTS = new Set(["binaryMediaTypes", "types", "vpcEndpointIds"]);

/** Reads the `patchOperations` of an update. */
export function readOperations(body: JsonObject): PatchOperation[] {
  return listIn(body["patchOperations"])
    .map(objectIn)
    .map(({ op, path, value }) => ({
      op: op === "add" || op === "remove" ? op : "replace",
      steps: textIn(path)
        .replace(/^\//, "")
        .split("/")
        .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~")),
      value: textOf(value),
    }));
}

/** A resource after an update, values typed as the resource has them. */
export function patched(resource: JsonObject, operations: readonly PatchOperation[]): JsonObject {
  return operations.reduce((before, { op, steps, value }) => place(before, steps, op, value), resource);
}

function place(container: JsonObject, steps: readonly string[], op: string, value: string): JsonObject {
  const [name = "", ...rest] = steps;
  if (name === "apiStages") return { ...container, apiStages: patchedStages(listIn(container[name]), rest, op, value) };
  if (LISTS.has(name))
    return { ...container, [name]: patchedList(listIn(container[name]).map(textIn), rest, op, value) };
  if (rest.length > 0) return { ...container, [name]: place(objectIn(container[name]), rest, op, value) };
  const { [name]: _before, ...others } = container;
  return op === "remove" ? others : { ...others, [name]: typed(name, value) };
}

function typed(name: string, value: string): unknown {
  if (NUMBERS.has(name)) return value === "" ? null : Number(value);
  return FLAGS.has(name) ? value === "true" : value;
}

/** A list's step is an element of it or its index. */
function patchedList(list: readonly string[], [step]: readonly string[], op: string, value: string): string[] {
  const named = step === undefined ? value : /^\d+$/.test(step) ? (list[Number(step)] ?? value) : step;
  if (op === "remove") return list.filter((element) => element !== named);
  if (op === "replace" && step !== undefined) return list.map((element) => (element === named ? value : element));
  return list.includes(named) ? [...list] : [...list, named];
}

/** A usage plan's stages are named `<api>:<stage>`, in the value or as the path's next step. */
function patchedStages(
  stages: readonly unknown[],
  [step, ...rest]: readonly string[],
  op: string,
  value: string,
): JsonObject[] {
  const [apiId = "", stage = ""] = (step ?? value).split(":");
  const isNamed = (one: JsonObject): boolean => one["apiId"] === apiId && one["stage"] === stage;
  const list = stages.map(objectIn);
  // Limits of a method: the provider leaves the slashes of the method's path as they are.
  const [member = "", ...limit] = rest;
  const steps = limit.length > 2 ? [member, limit.slice(0, -1).join("/"), limit.at(-1) ?? ""] : rest;
  if (rest.length > 0) return list.map((one) => (isNamed(one) ? place(one, steps, op, value) : one));
  const others = list.filter((one) => !isNamed(one));
  return op === "remove" ? others : [...others, { apiId, stage }];
}

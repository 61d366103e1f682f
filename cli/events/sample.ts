import { readFileSync } from "node:fs";
import { LosslessNumber, parse, stringify } from "lossless-json";
import path from "node:path";
import { EVENT_TYPES, EVENTS, type EventType, isEventType } from "../../functions/shared/events";
import { formatMoney, money } from "../../functions/shared/money";
import { repositoryRoot } from "../../tools/shared/root";
import { OperatorError } from "../errors";

/** JSON as lossless-json reads it: numbers keep their text. */
type Json = null | boolean | string | LosslessNumber | readonly Json[] | JsonObject;
interface JsonObject {
  [name: string]: Json;
}

/** What an event of a sample has of its own time. */
export interface EventMoment {
  readonly id: string;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** The type that a text names. @throws OperatorError which lists all. */
export function eventType(text: string): EventType {
  if (isEventType(text)) return text;
  throw new OperatorError(`There is no event "${text}". The catalogue has:\n${listing()}`);
}

/** All types with what each tells, a line each. */
export function listing(): string {
  const width = Math.max(...EVENT_TYPES.map((type) => type.length));
  return EVENT_TYPES.map((type) => `  ${type.padEnd(width)}  ${EVENTS[type].when}`).join("\n");
}

/** A type's sample as its file has it; every type of the catalogue has one. */
export function sampleText(type: EventType): string {
  return readFileSync(path.join(repositoryRoot(), "cli", "events", "samples", `${type}.json`), "utf8");
}

/**
 * A sample as an event of now, changed as the operator asks: `data.payment.customer_id=cust_1`. Amounts follow their cents.
 * @returns JSON text
 * @throws OperatorError which names the assignment that leads nowhere.
 */
export function eventFrom(type: EventType, moment: EventMoment, assignments: readonly string[]): string {
  const event = parse(sampleText(type)) as JsonObject;
  Object.assign(event, moment);
  for (const assignment of assignments) assign(event, assignment);
  for (const resource of Object.values(event.data as JsonObject)) if (isObject(resource)) followCents(resource);
  return stringify(event) ?? "";
}

/** Sets a member that the sample has, or a new one beside those that it has. */
function assign(event: JsonObject, assignment: string): void {
  const { place = "", value = "" } = /^(?<place>[\w.]+)=(?<value>[^]*)$/.exec(assignment)?.groups ?? {};
  const steps = place.split(".");
  const last = steps.pop() ?? "";
  if (last === "")
    throw new OperatorError(`--set ${assignment}: allowed is path=value, such as data.payment.amount_cents=500`);
  let container: JsonObject = event;
  for (const step of steps) {
    const next: Json | undefined = container[step];
    if (next === undefined || !isObject(next))
      throw new OperatorError(
        `--set ${assignment}: the sample has no members below ${step}; there are ${Object.keys(container).join(", ")}.`,
      );
    container = next;
  }
  container[last] = jsonOrText(value);
}

function jsonOrText(text: string): Json {
  try {
    return parse(text) as Json;
  } catch {
    return text;
  }
}

/** Beside `x_cents` stands `x`, the same amount with the currency's decimals. */
function followCents(resource: JsonObject): void {
  const { currency } = resource;
  if (typeof currency !== "string") return;
  for (const [name, cents] of Object.entries(resource)) {
    const amount = name.replace(/_cents$/, "");
    if (amount === name || !(amount in resource) || !(cents instanceof LosslessNumber)) continue;
    resource[amount] = new LosslessNumber(formatMoney(money(Number.parseInt(cents.toString(), 10), currency)));
  }
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber);
}

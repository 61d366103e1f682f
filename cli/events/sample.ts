import { readFileSync } from "node:fs";
import { LosslessNumber, parse, stringify } from "lossless-json";
import path from "node:path";
import { EVENT_TYPES, EVENTS, type EventType, isEventType } from "../../functions/shared/events";
import { formatMoney, money, MoneyError } from "../../functions/shared/money";
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
 * @throws OperatorError which names the assignment that leads nowhere, or the amount that is none.
 */
export function eventFrom(type: EventType, moment: EventMoment, assignments: readonly string[]): string {
  const event = parse(sampleText(type)) as JsonObject;
  Object.assign(event, moment);
  for (const assignment of assignments) assign(event, assignment);
  for (const [name, resource] of Object.entries(event.data as JsonObject))
    if (isObject(resource)) followCents(resource, `data.${name}`);
  return stringify(event) ?? "";
}

/** Without these as they are it is another event, or none. */
const FIXED = new Set(["id", "type", "version", "data"]);

/** Sets a member that the sample has, or a new one beside those that it has. */
function assign(event: JsonObject, assignment: string): void {
  const { place = "", value = "" } = /^(?<place>[\w.]+)=(?<value>[^]*)$/.exec(assignment)?.groups ?? {};
  if (FIXED.has(place))
    throw new OperatorError(`--set ${assignment}: ${place} is the event's own; allowed is what it has below data.`);
  const steps = place.split(".");
  const last = steps.pop() ?? "";
  if (last === "")
    throw new OperatorError(`--set ${assignment}: allowed is path=value, such as data.payment.amount_cents=500`);
  let container: JsonObject = event;
  for (const step of steps) {
    const next: Json | undefined = Object.hasOwn(container, step) ? container[step] : undefined;
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

/** Beside `x_cents` stands `x`, the same amount with the currency's decimals. @throws OperatorError where there is none such. */
function followCents(resource: JsonObject, place: string): void {
  const { currency } = resource;
  if (typeof currency !== "string") return;
  for (const [name, cents] of Object.entries(resource)) {
    const amount = name.replace(/_cents$/, "");
    if (amount === name || !Object.hasOwn(resource, amount)) continue;
    resource[amount] = new LosslessNumber(amountOf(cents, currency, `${place}.${name}`));
  }
}

function amountOf(cents: Json, currency: string, place: string): string {
  const written = stringify(cents) ?? "";
  if (!/^\d{1,15}$/.test(written))
    throw new OperatorError(`${place}: saw ${written}, allowed is a whole number of at most 15 digits.`);
  try {
    return formatMoney(money(Number.parseInt(written, 10), currency));
  } catch (error) {
    if (error instanceof MoneyError) throw new OperatorError(`${place}: ${error.message}`, { cause: error });
    throw error;
  }
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber);
}

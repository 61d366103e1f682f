import { toTimestamp } from "../shared/clock";
import type { FaultOf } from "../shared/results";

/**
 * What must hold before money is released: one of the leaves, or several joined. As JSON it is an object with one key:
 * `{"all": [{"event": "service.completed"}, {"any": [{"time": "2026-12-01T00:00:00Z"}, {"approval": {"role": "buyer"}}]}]}`.
 */
export type ReleaseCondition =
  /** A moment is reached: ISO 8601 UTC. */
  | { readonly time: string }
  /** An event of this name was seen, such as `service.completed`. */
  | { readonly event: string }
  /** So many different persons or systems approved in a role. */
  | { readonly approval: { readonly role: string; readonly count: number } }
  /** Evidence of this kind was given, such as `proof_of_delivery`. */
  | { readonly evidence: string }
  | { readonly all: readonly ReleaseCondition[] }
  | { readonly any: readonly ReleaseCondition[] }
  | { readonly not: ReleaseCondition };

/** What can be wrong with a condition. */
export type ConditionFault = FaultOf<"condition_invalid">;

/** How deep conditions may be joined; the outermost is at depth 1. */
export const DEPTH_MAX = 6;
/** How many leaves a condition may have: so that one always fits into an item and is read in no time. */
export const LEAVES_MAX = 32;

const KINDS = ["time", "event", "approval", "evidence", "all", "any", "not"] as const;
type Kind = (typeof KINDS)[number];

const UTC = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/;
/** The form of the name of an event. */
export const EVENT = /^[a-z][a-z0-9_]{0,31}(\.[a-z][a-z0-9_]{0,31}){1,3}$/;
/** The form of the name of a role, or of a kind of evidence. */
export const NAME = /^[a-z][a-z0-9_]{0,31}$/;

/** A condition that was read, or everything that is wrong with it. */
export type ReadCondition =
  | { readonly ok: true; readonly condition: ReleaseCondition }
  | { readonly ok: false; readonly errors: readonly ConditionFault[] };

/**
 * Reads a condition from JSON that came from outside: all faults at once, each with its place
 * (`release_conditions.all[1].time`) and what is allowed; values are not shown.
 */
export function readCondition(value: unknown, param = "release_conditions"): ReadCondition {
  const reading = new Reading();
  const condition = reading.condition(value, param, 1);
  if (reading.leaves > LEAVES_MAX) reading.fault(param, `has ${reading.leaves} leaves, allowed are ${LEAVES_MAX}`);
  return condition && reading.errors.length === 0 ? { ok: true, condition } : { ok: false, errors: reading.errors };
}

class Reading {
  readonly errors: ConditionFault[] = [];
  leaves = 0;

  fault(param: string, what: string): ReleaseCondition | undefined {
    this.errors.push({ code: "condition_invalid", param, message: `${param}: ${what}.` });
    return undefined;
  }

  condition(value: unknown, param: string, depth: number): ReleaseCondition | undefined {
    const entry = oneEntry(value);
    if (!entry) return this.fault(param, `must be an object with one key of ${KINDS.join(", ")}`);
    const [kind, inner] = entry;
    const place = `${param}.${kind}`;
    if (kind === "all" || kind === "any") return this.several(kind, inner, place, depth);
    if (kind === "not") {
      if (depth >= DEPTH_MAX) return this.tooDeep(place);
      const negated = this.condition(inner, place, depth + 1);
      return negated && { not: negated };
    }
    this.leaves += 1;
    switch (kind) {
      case "time":
        return this.time(inner, place);
      case "event":
        return this.text(inner, EVENT, place, "a name such as service.completed", (event) => ({ event }));
      case "evidence":
        return this.text(inner, NAME, place, "a name such as proof_of_delivery", (evidence) => ({ evidence }));
      case "approval":
        return this.approval(inner, place);
    }
  }

  private several(kind: "all" | "any", inner: unknown, place: string, depth: number): ReleaseCondition | undefined {
    if (!Array.isArray(inner) || inner.length === 0)
      return this.fault(place, "must be a list of at least one condition");
    if (depth >= DEPTH_MAX) return this.tooDeep(place);
    const parts = inner.map((part: unknown, index) => this.condition(part, `${place}[${index}]`, depth + 1));
    const read = parts.filter((part) => part !== undefined);
    if (read.length < parts.length) return undefined;
    return kind === "all" ? { all: read } : { any: read };
  }

  private time(inner: unknown, place: string): ReleaseCondition | undefined {
    const moment = typeof inner === "string" && UTC.test(inner) ? Date.parse(inner) : Number.NaN;
    // Date.parse takes 30 February for 2 March: what it read must be what was written.
    const isReal = !Number.isNaN(moment) && toTimestamp(moment).slice(0, 10) === (inner as string).slice(0, 10);
    if (!isReal) return this.fault(place, "must be a moment in ISO 8601 UTC, such as 2026-12-01T00:00:00Z");
    return { time: toTimestamp(moment) };
  }

  private text(
    inner: unknown,
    form: RegExp,
    place: string,
    allowed: string,
    make: (text: string) => ReleaseCondition,
  ): ReleaseCondition | undefined {
    if (typeof inner !== "string" || !form.test(inner)) return this.fault(place, `must be ${allowed}`);
    return make(inner);
  }

  private approval(inner: unknown, place: string): ReleaseCondition | undefined {
    const {
      role,
      count = 1,
      ...others
    } = typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>) : {};
    const before = this.errors.length;
    for (const name of Object.keys(others)) this.fault(`${place}.${name}`, "there is no such field");
    if (typeof role !== "string" || !NAME.test(role)) this.fault(`${place}.role`, "must be a name such as buyer");
    if (!Number.isInteger(count) || Number(count) < 1 || Number(count) > 10) {
      this.fault(`${place}.count`, "must be a whole number from 1 to 10");
    }
    if (this.errors.length > before) return undefined;
    return { approval: { role: role as string, count: count as number } };
  }

  private tooDeep(place: string): ReleaseCondition | undefined {
    return this.fault(place, `is joined deeper than ${DEPTH_MAX} levels`);
  }
}

function oneEntry(value: unknown): [Kind, unknown] | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  const [entry] = entries;
  const isKnown = entries.length === 1 && KINDS.some((kind) => kind === entry?.[0]);
  return isKnown ? (entry as [Kind, unknown]) : undefined;
}

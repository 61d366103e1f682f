import type { ReleaseCondition } from "./conditions";

/** What is known when a condition is judged. */
export interface ReleaseFacts {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Names of the events that were seen. */
  readonly events: readonly string[];
  /** Who approved, in which role. */
  readonly approvals: readonly { readonly role: string; readonly by: string }[];
  /** Kinds of the evidence that was given. */
  readonly evidence: readonly string[];
}

/** How a condition stands: itself, whether it is met, and for a joined one how its parts stand. */
export interface Explanation {
  /** In words: `service.completed was seen`; of joined ones `all of these`, `one of these`, `not this`. */
  readonly requires: string;
  readonly met: boolean;
  /** What there is so far, where that is more than nothing and less than enough: `1 of 2`. */
  readonly progress?: string;
  readonly parts?: readonly Explanation[];
}

const ALL = "all of these";
const ANY = "one of these";
const NOT = "not this";

/** Judges a condition, and explains it: what is met and what is still missing. */
export function explain(condition: ReleaseCondition, facts: ReleaseFacts): Explanation {
  if ("time" in condition) {
    return { requires: `the time is ${condition.time}`, met: facts.now >= Date.parse(condition.time) };
  }
  if ("event" in condition) {
    return { requires: `${condition.event} was seen`, met: facts.events.includes(condition.event) };
  }
  if ("evidence" in condition) {
    return { requires: `evidence: ${condition.evidence}`, met: facts.evidence.includes(condition.evidence) };
  }
  if ("approval" in condition) return explainApproval(condition.approval, facts);
  if ("not" in condition) {
    const part = explain(condition.not, facts);
    return { requires: NOT, met: !part.met, parts: [part] };
  }
  const [requires, several] = "all" in condition ? [ALL, condition.all] : [ANY, condition.any];
  const parts = several.map((part) => explain(part, facts));
  const met = "all" in condition ? parts.every((part) => part.met) : parts.some((part) => part.met);
  return { requires, met, parts };
}

function explainApproval(
  { role, count }: { readonly role: string; readonly count: number },
  { approvals }: ReleaseFacts,
): Explanation {
  // One person approves once, however often they say so.
  const given = new Set(approvals.filter((approval) => approval.role === role).map(({ by }) => by)).size;
  const met = given >= count;
  const requires = count === 1 ? `${role} approved` : `${count} approved as ${role}`;
  return { requires, met, ...(given > 0 && !met && { progress: `${given} of ${count}` }) };
}

/** Whether a condition is met. */
export function isMet(condition: ReleaseCondition, facts: ReleaseFacts): boolean {
  return explain(condition, facts).met;
}

/** The next moment at which time alone may change how a condition stands; nothing where none of its times is ahead. */
export function nextMoment(condition: ReleaseCondition, now: number): number | undefined {
  const ahead = moments(condition).filter((moment) => moment > now);
  return ahead.length === 0 ? undefined : Math.min(...ahead);
}

function moments(condition: ReleaseCondition): number[] {
  if ("time" in condition) return [Date.parse(condition.time)];
  if ("not" in condition) return moments(condition.not);
  if ("all" in condition) return condition.all.flatMap(moments);
  return "any" in condition ? condition.any.flatMap(moments) : [];
}

/**
 * What is not met, in words: each thing that somebody waits for by itself, and things of which one is enough together:
 * `one of: the buyer approved; or evidence: photo`.
 */
export function missing(explanation: Explanation): string[] {
  const { met, requires, parts = [] } = explanation;
  if (met) return [];
  return requires === ALL ? parts.flatMap(missing) : [words(explanation, unmet)];
}

type Wanted = (part: Explanation) => boolean;
const unmet: Wanted = ({ met }) => !met;
/** What must not be is told whole: all of it is met, or a part of it is enough. */
const whatever: Wanted = () => true;

/** A condition in words, as far as its parts are wanted; where several stand inside something else, in parentheses. */
function words({ requires, progress, parts }: Explanation, wanted: Wanted, isInside = false): string {
  if (parts === undefined) return progress === undefined ? requires : `${requires} (${progress})`;
  if (requires === NOT) return `not: ${parts.map((part) => words(part, whatever, true)).join("")}`;
  const told = parts.flatMap((part) => (requires === ANY ? alternatives(part) : [part])).filter(wanted);
  const each = told.map((part) => words(part, wanted, true));
  const [only, second] = each;
  if (only !== undefined && second === undefined) return only;
  const joined = requires === ALL ? each.join(" and ") : `one of: ${each.join("; or ")}`;
  return isInside ? `(${joined})` : joined;
}

/** One of these, of which one is one of those, is one of all of them. */
function alternatives(part: Explanation): readonly Explanation[] {
  return part.requires === ANY ? (part.parts ?? []).flatMap(alternatives) : [part];
}

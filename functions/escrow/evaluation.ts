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
  /** In words: `service.completed was seen`, `all of these`. */
  readonly requires: string;
  readonly met: boolean;
  /** What there is so far, where that is more than nothing and less than enough: `1 of 2`. */
  readonly progress?: string;
  readonly parts?: readonly Explanation[];
}

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
    return { requires: "not this", met: !part.met, parts: [part] };
  }
  const [requires, several] = "all" in condition ? ["all of these", condition.all] : ["one of these", condition.any];
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

/** The leaves that are not met, in words: what somebody waits for. */
export function missing(explanation: Explanation): string[] {
  if (explanation.met) return [];
  const { parts, requires, progress } = explanation;
  if (parts === undefined) return [progress === undefined ? requires : `${requires} (${progress})`];
  if (requires === "not this") return parts.map((part) => `not: ${part.requires}`);
  return parts.flatMap(missing);
}

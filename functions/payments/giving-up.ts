import { GIVEN_UP, type Operation } from "./attempt";
import type { Rail, RailAnswer, RailKnowledge } from "./rail";
import { CALLED_OFF, type Ending, endingOf } from "./settlement";

/**
 * Why an open attempt is not given up. `too_young`: recovery still sends it again; `rail_at_work`: the rail has it, and has
 * not finished; `money_taken`: the rail would not call the charge off; `rail_silent`: the rail did not say.
 */
export type GiveUpRefusal = "too_young" | "rail_at_work" | "money_taken" | "rail_silent";

/** What comes of a person's wish to give an open attempt up. */
type Verdict =
  { readonly step: "settle"; readonly ending: Ending } | { readonly step: "refuse"; readonly refusal: GiveUpRefusal };

/** What a person says: that the attempt may be ended though its rail says nothing, as its own records show that it did nothing. */
export interface GiveUpWish {
  readonly unanswered: boolean;
}

/** How an attempt that is given up ends: with a definite no, as if its rail had said it. */
const GIVING_UP: Ending = { outcome: "declined", code: GIVEN_UP };

/**
 * Decides about an open attempt that a person wants to give up. Its rail's answer comes first; what is younger than the
 * rail's window is sent again by itself. A charge is called off first. Of anything else it is enough that the rail never saw
 * it: past its window nobody sends it any more.
 */
export function giveUpStep(
  known: RailKnowledge,
  operation: Operation,
  ageMs: number,
  { windowMs }: Pick<Rail, "windowMs">,
  wish: GiveUpWish,
): Verdict | { readonly step: "call_off" } {
  const ending = endingOf(known);
  if (ending) return { step: "settle", ending };
  if (known.outcome === "pending") return refuse("rail_at_work");
  if (ageMs < windowMs) return refuse("too_young");
  if (operation === "charge") return { step: "call_off" };
  return known.outcome === "not_found" ? { step: "settle", ending: GIVING_UP } : unlessAtWork(known, wish);
}

/** Decides about a charge by what its rail answered when it was called off: money that may be taken is never given up. */
export function calledOffStep(answer: RailAnswer, wish: GiveUpWish): Verdict {
  if (answer.outcome === "approved") return { step: "settle", ending: CALLED_OFF };
  if (answer.outcome === "declined") return refuse("money_taken");
  return unlessAtWork(answer, wish);
}

/** A rail that has a name for what it was sent has it, whatever it says; one that says nothing is not taken for a no. */
function unlessAtWork({ outcome, railReference }: RailAnswer, { unanswered }: GiveUpWish): Verdict {
  if (outcome === "pending" || railReference !== undefined) return refuse("rail_at_work");
  return unanswered ? { step: "settle", ending: GIVING_UP } : refuse("rail_silent");
}

function refuse(refusal: GiveUpRefusal): Verdict {
  return { step: "refuse", refusal };
}

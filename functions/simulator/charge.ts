import { createHash } from "node:crypto";
import { toTimestamp } from "../shared/clock";
import { behaviourOf, declineOf, type SimulatedBehaviour } from "./behaviours";

/** What the simulator answers. */
export interface SimulatedAnswer {
  readonly outcome: "approved" | "declined" | "unknown";
  /** Why, in snake_case. */
  readonly code: string;
  /** The simulator's own name for what it did; absent where nothing was done, or nothing is told. */
  readonly acquirerReference?: string;
}

/** Money that is asked of a payer. No card is: whoever holds one says what it asks for. */
export interface SimulatedChargeRequest {
  readonly reference: string;
  readonly amountCents: number;
  /** ISO 4217. */
  readonly currency: string;
  /** Whether the money is taken at once, or reserved. */
  readonly capture: boolean;
  /** What the card or method asks for. @default what the amount asks for */
  readonly behaviour?: SimulatedBehaviour;
}

/** Something that is done to an earlier charge. */
export interface SimulatedFollowUpRequest {
  readonly reference: string;
  /** The charge's reference. */
  readonly of: string;
  readonly amountCents: number;
  readonly currency: string;
}

/** A charge in the simulator's books. */
export interface SimulatedCharge {
  readonly reference: string;
  readonly currency: string;
  readonly authorisedCents: number;
  readonly captureMethod: "automatic" | "manual";
  readonly behaviour: SimulatedBehaviour;
  /** `limbo`: it goes through only after it was called off. */
  readonly status: "limbo" | "authorised" | "captured" | "cancelled" | "declined";
  readonly capturedCents: number;
  readonly refundedCents: number;
  /** Its answer; absent where it was called off before it arrived. */
  readonly answer?: SimulatedAnswer;
  /** Counts changes, from 1: every write names the version that it replaces. */
  readonly version: number;
}

/** Something that the simulator tells of its own accord. */
export interface SimulatedNotice {
  readonly kind: "late_success" | "chargeback" | "settlement";
  /** The charge's reference. */
  readonly of: string;
  readonly amountCents: number;
  readonly currency: string;
  /** When it is told, ISO 8601 UTC; of a settlement, when the funds are available. */
  readonly at: string;
  readonly deliveredAt?: string;
}

/** What a request does to the books, and what is kept as its answer. */
export interface SimulatedChange {
  readonly charge?: SimulatedCharge;
  readonly answer: SimulatedAnswer;
  readonly notices: readonly SimulatedNotice[];
}

/** The answer of an acquirer that gives none. */
export const TIMEOUT: SimulatedAnswer = { outcome: "unknown", code: "timeout" };

/** How long after its capture money is settled. */
export const SETTLEMENT_MS = 2 * 24 * 60 * 60 * 1000;

/** A charge that is new to the books. */
export function chargeAnew(request: SimulatedChargeRequest, now: number): SimulatedChange {
  const { reference, amountCents, currency, capture } = request;
  const behaviour = behaviourOf(amountCents, request.behaviour);
  const charge = {
    reference,
    currency,
    authorisedCents: amountCents,
    captureMethod: capture ? "automatic" : "manual",
    behaviour,
    capturedCents: 0,
    refundedCents: 0,
    version: 1,
  } as const;
  const code = declineOf(behaviour);
  if (code !== undefined) {
    const answer = declined(code, reference);
    return { charge: { ...charge, status: "declined", answer }, answer, notices: [] };
  }
  if (behaviour === "success_after_void") {
    return { charge: { ...charge, status: "limbo", answer: TIMEOUT }, answer: TIMEOUT, notices: [] };
  }
  const answer = approved(reference);
  return { ...goneThrough({ ...charge, status: "authorised", answer }, now), answer };
}

/** What became of a charge that the books know, or nothing where it never arrived; a repeat hears the same. */
export function standingOf({ status, answer, reference }: SimulatedCharge): SimulatedAnswer | undefined {
  return status === "cancelled" && answer ? declined("cancelled", reference) : answer;
}

/** Takes what a charge reserved, or once a part of it. */
export function capture(request: SimulatedFollowUpRequest, charge: Known, now: number): SimulatedChange {
  const { reference, amountCents, currency } = request;
  if (charge?.status !== "authorised" || currency !== charge.currency || amountCents > charge.authorisedCents) {
    return unchanged(declined("not_capturable", reference));
  }
  const behaviour = behaviourOf(amountCents);
  const code = declineOf(behaviour);
  if (code !== undefined) return unchanged(declined(code, reference));
  const disputed = behaviour === "dispute" ? { behaviour } : {};
  return { ...taken({ ...next(charge), ...disputed }, amountCents, now), answer: approved(reference) };
}

/** Gives back what was taken, or a part of it. */
export function refund(request: SimulatedFollowUpRequest, charge: Known): SimulatedChange {
  const { reference, amountCents, currency } = request;
  const left = charge?.currency === currency ? charge.capturedCents - charge.refundedCents : 0;
  if (!charge || amountCents > left) return unchanged(declined("not_refundable", reference));
  const code = declineOf(behaviourOf(amountCents));
  // What came late can always go back.
  if (code !== undefined && charge.behaviour !== "success_after_void") return unchanged(declined(code, reference));
  const refunded = { ...next(charge), refundedCents: charge.refundedCents + amountCents };
  return { charge: refunded, answer: approved(reference), notices: [] };
}

/** Makes sure that a charge takes nothing, also one that has not arrived yet; refused where it has taken the money. */
export function cancel(request: SimulatedFollowUpRequest, charge: Known, now: number): SimulatedChange {
  const { reference, of, amountCents, currency } = request;
  const answer = approved(reference);
  if (!charge) return { charge: calledOff(of, amountCents, currency), answer, notices: [] };
  switch (charge.status) {
    case "captured":
      return unchanged(declined("captured", reference));
    case "limbo": {
      const through = goneThrough({ ...next(charge), status: "authorised", answer: approved(of) }, now);
      const late = noticeOf(charge, "late_success", charge.authorisedCents, now);
      return { ...through, answer, notices: [late, ...through.notices] };
    }
    case "authorised":
      return { charge: { ...next(charge), status: "cancelled" }, answer, notices: [] };
    case "cancelled":
    case "declined":
      return unchanged(answer);
  }
}

type Known = SimulatedCharge | undefined;

/** A charge that was called off before it arrived, so that it is refused when it does. */
function calledOff(reference: string, authorisedCents: number, currency: string): SimulatedCharge {
  return {
    reference,
    currency,
    authorisedCents,
    captureMethod: "automatic",
    behaviour: "approve",
    status: "cancelled",
    capturedCents: 0,
    refundedCents: 0,
    version: 1,
  };
}

/** A charge that was approved: all of it is taken, or it stays reserved. */
function goneThrough(charge: SimulatedCharge, now: number): Omit<SimulatedChange, "answer"> {
  return charge.captureMethod === "automatic" ? taken(charge, charge.authorisedCents, now) : { charge, notices: [] };
}

function taken(charge: SimulatedCharge, cents: number, now: number): Omit<SimulatedChange, "answer"> {
  const settlement = noticeOf(charge, "settlement", cents, now + SETTLEMENT_MS);
  const dispute = charge.behaviour === "dispute" ? [noticeOf(charge, "chargeback", cents, now)] : [];
  return { charge: { ...charge, status: "captured", capturedCents: cents }, notices: [...dispute, settlement] };
}

function noticeOf(
  { reference, currency }: SimulatedCharge,
  kind: SimulatedNotice["kind"],
  amountCents: number,
  at: number,
): SimulatedNotice {
  return { kind, of: reference, amountCents, currency, at: toTimestamp(at) };
}

function next(charge: SimulatedCharge): SimulatedCharge {
  return { ...charge, version: charge.version + 1 };
}

function unchanged(answer: SimulatedAnswer): SimulatedChange {
  return { answer, notices: [] };
}

function approved(reference: string): SimulatedAnswer {
  return { outcome: "approved", code: "approved", acquirerReference: nameOf(reference) };
}

function declined(code: string, reference: string): SimulatedAnswer {
  return { outcome: "declined", code, acquirerReference: nameOf(reference) };
}

/** The simulator's own name for what it did under a reference: a function of it, so that it is the same every time. */
export function nameOf(reference: string): string {
  return `sim_${digestOf(reference)}`;
}

/** A text's digest, 24 hexadecimal digits. */
export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 24);
}

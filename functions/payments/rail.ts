import { PlatformError } from "../shared/errors";
import type { Money } from "../shared/money";
import type { Fault } from "./results";

/** The rails there are, by the names that payments keep. */
export const RAIL_NAMES = ["simulator", "cards", "stripe", "ach-debit"] as const;

/** One of the rails. */
export type RailName = (typeof RAIL_NAMES)[number];

/** A stored payment names a rail that this function was not given: its settings have changed, or are not complete. */
export class RailMissingError extends PlatformError {
  readonly code = "rail_missing";
}

/** The rails of an environment. */
export interface Rails {
  /** The rail that takes a payment method, or the fault that names `payment_method`; asked when a payment is made. */
  choose(method: string | undefined): RailName | Fault;
  /** The rail of a payment that was made. @throws RailMissingError */
  named(name: string): Rail;
}

/** What a rail answered. */
export interface RailAnswer {
  /**
   * `unknown`: no definite answer, such as a time-out. It is not a failure: ask by the reference, do not charge anew.
   * `pending`: it was taken, and the answer comes in days.
   */
  readonly outcome: "approved" | "declined" | "pending" | "unknown";
  /** Why, in snake_case. */
  readonly code: string;
  /** The rail's own name for what it did. */
  readonly railReference?: string;
  /** Of what is pending: when its answer is overdue, ISO 8601 UTC. */
  readonly expectedBy?: string;
}

/** What a rail knows of a reference: its answer, or that it has never seen it. */
export type RailKnowledge = RailAnswer | { readonly outcome: "not_found"; readonly code: string };

interface RailRequest {
  /**
   * A pure function of the payment, the operation and the attempt. The contract of every adapter: within the rail's
   * window, sending a reference again gives its first answer and moves nothing.
   */
  readonly reference: string;
}

/** Money that is asked of a payer. */
export interface ChargeRequest extends RailRequest {
  readonly amount: Money;
  readonly customerId: string;
  /** The vault's token; absent for rails without cards. */
  readonly token?: string;
  /** Whether the money is taken at once, or reserved. */
  readonly capture: boolean;
}

/** A charge that was sent, or may have been: what a rail finds it by, where its reference alone does not do. */
export interface SentCharge extends ChargeRequest {
  /** When it was sent first, ISO 8601 UTC; earlier is safe, later is not. */
  readonly sentAt: string;
  /** The rail's own name for it, where it has told. */
  readonly railReference?: string;
}

/** Something that is done to an earlier charge. */
export interface FollowUpRequest extends RailRequest {
  /** The charge's reference. */
  readonly of: string;
  readonly amount: Money;
  readonly charge: SentCharge;
}

/** What a question about a reference is about. */
export interface Asked {
  readonly operation: "charge" | "capture" | "cancel" | "refund";
  readonly charge: SentCharge;
}

/**
 * The port to a rail. An adapter answers `unknown` for a rail that does not answer within 10 seconds, and throws only
 * for its own bugs.
 */
export interface Rail {
  readonly name: string;
  /** How long the rail recognises a reference; nothing is sent again past it. */
  readonly windowMs: number;
  /** Whether its answers come in days: a charge that it may have is not called off for want of one. @default false */
  readonly answersInDays?: boolean;
  charge(request: ChargeRequest): Promise<RailAnswer>;
  /** Takes what a charge reserved, or a part of it. */
  capture(request: FollowUpRequest): Promise<RailAnswer>;
  refund(request: FollowUpRequest): Promise<RailAnswer>;
  /**
   * Makes sure that a charge takes nothing, also one that has not arrived yet. `approved`: it takes nothing;
   * `declined`: it has taken the money.
   */
  cancel(request: FollowUpRequest): Promise<RailAnswer>;
  /** What became of a reference; asking moves nothing. */
  ask(reference: string, asked: Asked): Promise<RailKnowledge>;
}

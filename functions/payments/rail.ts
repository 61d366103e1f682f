import type { Money } from "../shared/money";

/** What a rail answered. */
export interface RailAnswer {
  /** `unknown`: no definite answer, such as a time-out. It is not a failure: ask by the reference, do not charge anew. */
  readonly outcome: "approved" | "declined" | "unknown";
  /** Why, in snake_case. */
  readonly code: string;
  /** The rail's own name for what it did. */
  readonly railReference?: string;
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

/** Something that is done to an earlier charge. */
export interface FollowUpRequest extends RailRequest {
  /** The charge's reference. */
  readonly of: string;
  readonly amount: Money;
}

/**
 * The port to a rail. An adapter answers `unknown` for a rail that does not answer within 10 seconds, and throws only
 * for its own bugs.
 */
export interface Rail {
  readonly name: string;
  /** How long the rail recognises a reference; nothing is sent again past it. */
  readonly windowMs: number;
  charge(request: ChargeRequest): Promise<RailAnswer>;
  /** Takes what a charge reserved, or a part of it. */
  capture(request: FollowUpRequest): Promise<RailAnswer>;
  refund(request: FollowUpRequest): Promise<RailAnswer>;
  /**
   * Makes sure that a charge takes nothing, also one that has not arrived yet. `approved`: it takes nothing;
   * `declined`: it has taken the money.
   */
  cancel(request: FollowUpRequest): Promise<RailAnswer>;
  /** What became of a reference. */
  ask(reference: string): Promise<RailKnowledge>;
}

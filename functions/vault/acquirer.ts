/** A card as an acquirer gets it. */
export interface RailCard {
  /** Digits alone. */
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
  /** Only in the call that carries it in; never stored, never sent again later (PCI DSS 3.3.1). */
  readonly cvc?: string;
}

/** What every operation at the rail carries. */
interface RailRequest {
  /**
   * A pure idempotency key, made from what is being done. The contract of every adapter: sending the same reference
   * again gives the first answer and cannot charge again.
   */
  readonly reference: string;
}

/** Is this card good? Moves nothing. */
export interface VerifyRequest extends RailRequest {
  readonly card: RailCard;
}

interface Amount {
  /** Integer cents, more than 0. */
  readonly amountCents: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** Takes an amount, or reserves it. */
export interface ChargeRequest extends RailRequest, Amount {
  /** Whether the money is taken at once, or reserved until a capture. */
  readonly capture: boolean;
  /** Absent only where the acquirer is cardless. */
  readonly card?: RailCard;
  /** A payment method of the acquirer's own, in the place of a card. */
  readonly method?: string;
}

/** Something that is done to an earlier charge. */
export interface FollowUpRequest extends RailRequest, Amount {
  /** The charge's reference. */
  readonly of: string;
}

/** What the acquirer answered. */
export interface RailOutcome {
  /** `unknown`: no definite answer, such as a time-out. It is not a failure: ask by the reference, do not charge anew. */
  readonly outcome: "approved" | "declined" | "unknown";
  /** Why, in snake_case: `approved`, `insufficient_funds`, `timeout` and the like. */
  readonly code: string;
  /** The acquirer's own name for what it did; absent where nothing is known to have been done. */
  readonly acquirerReference?: string;
}

/** What the acquirer knows of a reference: its answer, or that it has never seen it. */
export type RailKnowledge = RailOutcome | { readonly outcome: "not_found"; readonly code: string };

/** The part of the port that tells whether a card is good. */
export interface Verifier {
  verify(request: VerifyRequest): Promise<RailOutcome>;
}

/** The port to who accepts cards. An adapter answers `unknown` for a rail that does not, and throws only for its own bugs. */
export interface Acquirer extends Verifier {
  /** Whether it takes charges without a card: simulators do. */
  readonly cardless: boolean;
  charge(request: ChargeRequest): Promise<RailOutcome>;
  /** Takes what a charge reserved, or a part of it. */
  capture(request: FollowUpRequest): Promise<RailOutcome>;
  refund(request: FollowUpRequest): Promise<RailOutcome>;
  /**
   * Makes sure that a charge takes nothing, also one that has not arrived yet. `approved`: it takes nothing;
   * `declined`: it has taken the money.
   */
  cancel(request: FollowUpRequest): Promise<RailOutcome>;
  /** What became of a reference; moves nothing. */
  ask(reference: string): Promise<RailKnowledge>;
}
